using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.News;

/// <summary>
/// Port: builds something that crosses teams (the manager's queue, themes, webhooks) from what is committed in one. Each event of an issue leaves a row in its team's
/// partition, in the same transaction; whoever dispatches brings it to every reader, at least once, and then deletes it.
/// </summary>
/// <remarks>
/// Of one team it reads one after the other, in the order in which it happened (of one issue: of its versions); of several teams at the same time. One that throws gets the same
/// news again later, and what comes after it in the team only then.
/// </remarks>
public interface INewsReader
{
    /// <summary>Its mark on news that it has read while another reader has not; never the same as another's.</summary>
    string Name => GetType().Name;

    /// <summary>Whether it wants to hear of issues that have just been made from a response (version 0). Where no reader does, taking responses in costs nothing more.</summary>
    bool ReadsFreshIssues => false;

    /// <summary>Whether it wants to hear of calls to customers.</summary>
    bool ReadsFollowUps => false;

    /// <summary>The same of a call to a customer; asked for by <see cref="ReadsFollowUps"/>.</summary>
    Task ReadAsync(FollowUpNews news, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes it over durably; the same news again, and news that is older than what was read before, change nothing.</summary>
    Task ReadAsync(IssueNews news, CancellationToken cancellationToken);
}

/// <param name="Item">The issue as it stands now: perhaps further than the event.</param>
/// <param name="Events">All its events, oldest first.</param>
/// <param name="Version">
/// The event that is told: <c>Events[Version - 1]</c>; 0: the issue has just been made from a response. The last one again: the response behind an escalation has changed.
/// </param>
public sealed record IssueNews(FrontlineTeam Team, IssueWithResponse Item, IReadOnlyList<IssueEvent> Events, int Version);

/// <param name="Item">The issue as it stands now, with the call.</param>
/// <param name="Version">The event of the call that is told; 1 or more.</param>
public sealed record FollowUpNews(FrontlineTeam Team, IssueWithResponse Item, int Version);
