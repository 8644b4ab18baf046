using System.Collections.Concurrent;
using HuddleBot.Core.Charts;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>How the score of all teams of a digest went, for half a year: that with the most answers.</summary>
public sealed class DigestTrend(IScores scores, IScoreTrends trends, ITeamDirectory directory)
{
    private const int AtOnce = 8;

    /// <summary>Null: nothing can be said of now, or there is nothing before it to draw a line from.</summary>
    public async Task<DrawnTrend?> OfAsync(DigestReport report, CancellationToken cancellationToken)
    {
        if (report.Scores.Company is not [{ Now: WindowScore.Known { Figure: var now } } unit, ..]) return null;
        var series = new SeriesId(unit.Metric, unit.Scale, new SeriesPart.Whole());
        var (today, days) = (unit.Window.End, unit.Window.Length);
        var asked = ScoreTrends.DaysOf(today, days);
        var teams = report.Scope.In(await directory.CurrentAsync(cancellationToken));
        var read = new ConcurrentBag<SeriesDays>();
        await Parallel.ForEachAsync(teams, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (team, token) =>
        {
            foreach (var days in await scores.DaysAsync(team, [series], asked, token)) read.Add(days);
        });
        DayOfSeries[] sums =
        [
            .. read.SelectMany(one => one.Days).GroupBy(day => day.Day).OrderBy(day => day.Key).Select(day => new DayOfSeries(day.Key, ScoreHistogram.Sum(day.Select(one => one.Counts))))
                .Where(day => !day.Counts.IsEmpty),
        ];
        var trend = ScoreTrends.Of(new(series, asked, sums), today, days);
        if (trend.Points.Count(point => point.Figure is not null) < 2) return null;
        var before = unit.Before is WindowScore.Known { Figure: var figure } ? figure : null;
        return await trends.DrawAsync(teams is [var only] ? only.Name : "", new(unit.Metric, days, now, before, unit.Verdict) { StarsOf = unit.Scale?.Max }, trend, cancellationToken);
    }
}
