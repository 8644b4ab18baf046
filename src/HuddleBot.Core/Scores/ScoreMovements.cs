using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Works out how a score stands and whether it moved. Pure.</summary>
public static class ScoreMovements
{
    /// <summary>Each of the two windows: 28 days, so that both hold every day of the week four times.</summary>
    public const int Days = 28;

    /// <summary>The last 28 days against the 28 before them. Of several metrics (of stars: scales too) the one with the most answers in the later window.</summary>
    /// <param name="series">Of the days of <see cref="Windows(LocalDate, int)"/>, and perhaps more.</param>
    /// <param name="today">The last of the days, in the team's zone.</param>
    /// <returns>Null: the later window has no answers.</returns>
    public static ScoreMovement? Of(IEnumerable<SeriesDays> series, LocalDate today) => series.Select(one => Of(one, today, Days)).Where(one => one.Now.Answers > 0)
        .OrderByDescending(one => one.Now.Answers).ThenByDescending(one => one.Before?.Answers ?? 0).ThenBy(one => one.Metric).FirstOrDefault();

    /// <summary>The last days of one series against as many before them.</summary>
    /// <param name="series">Of the days of <see cref="Windows(LocalDate, int)"/>, and perhaps more.</param>
    /// <param name="today">The last of the days, in the team's zone.</param>
    /// <param name="days">Of each window; 1 or more.</param>
    public static ScoreMovement Of(SeriesDays series, LocalDate today, int days)
    {
        var later = ScoreWindows.Last(days, today);
        var (now, before) = (series.Over(later), series.Over(ScoreWindows.Before(later)));
        var (metric, scale) = (series.Series.Metric, series.Series.Scale);
        var (low, high) = ScoreTrend.RangeOf(metric, scale);
        var (nowSample, beforeSample) = (now.IsEmpty ? null : ScoreSample.Of(now), before.IsEmpty ? null : ScoreSample.Of(before));
        return new(metric, days, nowSample?.Figure ?? new(0, low, low, high), beforeSample?.Figure, VerdictOf(nowSample, beforeSample)) { StarsOf = scale?.Max };
    }

    /// <summary>The days of both windows.</summary>
    /// <param name="days">Of each of them; 1 or more.</param>
    public static DateInterval Windows(LocalDate today, int days = Days) => ScoreWindows.Last(2 * days, today);

    private static MovementVerdict VerdictOf(ScoreSample? now, ScoreSample? before) =>
        now is null || now.Answers < WindowScore.LeastAnswers ? MovementVerdict.TooFewToSay
        : before is null || before.Answers < WindowScore.LeastAnswers ? MovementVerdict.NothingToCompare
        : now.IsAbove(before) ? MovementVerdict.Up
        : before.IsAbove(now) ? MovementVerdict.Down
        : MovementVerdict.MayBeChance;
}
