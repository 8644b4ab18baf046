namespace HuddleBot.Core.Scores;

/// <summary>What may be said of the answers of one window.</summary>
public abstract record WindowScore
{
    /// <summary>Below so many answers a figure says nothing.</summary>
    public const int LeastAnswers = 10;

    private WindowScore() { }

    /// <param name="Answers">0 to <see cref="LeastAnswers"/> − 1.</param>
    public sealed record TooFewToSay(int Answers) : WindowScore;

    /// <param name="Figure">With its interval.</param>
    public sealed record Known(ScoreFigure Figure) : WindowScore;

    /// <param name="counts">Of one series.</param>
    public static WindowScore Of(ScoreHistogram counts) =>
        counts.Answers < LeastAnswers ? new TooFewToSay(counts.Answers) : new Known(ScoreSample.Of(counts).Figure);
}
