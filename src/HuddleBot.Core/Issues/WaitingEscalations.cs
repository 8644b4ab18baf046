using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Core.Issues;

/// <summary>What waits for one person as a manager: escalations without an answer in the teams they manage, and accepted ones that they own or have accepted for another.</summary>
/// <param name="Items">What is due first comes first, so what is most overdue does; of what is due at the same time, what was asked first. At most 15.</param>
/// <param name="More">How many more there are.</param>
public sealed record WaitingEscalations(IReadOnlyList<QueuedEscalation> Items, int More)
{
    public static WaitingEscalations Empty { get; } = new([], 0);
}

/// <param name="Item">Its state is escalated, and waiting or accepted.</param>
public sealed record QueuedEscalation(FrontlineTeam Team, IssueWithResponse Item);
