using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Digests;

/// <summary>The messages of digests, as they are when they are sent.</summary>
public sealed class DigestMessages(ITableStore store, DigestReading reading) : ISlotContents
{
    public SlotKind Kind => SlotKind.Digest;

    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        if (DigestNote.ReadSlot(slot.Id) is not { Id: var id, Part: var part }) throw new InvalidDataException($"slot {slot.Id} is no message of a digest");
        return await store.GetAsync(TeamRows.Company, TeamRows.Digest + id, cancellationToken) is { } row ? await reading.ContentAsync(DigestNote.FromEntity(row), part, cancellationToken) : null;
    }
}
