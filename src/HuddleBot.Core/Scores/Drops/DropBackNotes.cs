using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>What stands in the thread of a fall when the score is back.</summary>
public sealed class DropBackNotes(DropStore drops) : ISlotContents
{
    public SlotKind Kind => SlotKind.ScoreBack;

    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken) =>
        DropSlots.IssueIn(team.Id, slot.Id) is { } id && await drops.FindAsync(id, cancellationToken) is { Head: { End: DropEvent.Recovered back } head }
            ? new CardContent.ScoreBackNote(team, head.Series, back)
            : null;
}
