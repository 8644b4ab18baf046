using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime.Text;
using static HuddleBot.Core.Issues.IssueEventRow;

namespace HuddleBot.Core.Issues;

/// <summary>What managers decide and the team answers, in a row of an issue's history.</summary>
internal static class TriageEventRow
{
    /// <summary>False: it is none of these events.</summary>
    public static bool TryWrite(TableEntity row, IssueEvent @event)
    {
        switch (@event)
        {
            case IssueEvent.TriageAccepted e:
                SetActor(row, "Owner", e.Owner);
                row["Priority"] = e.Priority.ToString();
                SetDate(row, e.Date);
                SetGroup(row, e.Group);
                SetWas(row, e.Was);
                return true;
            case IssueEvent.TriageDeclined e: row["Reason"] = e.Reason; return true;
            case IssueEvent.TriageResolved e: row["Answer"] = e.Answer; return true;
            case IssueEvent.TriageAsked e: row["Question"] = e.Question; row["AnswerBy"] = e.AnswerBy; return true;
            case IssueEvent.QuestionAnswered e:
                row["Words"] = e.Words;
                row["AnswerBy"] = e.AnswerBy;
                row["Message"] = e.MessageId;
                row["EditedAt"] = e.EditedAt;
                return true;
            case IssueEvent.TriageReturned e: row["Guidance"] = e.Guidance; SetActor(row, "Owner", e.Owner); SetDate(row, e.Date); return true;
            case IssueEvent.TriageSnoozed e: SetDate(row, e.Until); row["AnswerBy"] = e.AnswerBy; row["MovedTo"] = e.Date is { } day ? LocalDatePattern.Iso.Format(day) : null; return true;
            case IssueEvent.TriageMerged e: row["Theme"] = e.Theme.ToString(); row["Title"] = e.Title; return true;
            case IssueEvent.ThemeRenamed e: row["Theme"] = e.Theme.Id.ToString(); row["Title"] = e.Theme.Title; return true;
            case IssueEvent.TriageSplit e: row["AnswerBy"] = e.AnswerBy; return true;
            case IssueEvent.TriageUndone: return true;
            case IssueEvent.Reopened e:
                row["Reason"] = e.Reason;
                row["AnswerBy"] = e.AnswerBy;
                row["ResolveBy"] = e.ResolveBy;
                row["IsByManager"] = e.IsByManager;
                return true;
            case IssueEvent.AnswerHelped e: row["Outcome"] = e.Outcome.ToString(); return true;
            default: return false;
        }
    }

    /// <summary>Null: it is none of these events.</summary>
    public static IssueEvent? TryRead(TableEntity row)
    {
        var (by, at) = (GetBy(row), row.RequireInstant("At"));
        return row.RequireString("Event") switch
        {
            nameof(IssueEvent.TriageAccepted) => new IssueEvent.TriageAccepted(by, at, GetActor(row, "Owner"), Enum.Parse<Priority>(row.RequireString("Priority")), GetDate(row)) { Group = GetGroup(row), Was = GetWas(row) },
            nameof(IssueEvent.TriageDeclined) => new IssueEvent.TriageDeclined(by, at, row.RequireString("Reason")),
            nameof(IssueEvent.TriageResolved) => new IssueEvent.TriageResolved(by, at, row.RequireString("Answer")),
            nameof(IssueEvent.TriageAsked) => new IssueEvent.TriageAsked(by, at, row.RequireString("Question"), row.RequireInstant("AnswerBy")),
            nameof(IssueEvent.QuestionAnswered) => new IssueEvent.QuestionAnswered(by, at, row.RequireString("Words"), row.RequireInstant("AnswerBy"))
            {
                MessageId = row.GetString("Message"), EditedAt = row.GetInstant("EditedAt"),
            },
            nameof(IssueEvent.TriageReturned) => new IssueEvent.TriageReturned(by, at, row.RequireString("Guidance"), GetActor(row, "Owner"), GetDate(row)),
            nameof(IssueEvent.TriageSnoozed) => new IssueEvent.TriageSnoozed(by, at, GetDate(row))
            {
                AnswerBy = row.GetInstant("AnswerBy"), Date = row.GetString("MovedTo") is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
            },
            nameof(IssueEvent.TriageMerged) => new IssueEvent.TriageMerged(by, at, ThemeIn(row), row.RequireString("Title")),
            nameof(IssueEvent.ThemeRenamed) => new IssueEvent.ThemeRenamed(by, at, new(ThemeIn(row), row.RequireString("Title"))),
            nameof(IssueEvent.TriageSplit) => new IssueEvent.TriageSplit(by, at, row.RequireInstant("AnswerBy")),
            nameof(IssueEvent.TriageUndone) => new IssueEvent.TriageUndone(by, at),
            nameof(IssueEvent.Reopened) => new IssueEvent.Reopened(by, at, row.GetString("Reason"), row.RequireInstant("AnswerBy"))
            {
                ResolveBy = row.GetInstant("ResolveBy"), IsByManager = row.GetBoolean("IsByManager") ?? false,
            },
            nameof(IssueEvent.AnswerHelped) => new IssueEvent.AnswerHelped(by, at, Enum.Parse<Outcome>(row.RequireString("Outcome"))),
            _ => null,
        };
    }

    internal static void SetGroup(TableEntity row, OwningGroup? group)
    {
        row["Group"] = group?.Id;
        row["GroupName"] = group?.Name;
    }

    internal static OwningGroup? GetGroup(TableEntity row, string prefix = "") => row.GetString(prefix + "Group") is { } id ? new(id, row.GetString(prefix + "GroupName") ?? id) : null;

    private static void SetWas(TableEntity row, IssueEvent.Acceptance? was)
    {
        if (was is null) return;
        SetActor(row, "WasOwner", was.Owner);
        row["WasPriority"] = was.Priority.ToString();
        row["WasDate"] = LocalDatePattern.Iso.Format(was.Date);
        row["WasGroup"] = was.Group?.Id;
        row["WasGroupName"] = was.Group?.Name;
    }

    private static IssueEvent.Acceptance? GetWas(TableEntity row) => row.GetString("WasDate") is { } date
        ? new(GetActor(row, "WasOwner"), Enum.Parse<Priority>(row.RequireString("WasPriority")), LocalDatePattern.Iso.Parse(date).Value, GetGroup(row, "Was"))
        : null;

    private static ThemeId ThemeIn(TableEntity row) =>
        ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no theme");
}
