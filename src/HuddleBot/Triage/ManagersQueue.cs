using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;

namespace HuddleBot.Triage;

/// <summary>What waits for who decides, as they see it on every platform.</summary>
public sealed class ManagersQueue(IIssueDesk desk, IManagerQueue? queue = null)
{
    /// <summary>Null: the person decides nowhere.</summary>
    public async Task<CardContent?> FindAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken)
    {
        if (queue is not null) return await queue.PageAsync(person, query, cancellationToken) is { } page ? new CardContent.QueueCard(page) : null;
        return await desk.QueueOfAsync(person, cancellationToken) is { } waiting ? new CardContent.Home(null, waiting) : null;
    }

    /// <summary>Who decides nowhere is told that nothing waits for them.</summary>
    public async Task<CardContent> ShowAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) =>
        await FindAsync(person, query, cancellationToken) ?? new CardContent.Home(null, WaitingEscalations.Empty);
}
