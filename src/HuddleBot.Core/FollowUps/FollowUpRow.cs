using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.FollowUps;

/// <summary>A follow-up as it was read.</summary>
/// <param name="Row">Its ETag is the lock.</param>
/// <param name="Told">The names of the reminders that were sent.</param>
/// <param name="Sent">The messages that show it beside the issue's own.</param>
/// <param name="Operations">The last clicks that changed it.</param>
internal sealed record StoredFollowUp(
    FollowUp FollowUp, TableEntity? Row, IReadOnlyList<string> Told, IReadOnlyList<(string Slot, ChannelId Channel)> Sent, IReadOnlyList<string> Operations);

/// <summary>A follow-up as a row: it is the state and the lock. The same properties stand in the index of what is open.</summary>
internal static class FollowUpRow
{
    private const int TimesRemembered = 40;
    /// <summary>So many of the messages of one follow-up are drawn anew when it changes.</summary>
    public const int MessagesDrawnAnew = 12;
    private const int OperationsRemembered = 20;

    public static TableEntity ToEntity(StoredFollowUp stored)
    {
        var followUp = stored.FollowUp;
        var row = new TableEntity(TeamRows.PartitionOf(followUp.Issue.Team), TeamRows.FollowUp + followUp.Issue.Key, stored.Row?.ETag)
        {
            ["Issue"] = followUp.Issue.ToString(),
            ["Version"] = followUp.Version,
            ["State"] = followUp.State.GetType().Name,
            ["OpenedAt"] = followUp.OpenedAt,
            ["CustomerSince"] = followUp.CustomerSince,
            ["ClockSince"] = followUp.ClockSince,
            ["DueAt"] = followUp.DueAt,
            ["ContactOf"] = followUp.ContactOf.ToString(),
            ["ContactUntil"] = followUp.ContactUntil,
            ["Told"] = string.Join(' ', stored.Told.TakeLast(TimesRemembered)),
            ["Sent"] = string.Join(' ', stored.Sent.TakeLast(MessagesDrawnAnew).Select(sent => $"{sent.Slot}|{sent.Channel}")),
            ["Operations"] = string.Join(' ', stored.Operations.TakeLast(OperationsRemembered)),
        };
        switch (followUp.State)
        {
            case FollowUpState.Claimed s: IssueEventRow.SetActor(row, "By", s.By); row["Since"] = s.At; row["HasLeftWord"] = s.HasLeftWord; break;
            case FollowUpState.Finished s: IssueEventRow.SetActor(row, "By", s.By); row["Since"] = s.At; row["Outcome"] = s.Outcome.ToString(); break;
            case FollowUpState.Withdrawn s: row["Since"] = s.At; break;
        }

        SetPromise(row, "Promise", followUp.Promise);
        SetPromise(row, "Kept", followUp.Kept);
        return row;
    }

    public static StoredFollowUp FromEntity(TableEntity row) => new(
        StateOf(row), row, ListOf(row, "Told"), [.. ListOf(row, "Sent").Select(text => text.Split('|', 2)).Select(parts => (parts[0], ChannelId.Parse(parts[1])))], ListOf(row, "Operations"));

    public static FollowUp StateOf(TableEntity row) => new(
        IssueIn(row, "Issue"), row.GetInt32("Version") ?? 0, row.RequireInstant("OpenedAt"), row.RequireInstant("CustomerSince"), row.RequireInstant("DueAt"),
        row.RequireString("State") switch
        {
            nameof(FollowUpState.Unclaimed) => new FollowUpState.Unclaimed(),
            nameof(FollowUpState.Claimed) => new FollowUpState.Claimed(IssueEventRow.GetActor(row, "By"), row.RequireInstant("Since"), row.GetBoolean("HasLeftWord") ?? false),
            nameof(FollowUpState.Finished) =>
                new FollowUpState.Finished(IssueEventRow.GetActor(row, "By"), row.RequireInstant("Since"), Enum.Parse<ContactOutcome>(row.RequireString("Outcome"))),
            nameof(FollowUpState.Withdrawn) => new FollowUpState.Withdrawn(row.RequireInstant("Since")),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds unknown state {other}"),
        },
        IssueIn(row, "ContactOf"))
    {
        ClockSince = row.RequireInstant("ClockSince"),
        ContactUntil = row.GetInstant("ContactUntil"),
        Promise = PromiseOf(row, "Promise"),
        Kept = PromiseOf(row, "Kept"),
    };

    internal static IssueId IssueIn(TableEntity row, string name) =>
        IssueId.TryParse(row.GetString(name)) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue in {name}");

    private static IReadOnlyList<string> ListOf(TableEntity row, string name) => row.GetString(name) is { Length: > 0 } text ? text.Split(' ') : [];

    private static void SetPromise(TableEntity row, string name, CustomerPromise? promise)
    {
        IssueEventRow.SetActor(row, name + "Owner", promise?.Owner);
        row[name + "What"] = promise?.What;
        row[name + "Date"] = promise is null ? null : LocalDatePattern.Iso.Format(promise.By);
        row[name + "Since"] = promise?.Since;
    }

    private static CustomerPromise? PromiseOf(TableEntity row, string name) => row.GetString(name + "What") is { } what
        ? new(IssueEventRow.GetActor(row, name + "Owner"), what, LocalDatePattern.Iso.Parse(row.RequireString(name + "Date")).Value, row.RequireInstant(name + "Since"))
        : null;
}
