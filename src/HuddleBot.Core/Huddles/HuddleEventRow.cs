using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Huddles;

/// <summary>One event of a huddle as a row of its history, readable by other tools.</summary>
internal static class HuddleEventRow
{
    public static TableEntity ToEntity(HuddleId huddle, int version, HuddleEvent @event, string operation)
    {
        var row = new TableEntity(TeamRows.PartitionOf(huddle.Team), RowOf(huddle, version))
        {
            ["Huddle"] = huddle.ToString(),
            ["Version"] = version,
            ["Event"] = @event.GetType().Name,
            ["At"] = @event.At,
            ["Operation"] = operation,
        };
        switch (@event)
        {
            case HuddleEvent.Announced e:
                (row["Name"], row["StartsAt"], row["Minutes"], row["AnswersUntil"], row["Agenda"]) = (e.Name, e.StartsAt, e.Minutes, e.AnswersUntil, HuddleJson.Write(e.Agenda));
                SetActor(row, "Lead", e.Lead);
                break;
            case HuddleEvent.Skipped e: (row["Name"], row["StartsAt"], row["Minutes"], row["More"]) = (e.Name, e.StartsAt, e.Minutes, e.More); break;
            case HuddleEvent.Started e: SetActor(row, "By", e.By); break;
            case HuddleEvent.Joined e: SetActor(row, "By", e.By); break;
            case HuddleEvent.WentAway e: SetActor(row, "By", e.By); SetActor(row, "NextLead", e.NextLead); break;
            case HuddleEvent.LeadPassed e: SetActor(row, "By", e.By); SetActor(row, "To", e.To); break;
            case HuddleEvent.Answered e:
                SetActor(row, "By", e.By);
                (row["Message"], row["Text"], row["IsLate"], row["IsEdited"], row["EditedAt"]) = (e.MessageId, e.Text, e.IsLate, e.IsEdited, e.EditedAt);
                break;
            case HuddleEvent.AnswerRemoved e: SetActor(row, "By", e.By); row["Message"] = e.MessageId; break;
            case HuddleEvent.IssueRaised e: SetActor(row, "By", e.By); row["Issue"] = e.Issue.ToString(); break;
            case HuddleEvent.Finished e: SetActor(row, "By", e.By); break;
            case HuddleEvent.Missed or HuddleEvent.CalledOff: break;
            case HuddleEvent.Moved e: (row["StartsAt"], row["Minutes"], row["AnswersUntil"]) = (e.StartsAt, e.Minutes, e.AnswersUntil); break;
            default: throw new ArgumentOutOfRangeException(nameof(@event), @event, "no such event");
        }

        return row;
    }

    public static (HuddleEvent Event, string Operation) FromEntity(TableEntity row)
    {
        var at = row.RequireInstant("At");
        HuddleEvent @event = row.RequireString("Event") switch
        {
            nameof(HuddleEvent.Announced) => new HuddleEvent.Announced(
                at, row.GetString("Name"), row.RequireInstant("StartsAt"), MinutesOf(row), row.RequireInstant("AnswersUntil"), HuddleJson.ReadAgenda(row.RequireString("Agenda")), FindActor(row, "Lead")),
            nameof(HuddleEvent.Skipped) => new HuddleEvent.Skipped(at, row.GetString("Name"), row.RequireInstant("StartsAt"), MinutesOf(row), row.GetInt32("More") ?? 0),
            nameof(HuddleEvent.Started) => new HuddleEvent.Started(By(row), at),
            nameof(HuddleEvent.Joined) => new HuddleEvent.Joined(By(row), at),
            nameof(HuddleEvent.WentAway) => new HuddleEvent.WentAway(By(row), at, FindActor(row, "NextLead")),
            nameof(HuddleEvent.LeadPassed) => new HuddleEvent.LeadPassed(By(row), at, IssueEventRow.GetActor(row, "To")),
            nameof(HuddleEvent.Answered) =>
                new HuddleEvent.Answered(By(row), at, row.RequireString("Message"), row.RequireString("Text"), row.GetBoolean("IsLate") ?? false, row.GetBoolean("IsEdited") ?? false)
                {
                    EditedAt = row.GetInstant("EditedAt"),
                },
            nameof(HuddleEvent.AnswerRemoved) => new HuddleEvent.AnswerRemoved(By(row), at, row.RequireString("Message")),
            nameof(HuddleEvent.IssueRaised) => new HuddleEvent.IssueRaised(
                By(row), at, IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue")),
            nameof(HuddleEvent.Finished) => new HuddleEvent.Finished(FindActor(row, "By"), at),
            nameof(HuddleEvent.Missed) => new HuddleEvent.Missed(at),
            nameof(HuddleEvent.Moved) => new HuddleEvent.Moved(at, row.RequireInstant("StartsAt"), MinutesOf(row), row.RequireInstant("AnswersUntil")),
            nameof(HuddleEvent.CalledOff) => new HuddleEvent.CalledOff(at),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds an unknown event {other}"),
        };
        return (@event, row.RequireString("Operation"));
    }

    /// <summary>One schedule's id may be the beginning of another's; none has a dot in it.</summary>
    public static string PrefixOf(HuddleId huddle) => $"{TeamRows.HuddleHistory}{huddle.Key}.";

    public static string RowOf(HuddleId huddle, int version) => $"{PrefixOf(huddle)}{version:D6}";

    internal static void SetActor(TableEntity row, string name, Actor? actor) => IssueEventRow.SetActor(row, name, actor);

    internal static Actor? FindActor(TableEntity row, string name) => row.GetString(name) is null ? null : IssueEventRow.GetActor(row, name);

    private static Actor By(TableEntity row) => IssueEventRow.GetActor(row, "By");

    private static int MinutesOf(TableEntity row) => row.GetInt32("Minutes") ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} says no minutes");
}
