using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Triage;

/// <summary>Whose turn it is on an open escalation, and by when: all that its reminders follow from.</summary>
/// <param name="SnoozedUntil">Put off until the morning of this day in the team's zone, which may have come; null: not put off.</param>
/// <param name="Since">When it became so by a manager's or the team's word: who has just spoken of it is not reminded of it.</param>
public sealed record EscalationTurn(Turn Turn, LocalDate? SnoozedUntil, Instant Since)
{
    /// <summary>Null: nobody's turn. It is settled, taken back, or part of a theme.</summary>
    /// <param name="events">All of the issue's, oldest first.</param>
    public static EscalationTurn? Of(Issue issue, IReadOnlyList<IssueEvent> events)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation: var escalation } escalated) return null;
        Turn? turn = escalation.Triage switch
        {
            TriageState.Waiting => new Turn.Managers(escalation.AnswerBy),
            TriageState.Asked asked => new Turn.Team(asked.AnswerBy, escalated.DecidedBy.Id),
            TriageState.Accepted accepted => new Turn.Owner(accepted.By, accepted.Owner.Id),
            _ => null,
        };

        // Other words of the team's for what it has asked already leave everybody's turn as it is.
        var last = events.LastOrDefault(@event => @event is not IssueEvent.Escalated changed || changed.At == escalation.AskedAt);
        return turn is null ? null : new(turn, escalation.SnoozedUntil, last?.At ?? escalation.AskedAt);
    }

    /// <summary>Names the clock that runs now: the same as long as nothing of it changes, another one for every clock that begins anew.</summary>
    public string Clock => StableHash.Of("clock", Turn switch
    {
        Turn.Managers turn => $"answer {InstantPattern.ExtendedIso.Format(turn.By)}",
        Turn.Team turn => $"question {InstantPattern.ExtendedIso.Format(turn.By)}",
        Turn.Owner turn => $"date {LocalDatePattern.Iso.Format(turn.By)} {turn.Person}",
        _ => throw new InvalidOperationException($"{Turn} is no turn"),
    }, SnoozedUntil is { } until ? LocalDatePattern.Iso.Format(until) : "");
}

/// <summary>Who should do something next: the closed set.</summary>
public abstract record Turn
{
    private Turn() { }

    /// <summary>Nobody has decided.</summary>
    public sealed record Managers(Instant By) : Turn;

    /// <summary>The team was asked something.</summary>
    /// <param name="EscalatedBy">Who should know.</param>
    public sealed record Team(Instant By, PersonId EscalatedBy) : Turn;

    /// <summary>Somebody has accepted it.</summary>
    /// <param name="By">To the end of this day of theirs.</param>
    public sealed record Owner(LocalDate By, PersonId Person) : Turn;
}
