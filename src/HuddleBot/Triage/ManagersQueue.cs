using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;

namespace HuddleBot.Triage;

/// <summary>What waits for who decides, as they see it on every platform.</summary>
public sealed class ManagersQueue(IManagerQueue queue)
{
    /// <summary>Null: the person decides nowhere.</summary>
    public async Task<CardContent?> FindAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) =>
        await queue.PageAsync(person, query, cancellationToken) is { } page ? new CardContent.QueueCard(page) : null;

    /// <summary>Who decides nowhere is told that nothing waits for them.</summary>
    public async Task<CardContent> ShowAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) =>
        await FindAsync(person, query, cancellationToken) ?? new CardContent.Home(null, QueuePage.Nothing);
}
