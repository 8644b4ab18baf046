using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>The huddle that runs now, as a row of its team's partition, and what is decided while it runs.</summary>
internal static class HuddleOutcomes
{
    /// <summary>The row names no huddle: it has ended.</summary>
    public static async Task<HuddleId?> RunningAsync(ITableStore store, TeamId team, CancellationToken cancellationToken) =>
        HuddleIn(await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.Running, cancellationToken));

    /// <summary>This huddle runs now; of two at the same time, what is decided belongs to the one that was started last.</summary>
    public static async Task<TableTransactionAction> BeginAsync(ITableStore store, HuddleId huddle, CancellationToken cancellationToken)
    {
        var before = await store.GetAsync(TeamRows.PartitionOf(huddle.Team), TeamRows.Running, cancellationToken);
        return TableTransactionAction.Save(new(TeamRows.PartitionOf(huddle.Team), TeamRows.Running, before?.ETag) { ["Huddle"] = huddle.ToString() });
    }

    /// <summary>Null: another one runs.</summary>
    public static async Task<TableTransactionAction?> EndAsync(ITableStore store, HuddleId huddle, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(huddle.Team), TeamRows.Running, cancellationToken) is { } row && HuddleIn(row) == huddle ? TableTransactionAction.Delete(row) : null;

    /// <summary>An issue was decided in the huddle, for the last time now.</summary>
    public static TableTransactionAction Note(HuddleId huddle, Issue issue, Instant now) => TableTransactionAction.Upsert(
        new(TeamRows.PartitionOf(huddle.Team), PrefixOf(huddle) + issue.Id.Key) { ["Issue"] = issue.Id.ToString(), ["State"] = issue.State.GetType().Name, ["At"] = now });

    /// <summary>What a team decides while it meets is of its huddle; its manager's word is not.</summary>
    public static bool IsOfTheTeam(IssueEvent @event) => !@event.IsManagersWord;

    /// <summary>Oldest decision first.</summary>
    public static async Task<IReadOnlyList<(IssueId Issue, string State, Instant At)>> OfAsync(ITableStore store, HuddleId huddle, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(TeamRows.PartitionOf(huddle.Team), PrefixOf(huddle), null, cancellationToken).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => (
                Issue: IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.RowKey} names no issue"),
                State: row.RequireString("State"), At: row.RequireInstant("At"))).OrderBy(outcome => outcome.At),
        ];
    }

    public static async Task<bool> HasAsync(ITableStore store, HuddleId huddle, IssueId issue, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(huddle.Team), PrefixOf(huddle) + issue.Key, cancellationToken) is not null;

    /// <summary>What shows the issues that are decided in a huddle.</summary>
    public static IReadOnlyList<string> SlotsOf(HuddleId huddle) => [SlotRow.HuddleOf(huddle), SlotRow.ReceiptOf(huddle)];

    private static HuddleId? HuddleIn(TableEntity? row) => HuddleId.TryParse(row?.GetString("Huddle"));

    // One schedule's id may be the beginning of another's; none has a dot in it.
    private static string PrefixOf(HuddleId huddle) => $"{TeamRows.HuddleOutcome}{huddle.Key}.";
}
