using System.Collections.Frozen;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Triage;

/// <summary>
/// What the row of an open escalation (<see cref="TeamRows.Escalation"/>) says of its clock and its reminders. Every event of the issue writes the row anew: what was
/// noted of reminders is then forgotten, and found again by their slots.
/// </summary>
internal static class EscalationTurnRow
{
    /// <summary>The row as an event of the issue leaves it; null: it is nobody's turn.</summary>
    public static TableEntity? Of(Issue issue, IReadOnlyList<IssueEvent> events)
    {
        if (IssueChange.EscalationRow(issue) is not { } row || EscalationTurn.Of(issue, events) is not { } turn) return null;
        row["Since"] = turn.Since;
        row["EscalatedBy"] = (turn.Turn as Turn.Team)?.EscalatedBy.ToString();
        return row;
    }

    /// <summary>Null: written before the row kept all of it.</summary>
    public static EscalationTurn? TurnOf(TableEntity row)
    {
        if (row.GetInstant("Since") is not { } since) return null;
        Turn? turn = (row.GetString("Owner"), row.GetInstant("QuestionBy"), row.GetString("EscalatedBy")) switch
        {
            ({ } owner, _, _) => new Turn.Owner(LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value, PersonId.Parse(owner)),
            (_, { } by, { } escalatedBy) => new Turn.Team(by, PersonId.Parse(escalatedBy)),
            (_, null, _) => new Turn.Managers(row.RequireInstant("AnswerBy")),
            _ => null,
        };
        return turn is null ? null : new(turn, row.GetString("SnoozedUntil") is { } until ? LocalDatePattern.Iso.Parse(until).Value : null, since);
    }

    /// <summary>The names of the reminders that were sent for this clock, as far as the row knows.</summary>
    public static IReadOnlySet<string> SentOf(TableEntity row, string clock) =>
        row.GetString("RemindedClock") == clock && row.GetString("Reminded") is { Length: > 0 } names ? names.Split(' ').ToFrozenSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;

    public static TableEntity WithSent(TableEntity row, string clock, IEnumerable<string> names)
    {
        var copy = row.Copy(row.ETag);
        copy["RemindedClock"] = clock;
        copy["Reminded"] = string.Join(' ', SentOf(row, clock).Union(names).Order(StringComparer.Ordinal));
        return copy;
    }

    /// <summary>Whether its cards show already that it is put off no more.</summary>
    public static bool IsBack(TableEntity row, LocalDate until) => row.GetString("Back") == LocalDatePattern.Iso.Format(until);

    public static TableEntity WithBack(TableEntity row, LocalDate until)
    {
        var copy = row.Copy(row.ETag);
        copy["Back"] = LocalDatePattern.Iso.Format(until);
        return copy;
    }
}
