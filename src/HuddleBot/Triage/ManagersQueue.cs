using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;

namespace HuddleBot.Triage;

/// <summary>What waits for who decides, as they see it on every platform.</summary>
public sealed class ManagersQueue(IManagerQueue queue)
{
    /// <summary>Null: the person decides nowhere.</summary>
    public Task<QueuePage?> FindAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) => queue.PageAsync(person, query, cancellationToken);

    /// <summary>Who decides nowhere is told that nothing waits for them.</summary>
    public async Task<CardContent> ShowAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) =>
        new CardContent.QueueCard(await FindAsync(person, query, cancellationToken) ?? QueuePage.Nothing);
}
