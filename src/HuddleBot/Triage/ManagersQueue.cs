using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;
using HuddleBot.Core.Triage.Balance;

namespace HuddleBot.Triage;

/// <summary>What waits for who decides, as they see it on every platform.</summary>
public sealed class ManagersQueue(IManagerQueue queue, BalanceNotes notes)
{
    /// <summary>Null: the person decides nowhere.</summary>
    public async Task<QueuePage?> FindAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) =>
        await queue.PageAsync(person, query, cancellationToken) is { } page ? page with { Notes = await notes.OfAsync(person, cancellationToken) } : null;

    /// <summary>Who decides nowhere is told that nothing waits for them.</summary>
    public async Task<CardContent> ShowAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken) =>
        new CardContent.QueueCard(await FindAsync(person, query, cancellationToken) ?? QueuePage.Nothing);
}
