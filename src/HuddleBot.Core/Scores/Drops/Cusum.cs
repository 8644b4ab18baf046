using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>Page's cumulative sum (1954) and the answers since it last left zero, which is where a change is likeliest to have begun.</summary>
/// <param name="Height">Zero or more, in natural logarithms of a likelihood ratio.</param>
/// <param name="Since">The first day of these answers; null at zero.</param>
/// <param name="Days">How many days with answers.</param>
/// <param name="Weighed">How many answers, a burst counted as its allowed share.</param>
/// <param name="Answers">All of them.</param>
public sealed record Cusum(double Height, LocalDate? Since, int Days, double Weighed, Tally Answers)
{
    public static Cusum Zero(int levels) => new(0, null, 0, 0, Tally.Of(new double[levels]));

    /// <param name="weight">What the day adds to the height; below zero it takes off.</param>
    /// <param name="zero">What is returned where nothing is left.</param>
    internal Cusum Plus(DayOfAnswers day, double weight, double weighed, Cusum zero) =>
        Height + weight <= 0 ? zero : new(Height + weight, Since ?? day.Day, Days + 1, Weighed + weighed, Answers.Plus(day.Answers));
}

/// <summary>What was answered on one whole day of the team's zone.</summary>
public sealed record DayOfAnswers(LocalDate Day, Tally Answers);
