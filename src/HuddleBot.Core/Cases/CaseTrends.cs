using HuddleBot.Core.Effects;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Cases;

/// <summary>How the score of some teams together went.</summary>
internal sealed class CaseTrends(IScores scores)
{
    private const int DaysBetween = 7;

    /// <summary>A point a week, each of the four weeks that end with it. Null: there are too few answers to draw a line.</summary>
    /// <param name="days">From the first point to the last.</param>
    public async Task<ScoreTrend?> OfAsync(IReadOnlyList<FrontlineTeam> teams, SeriesId series, DateInterval days, CancellationToken cancellationToken)
    {
        var span = new DateInterval(days.Start.PlusDays(1 - ScoreMovements.Days), days.End);
        var summed = await SumAsync(teams, one => one == series, series, span, cancellationToken);
        var points = new List<TrendPoint>();
        for (var back = (days.Length - 1) / DaysBetween; back >= 0; back--)
        {
            var day = days.End.PlusDays(-DaysBetween * back);
            var counts = summed.Over(ScoreWindows.Last(ScoreMovements.Days, day));
            points.Add(new(day, counts.IsEmpty ? null : ScoreSample.Of(counts).Figure));
        }

        return points.Count(point => point.Figure is not null) < 2 ? null : new(series.Metric, series.Scale, points);
    }

    /// <summary>Of several teams' answers as if they were one's.</summary>
    public async Task<SeriesDays> SumAsync(IReadOnlyList<FrontlineTeam> teams, Func<SeriesId, bool> isOfIt, SeriesId series, DateInterval span, CancellationToken cancellationToken)
    {
        var days = new List<DayOfSeries>();
        foreach (var team in teams)
        {
            var same = (await scores.SeriesAsync(team, cancellationToken)).Select(one => one.Series).Where(isOfIt).ToList();
            days.AddRange((await scores.DaysAsync(team, same, span, cancellationToken)).SelectMany(one => one.Days));
        }

        return new(series, span, [.. days.GroupBy(day => day.Day).OrderBy(day => day.Key).Select(day => new DayOfSeries(day.Key, ScoreHistogram.Sum(day.Select(one => one.Counts))))]);
    }
}
