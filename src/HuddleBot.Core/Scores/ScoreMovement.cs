using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores;

/// <summary>How a team's score stands, and whether it moved, in figures that respect chance.</summary>
/// <param name="Now">The last <paramref name="Days"/> days.</param>
/// <param name="Before">As many days before them; null: nothing was answered then.</param>
/// <param name="Verdict">What may be said of the difference.</param>
public sealed record ScoreMovement(Metric Metric, int Days, ScoreFigure Now, ScoreFigure? Before, MovementVerdict Verdict)
{
    /// <summary>Of stars, the most that can be given; null for the other metrics.</summary>
    public int? StarsOf { get; init; }
}

/// <summary>A score with its interval.</summary>
/// <param name="Answers">How many answers it rests on; of none, the value says nothing and the interval is all that can be.</param>
/// <param name="Value">NPS: −100 to 100. CSAT, CES: the share of top boxes, 0 to 100. Stars: the mean, on their own scale.</param>
/// <param name="Low">The lower end of the 95 % interval, in the same unit.</param>
/// <param name="High">The upper end.</param>
public sealed record ScoreFigure(int Answers, double Value, double Low, double High);

/// <summary>What may be said of a difference between two windows.</summary>
public enum MovementVerdict
{
    /// <summary>Fewer answers than the least number with which anything can be said.</summary>
    TooFewToSay,

    /// <summary>There is nothing to compare with, or too little of it.</summary>
    NothingToCompare,

    /// <summary>The difference is one that chance makes often.</summary>
    MayBeChance,

    /// <summary>Higher, by more than chance explains (one-sided, 5 %).</summary>
    Up,

    /// <summary>Lower, by more than chance explains (one-sided, 5 %).</summary>
    Down,
}
