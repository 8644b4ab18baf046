using HuddleBot.Cards.Writing;
using HuddleBot.Core.Charts;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Cards;

/// <summary>Asks the counters, words the picture and seals its address.</summary>
internal sealed class ScoreTrendDrawing(IScores scores, IPictureAddresses addresses, CardCatalog catalog) : IScoreTrends
{
    public async Task<DrawnTrend> OfAsync(FrontlineTeam team, SeriesId series, LocalDate today, int days, LocalDate? fellOn, CancellationToken cancellationToken)
    {
        var asked = ScoreTrends.DaysOf(today, days);
        var compared = ScoreMovements.Windows(today, days);
        var read = await scores.DaysAsync(team, [series], new(LocalDate.Min(asked.Start, compared.Start), today), cancellationToken);
        var (score, trend) = (ScoreMovements.Of(read[0], today, days), ScoreTrends.Of(read[0], today, days, fellOn));
        return await DrawAsync(WriterOf(trend).TitleOf(team, series.Part), score, trend, cancellationToken);
    }

    public async Task<DrawnTrend> DrawAsync(string title, ScoreMovement score, ScoreTrend trend, CancellationToken cancellationToken)
    {
        if (!trend.CanBeDrawn) return new(score, trend, null);

        // Slack shows one picture to all who read a message, in whatever theme: a light one.
        // A fall is told from what it fell: a second comparison, of other days, would only puzzle.
        var write = WriterOf(trend);
        var line = write.Line(trend.FellOn is null ? score : score with { Verdict = MovementVerdict.NothingToCompare });
        return new(score, trend, await addresses.AddressOfAsync(write.Picture(trend, title, line), Appearance.Light, cancellationToken));
    }

    /// <summary>The words are those of the trend's own last day, whenever the card is drawn anew.</summary>
    private CardWriter WriterOf(ScoreTrend trend) => new(catalog.Strings, trend.Points[^1].Day.AtMidnight().InUtc().ToInstant(), CardRoom.Whole, _ => null);
}
