using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// By how much weekly means vary more than independent answers would (1: not at all), learned from the differences between neighbouring weeks: these leave
/// out slow drift, the weekly rhythm and an
/// error of the baseline alike (von Neumann's estimate, 1941).
/// </summary>
/// <param name="Week">The Monday of the week that is being counted.</param>
/// <param name="Before">The last whole week; null: none that can be compared.</param>
/// <param name="Squares">The standardised squared differences, summed; the last four years count most.</param>
/// <param name="Weeks">How many they are.</param>
public sealed record OverDispersion(LocalDate? Week, WeekOfAnswers Counted, WeekOfAnswers? Before, double Squares, double Weeks)
{
    private const int MemoryWeeks = 208;

    // As if so many weeks had been seen to vary so much: most feeds vary more than chance.
    private const double PriorWeeks = 12;
    private const double Prior = 1.3;

    private const int LeastAnswers = 5;

    // A fall is one very large difference; it is no sign that all weeks vary.
    private const double LargestSquare = 9;

    // Alarms answer to an estimate that is too low far more than to one that is too high.
    private const double Caution = 1.3;

    public static OverDispersion None { get; } = new(null, default, null, 0, 0);

    /// <summary>1 or more: the variance of a mean is taken to be that of independent answers times this.</summary>
    public double Factor => Math.Max(1, 1 + (Caution * ((((Prior * PriorWeeks) + Squares) / (PriorWeeks + Weeks)) - 1)));

    /// <param name="sum">Of the day's answers.</param>
    /// <param name="variance">Of one answer.</param>
    internal OverDispersion Plus(LocalDate day, double answers, double sum, double variance)
    {
        var week = day.PlusDays(1 - (int)day.DayOfWeek);
        if (Week is not { } current) return this with { Week = week, Counted = new(answers, sum) };
        if (week == current) return this with { Counted = new(Counted.Answers + answers, Counted.Sum + sum) };

        var next = (Counted.Answers >= LeastAnswers ? Compared(variance) : this with { Before = null }) with { Week = week, Counted = new(answers, sum) };
        return week == current.PlusDays(7) ? next : next with { Before = null };
    }

    /// <summary>Forgets the weeks that were being compared; what has been learned stays.</summary>
    internal OverDispersion Interrupted() => this with { Week = null, Counted = default, Before = null };

    private OverDispersion Compared(double variance)
    {
        if (Before is not { } before) return this with { Before = Counted };
        var square = Math.Pow(Counted.Mean - before.Mean, 2) / (variance * ((1 / Counted.Answers) + (1 / before.Answers)));
        const double Kept = 1 - (1.0 / MemoryWeeks);
        return this with { Before = Counted, Squares = (Kept * Squares) + Math.Min(square, LargestSquare * Factor), Weeks = (Kept * Weeks) + 1 };
    }
}

/// <param name="Sum">Of their values, in hundreds of points.</param>
public readonly record struct WeekOfAnswers(double Answers, double Sum)
{
    public double Mean => Sum / Answers;
}
