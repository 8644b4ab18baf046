using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>What follows from a fall that is new or has changed: its row, its issue, its cards, and what stands in their threads.</summary>
public sealed class DropAlarm(ITableStore store, IScores scores, DropVerbatims verbatims, RowSequence sequence)
{
    /// <param name="eTag">Of its row; null: it is new.</param>
    /// <param name="isBack">What its card is about has just come back.</param>
    internal async Task<IReadOnlyList<TableTransactionAction>> ActionsAsync(FrontlineTeam team, ScoreDrop drop, string? eTag, bool isBack, Instant now, CancellationToken cancellationToken)
    {
        if (eTag is null) return await BeginAsync(team, drop, now, cancellationToken);
        List<TableTransactionAction> actions = [TableTransactionAction.Save(DropRow.ToEntity(drop, eTag))];
        if (!drop.IsTold) return actions;
        var (cards, mark) = (await DropSlots.MadeAsync(store, drop.Id, cancellationToken), sequence.Next(now));
        foreach (var card in cards) actions.Add(OutboxRow.Add(team.Id, sequence.Next(now), $"{drop.Id}/{mark}/draw/{card.Id}", card.Channel, Urgency.Routine, new OutgoingContent.Redraw(card.Id), now));
        if (!isBack) return actions;
        foreach (var card in cards)
            actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), DropSlots.BackBelow(card), Urgency.Routine, now, DropTimes.Tell(team, card.Channel, now)));
        return actions;
    }

    private async Task<IReadOnlyList<TableTransactionAction>> BeginAsync(FrontlineTeam team, ScoreDrop drop, Instant now, CancellationToken cancellationToken)
    {
        var moved = await MovedMostAsync(team, drop.Head, cancellationToken);
        if (!drop.IsTold) return [TableTransactionAction.Save(DropRow.ToEntity(drop with { MovedMost = moved }, null))];
        var why = await verbatims.FindAsync(team, drop.Head.Series, drop.Head.Fell, moved?.Series, cancellationToken);
        var cards = DropSlots.Cards(team, drop.Id);
        var issue = Issue.Fresh(drop.Id, now);
        return
        [
            TableTransactionAction.Save(DropRow.ToEntity(drop with { MovedMost = moved, Verbatims = why }, null)),
            TableTransactionAction.Add(IssueRow.ToEntity(issue, [.. cards.Select(card => card.Id)], null)),
            TableTransactionAction.Add(IssueChange.OpenRow(issue)),
            .. cards.SelectMany(card => OutboxRow.AddSlot(team.Id, sequence.Next(now), card, Urgency.Urgent, now, DropTimes.Tell(team, card.Channel, now))),
        ];
    }

    /// <summary>Where all answers together fell.</summary>
    private async Task<MovedPart?> MovedMostAsync(FrontlineTeam team, FallenSeries fallen, CancellationToken cancellationToken)
    {
        if (fallen.Series.Part is not SeriesPart.Whole) return null;
        var series = (await scores.SeriesAsync(team, cancellationToken)).Select(one => one.Series)
            .Where(one => one.Metric == fallen.Series.Metric && one.Scale == fallen.Series.Scale && one.Part is not SeriesPart.Whole).Take(DropClock.MostSeries).ToList();
        var days = await scores.DaysAsync(team, [fallen.Series, .. series], MovedMost.DaysOf(fallen.Fell), cancellationToken);
        return MovedMost.Of(fallen.Fell, days[0], days.Skip(1));
    }
}
