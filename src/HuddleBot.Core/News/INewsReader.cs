using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.News;

/// <summary>
/// Port: builds something that crosses teams (the manager's queue, themes, webhooks) from what is committed in one. Each event of an issue leaves a row in its team's
/// partition, in the same transaction; whoever dispatches brings it to every reader, at least once, and then deletes it.
/// </summary>
public interface INewsReader
{
    /// <summary>Takes it over durably; the same news again, and news that is older than what was read before, change nothing.</summary>
    Task ReadAsync(IssueNews news, CancellationToken cancellationToken);
}

/// <param name="Item">The issue as it stands now: perhaps further than the event.</param>
/// <param name="Events">All its events, oldest first.</param>
/// <param name="Version">The event that is told: <c>Events[Version - 1]</c>; 0: the issue has just been made from a response.</param>
public sealed record IssueNews(FrontlineTeam Team, IssueWithResponse Item, IReadOnlyList<IssueEvent> Events, int Version);
