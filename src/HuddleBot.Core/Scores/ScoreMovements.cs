using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Works out how a score stands and whether it moved. Pure.</summary>
public static class ScoreMovements
{
    /// <summary>Each of the two windows: 28 days, so that both hold every day of the week four times.</summary>
    public const int Days = 28;

    /// <summary>The last 28 days against the 28 before them. Of several metrics (of stars: scales too) the one with the most answers in the later window.</summary>
    /// <param name="series">Of the days of <see cref="Windows"/>, and perhaps more.</param>
    /// <param name="today">The last of the days, in the team's zone.</param>
    /// <returns>Null: the later window has no answers.</returns>
    public static ScoreMovement? Of(IEnumerable<SeriesDays> series, LocalDate today)
    {
        var later = ScoreWindows.Last(Days, today);
        var asked = series.Select(one => (one.Series.Metric, Now: one.Over(later), Before: one.Over(ScoreWindows.Before(later)))).Where(one => !one.Now.IsEmpty)
            .OrderByDescending(one => one.Now.Answers).ThenByDescending(one => one.Before.Answers).ThenBy(one => one.Metric).ToList();
        if (asked.Count == 0) return null;

        var (metric, now, before) = (asked[0].Metric, ScoreSample.Of(asked[0].Now), asked[0].Before.IsEmpty ? null : ScoreSample.Of(asked[0].Before));
        return new(metric, Days, now.Figure, before?.Figure, VerdictOf(now, before));
    }

    /// <summary>The days of both windows.</summary>
    public static DateInterval Windows(LocalDate today) => ScoreWindows.Last(2 * Days, today);

    private static MovementVerdict VerdictOf(ScoreSample now, ScoreSample? before) =>
        now.Answers < WindowScore.LeastAnswers ? MovementVerdict.TooFewToSay
        : before is null || before.Answers < WindowScore.LeastAnswers ? MovementVerdict.NothingToCompare
        : now.IsAbove(before) ? MovementVerdict.Up
        : before.IsAbove(now) ? MovementVerdict.Down
        : MovementVerdict.MayBeChance;
}
