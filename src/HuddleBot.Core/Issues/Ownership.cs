using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Issues;

/// <summary>Who has taken something on: a promise, or an accepted escalation. Pure.</summary>
public static class Ownership
{
    /// <summary>
    /// Whether the escalation is accepted, also while its team is asked something, and the person is its owner, belongs to its group, or stands in for its owner or manages them.
    /// </summary>
    public static bool OwnsEscalation(FrontlineTeam team, Issue issue, PersonId person) =>
        (issue.State as IssueState.EscalatedToManager)?.Escalation.Triage switch
        {
            TriageState.Accepted accepted => IsOwner(team.Company, accepted.Owner, accepted.Group, person),
            TriageState.Asked { Acceptance: { } accepted } => IsOwner(team.Company, accepted.Owner, accepted.Group, person),
            _ => false,
        };

    /// <summary>Whether the last word on the issue is one that the person said as the owner of the escalation, so that it is theirs to take back.</summary>
    public static bool HasSpokenAsOwner(FrontlineTeam team, Issue issue, PersonId person) =>
        issue.LastEvent?.By.Id == person && Before(issue)?.Escalation.Triage is TriageState.Accepted accepted && IsOwner(team.Company, accepted.Owner, accepted.Group, person);

    /// <summary>Whether the person has promised a fix, kept or not.</summary>
    public static bool OwnsPromise(Issue issue, PersonId person) => issue.State switch
    {
        IssueState.FixingIt fixing => fixing.Owner.Id == person,
        IssueState.Done done => done.Fix.Owner.Id == person,
        IssueState.Dropped dropped => dropped.Fix.Owner.Id == person,
        _ => false,
    };

    /// <summary>Whether what one person, or a group with its lead, has taken on is the person's: as its owner, one of the group, or who stands in for the owner or manages them.</summary>
    public static bool IsOwner(Company company, Actor owner, OwningGroup? group, PersonId person)
    {
        if (owner.Id == person) return true;
        if (group is not null && company.FindGroup(group.Id)?.People.Contains(person) == true) return true;
        return company.Find(owner.Id) is { } known && (known.StandIn == person || known.Manager == person);
    }

    private static IssueState.EscalatedToManager? Before(Issue issue) => issue.State switch
    {
        IssueState.EscalatedToManager escalated => escalated.BeforeTriage,
        IssueState.FixingIt fixing => fixing.Guidance?.Escalation,
        _ => null,
    };
}
