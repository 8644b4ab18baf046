using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Triage.Balance;

/// <summary>How one issue counts in its team's balance.</summary>
/// <param name="Week">The Monday (UTC) of the ISO week in which the team decided it.</param>
internal sealed record CountedDecision(LocalDate Week, bool IsEscalated)
{
    /// <summary>Null: it does not count: undecided, taken back, or only thanks.</summary>
    /// <remarks>What a manager sent back was escalated all the same.</remarks>
    public static CountedDecision? Of(IssueId id, IEnumerable<IssueEvent> events)
    {
        var issue = Issue.Fresh(id, default);
        CountedDecision? standing = null;
        foreach (var @event in events)
        {
            issue = IssueHistory.Apply(issue, @event);
            standing = issue.State is IssueState.Undecided or IssueState.Celebrated ? null : standing ?? new(MondayOf(@event.At), issue.State is IssueState.EscalatedToManager);
        }

        return standing;
    }

    public static LocalDate MondayOf(Instant at) => at.InUtc().Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}
