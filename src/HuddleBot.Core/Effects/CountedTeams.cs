using System.Collections.Concurrent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>The counted days of teams, each read once however many fixes are judged by them.</summary>
/// <param name="span">All days that are asked for.</param>
internal sealed class CountedTeams(IScores scores, DateInterval span, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<TeamId, Lazy<Task<IReadOnlyList<CountedSeries>>>> series = new();
    private readonly ConcurrentDictionary<(TeamId, SeriesId), Lazy<Task<TeamAnswers?>>> answers = new();

    public Task<IReadOnlyList<CountedSeries>> SeriesAsync(FrontlineTeam team) => series.GetOrAdd(team.Id, _ => new(() => scores.SeriesAsync(team, cancellationToken))).Value;

    /// <summary>Null: the team has no such score.</summary>
    public Task<TeamAnswers?> AnswersAsync(FrontlineTeam team, SeriesId wanted) => answers.GetOrAdd((team.Id, wanted), _ => new(() => ReadAsync(team, wanted))).Value;

    private async Task<TeamAnswers?> ReadAsync(FrontlineTeam team, SeriesId wanted)
    {
        var same = (await SeriesAsync(team)).Select(one => one.Series).Where(one => one == wanted).ToList();
        if (same.Count == 0) return null;
        var levels = AnswerLevels.Of(wanted.Metric, wanted.Scale);
        var read = await scores.DaysAsync(team, same, span, cancellationToken);
        return new(team.Id, [.. read.SelectMany(one => one.Days).GroupBy(day => day.Day).Select(day => new DayOfAnswers(day.Key, TallyOf(levels, day.Select(one => one.Counts))))]);
    }

    private static Tally TallyOf(AnswerLevels levels, IEnumerable<ScoreHistogram> histograms)
    {
        var counts = new double[levels.Values.Count];
        foreach (var (score, count) in histograms.SelectMany(one => one.Counts)) counts[levels.LevelOf(score)] += count;
        return Tally.Of(counts);
    }
}
