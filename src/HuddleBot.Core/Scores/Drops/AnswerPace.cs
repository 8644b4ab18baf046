namespace HuddleBot.Core.Scores.Drops;

/// <summary>How many answers come, and on how many days; the last three months count most.</summary>
public sealed record AnswerPace(double Days, double DaysWithAnswers, double Answers)
{
    private const double MemoryDays = 84;

    // A silence says that nobody asked, not that the pace is slow: a longer one counts as four weeks.
    private const int LongestGap = 28;

    public static AnswerPace None { get; } = new(0, 0, 0);

    public double PerDayWithAnswers => Answers / DaysWithAnswers;

    /// <summary>0 to 1.</summary>
    public double ShareOfDays => DaysWithAnswers / Days;

    /// <param name="gap">Days since the last day with answers: 1 if that was yesterday.</param>
    internal AnswerPace Plus(int gap, double answers)
    {
        var counted = Math.Min(gap, LongestGap);
        var kept = Math.Exp(-counted / MemoryDays);
        return new((kept * Days) + counted, (kept * DaysWithAnswers) + 1, (kept * Answers) + answers);
    }
}
