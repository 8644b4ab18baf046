using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Works out how a score stands and whether it moved. Pure.</summary>
public static class ScoreMovements
{
    /// <summary>Each of the two windows: 28 days, so that both hold every day of the week four times.</summary>
    public const int Days = 28;

    /// <summary>Below so many answers a figure says nothing of a difference.</summary>
    public const int LeastAnswers = 10;

    /// <summary>The <paramref name="days"/> days up to <paramref name="at"/> against as many before them. Of several metrics (of stars: scales too) the one with the most answers in the later window.</summary>
    /// <param name="answers">In any order; those outside of both windows are left out.</param>
    /// <param name="days">1 or more.</param>
    /// <returns>Null: the later window has no answers.</returns>
    public static ScoreMovement? Of(IEnumerable<(Instant At, Score Score)> answers, Instant at, int days = Days)
    {
        var (middle, start) = (at - Duration.FromDays(days), at - Duration.FromDays(2 * days));
        var asked = answers.Where(answer => answer.At > start && answer.At <= at).GroupBy(answer => KindOf(answer.Score))
            .Select(kind => (kind.Key.Metric, Now: ScoresOf(kind, one => one > middle), Before: ScoresOf(kind, one => one <= middle)))
            .Where(kind => kind.Now.Count > 0).OrderByDescending(kind => kind.Now.Count).ThenByDescending(kind => kind.Before.Count).ThenBy(kind => kind.Metric).ToList();
        if (asked.Count == 0) return null;

        var (metric, now, before) = (asked[0].Metric, ScoreSample.Of(asked[0].Now), asked[0].Before.Count == 0 ? null : ScoreSample.Of(asked[0].Before));
        return new(metric, days, now.Figure, before?.Figure, VerdictOf(now, before));
    }

    /// <summary>Stars are averaged on their own scale; the others are counted in boxes, whatever the scale.</summary>
    private static (Metric Metric, Scale? Scale) KindOf(Score score) => (score.Metric, score.Metric == Metric.Stars ? score.Scale : null);

    private static List<Score> ScoresOf(IEnumerable<(Instant At, Score Score)> answers, Func<Instant, bool> isInWindow) =>
        [.. answers.Where(answer => isInWindow(answer.At)).Select(answer => answer.Score)];

    private static MovementVerdict VerdictOf(ScoreSample now, ScoreSample? before) =>
        now.Answers < LeastAnswers ? MovementVerdict.TooFewToSay
        : before is null || before.Answers < LeastAnswers ? MovementVerdict.NothingToCompare
        : now.IsAbove(before) ? MovementVerdict.Up
        : before.IsAbove(now) ? MovementVerdict.Down
        : MovementVerdict.MayBeChance;
}
