using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>The cards of a fall.</summary>
public sealed class DropCards(IssueStore issues, IScoreTrends trends) : ISlotContents
{
    /// <summary>The windows of the trend are as many days as the fall, so that its last point is the score since then, as the words have it; of a longer fall these.</summary>
    private const int LongestWindow = 28;

    public SlotKind Kind => SlotKind.ScoreDrop;

    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        if (DropSlots.IssueIn(team.Id, slot.Id) is not { } id || await issues.LoadAsync(id, cancellationToken) is not { Drop.Drop: var drop } loaded) return null;

        // It came and went before anybody could be told.
        if (slot.MessageId is null && !drop.IsDown) return null;
        return await WithTrendAsync(new(team, loaded.Item, null), trends, cancellationToken);
    }

    /// <summary>The same with the trend until the fall was found, or until it was over.</summary>
    /// <param name="trends">Null: the card does without.</param>
    internal static async Task<CardContent.ScoreDropCard> WithTrendAsync(CardContent.ScoreDropCard card, IScoreTrends? trends, CancellationToken cancellationToken)
    {
        if (trends is null || card.Item.Drop?.Drop.Head is not { } head) return card;
        var days = Math.Min(Period.DaysBetween(head.Fell.Since, head.Fell.SeenOn) + 1, LongestWindow);
        return card with { Trend = await trends.OfAsync(card.Team, head.Series, head.EndSeenOn ?? head.Fell.SeenOn, days, head.Fell.Since, cancellationToken) };
    }
}
