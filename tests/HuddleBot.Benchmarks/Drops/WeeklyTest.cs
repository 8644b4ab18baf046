using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>What is usually done: each week, the last seven days against the eight weeks before, adjusted Wald, at 1.96.</summary>
internal sealed class WeeklyTest
{
    private const int Weeks = 9;
    private readonly double[,] weeks = new double[Weeks, 3];
    private int day;

    /// <summary>Of any metric: those who are content, and those who are not.</summary>
    public static Tally TallyOf(IReadOnlyCollection<Score> scores) =>
        Tally.Of(scores.Count(score => score.Sentiment == Sentiment.Detractor), scores.Count(score => score.Sentiment == Sentiment.Passive), scores.Count(score => score.Sentiment == Sentiment.Promoter));

    /// <returns>True: the week ends and its score is "significantly" lower.</returns>
    public bool Add(Tally answers)
    {
        var week = day / 7 % Weeks;
        for (var level = 0; level < 3; level++) weeks[week, level] = (day % 7 == 0 ? 0 : weeks[week, level]) + answers.Counts[level];
        if (++day % 7 != 0 || day < 7 * Weeks) return false;

        Span<double> before = stackalloc double[3];
        Span<double> now = stackalloc double[3];
        for (var other = 0; other < Weeks; other++)
        {
            for (var level = 0; level < 3; level++) (other == week ? now : before)[level] += weeks[other, level];
        }

        var ((mean, error), (meanBefore, errorBefore)) = (Adjusted(now), Adjusted(before));
        return meanBefore - mean > 1.959964 * Math.Sqrt(error + errorBefore);
    }

    private static (double Mean, double ErrorSquared) Adjusted(ReadOnlySpan<double> counts)
    {
        var total = counts[0] + counts[1] + counts[2] + 3;
        var (promoters, detractors) = ((counts[2] + 0.75) / total, (counts[0] + 0.75) / total);
        return (promoters - detractors, (promoters + detractors - Math.Pow(promoters - detractors, 2)) / total);
    }
}
