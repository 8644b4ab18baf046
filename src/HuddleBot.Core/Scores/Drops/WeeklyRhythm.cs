using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>Which days of the week score higher or lower than the others, as far as is known; the last year counts most.</summary>
/// <param name="Answers">Of Mondays, Tuesdays and so on.</param>
/// <param name="Sums">Of their values, in hundreds of points.</param>
public sealed record WeeklyRhythm(IReadOnlyList<double> Answers, IReadOnlyList<double> Sums)
{
    private const double MemoryDays = 365;

    // Days of the week differ by about five points; what looks like more is believed only with many answers.
    private const double Spread = 0.05;

    public static WeeklyRhythm None { get; } = new(new double[7], new double[7]);

    /// <summary>How much higher than the mean of all days, in hundreds of points; weighed by answers these add up to zero.</summary>
    /// <param name="variance">Of one answer.</param>
    internal double Of(IsoDayOfWeek day, double variance)
    {
        var (answers, sum) = (0.0, 0.0);
        for (var at = 0; at < 7; at++) (answers, sum) = (answers + Answers[at], sum + Sums[at]);
        if (answers == 0) return 0;

        var (mean, doubt, weighed) = (sum / answers, variance / (Spread * Spread), 0.0);
        for (var at = 0; at < 7; at++) weighed += Answers[at] * Shrunk(at);
        return Shrunk((int)day - 1) - (weighed / answers);

        double Shrunk(int at) => (Sums[at] - (Answers[at] * mean)) / (Answers[at] + doubt);
    }

    internal WeeklyRhythm Plus(IsoDayOfWeek day, double answers, double sum)
    {
        var (allAnswers, allSums) = (new double[7], new double[7]);
        const double Kept = 1 - (1 / MemoryDays);
        for (var at = 0; at < 7; at++) (allAnswers[at], allSums[at]) = (Kept * Answers[at], Kept * Sums[at]);
        allAnswers[(int)day - 1] += answers;
        allSums[(int)day - 1] += sum;
        return new(allAnswers, allSums);
    }
}
