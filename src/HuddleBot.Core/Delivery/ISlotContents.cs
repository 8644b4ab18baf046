using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Core.Delivery;

/// <summary>Port: what cards of a kind show that are of no single issue and no huddle.</summary>
public interface ISlotContents
{
    SlotKind Kind { get; }

    /// <summary>As things stand now. Null: nobody needs the card any more.</summary>
    Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken);
}
