using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores;

/// <summary>The answers of one window, as its metric counts them.</summary>
internal abstract record ScoreSample(int Answers)
{
    /// <summary>Φ⁻¹(0.975), of a two-sided 95 % interval.</summary>
    protected const double TwoSided = 1.959964;

    public abstract ScoreFigure Figure { get; }

    /// <summary>Higher than the other by more than chance explains: one-sided, 5 %.</summary>
    /// <param name="other">Of the same metric.</param>
    public bool IsAbove(ScoreSample other) => ChanceOfAbove(other) < 0.05;

    /// <summary>The p-value of a one-sided test: how often chance alone makes this at least so much higher than the other, where both are of the same customers. 0 to 1.</summary>
    /// <param name="other">Of the same metric; of another, or where nothing can be tested, it is 1.</param>
    public abstract double ChanceOfAbove(ScoreSample other);

    /// <param name="counts">Of one answer or more, all of one metric; stars of one scale.</param>
    public static ScoreSample Of(ScoreHistogram counts) => counts.Counts[0].Score.Metric switch
    {
        Metric.Nps => new NetPromoterSample(counts.Answers, CountOf(counts, score => score.Sentiment == Sentiment.Promoter), CountOf(counts, score => score.Sentiment == Sentiment.Detractor)),
        Metric.Stars => MeanSample.OfStars(counts),
        _ => new TopBoxSample(counts.Answers, CountOf(counts, score => score.Value >= score.TopBoxFrom)),
    };

    private static int CountOf(ScoreHistogram counts, Func<Score, bool> isCounted) => counts.Counts.Where(one => isCounted(one.Score)).Sum(one => one.Count);
}
