using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores;

/// <summary>Stars: the mean, with Student's interval; two of them by Welch's test.</summary>
/// <param name="Variance">Of one answer, never zero: all the same counts as if one answer had been one star off.</param>
internal sealed record MeanSample(int Answers, double Mean, double Variance, Scale Scale) : ScoreSample(Answers)
{
    /// <param name="counts">Of one answer or more, all on one scale.</param>
    public static MeanSample OfStars(ScoreHistogram counts) => Of([.. counts.Counts.Select(one => (one.Score.Value, one.Count))], counts.Counts[0].Score.Scale);

    /// <param name="counts">How often each value was given; one answer or more.</param>
    public static MeanSample Of(IReadOnlyList<(double Value, int Count)> counts, Scale scale)
    {
        var answers = counts.Sum(one => one.Count);
        var mean = counts.Sum(one => one.Count * one.Value) / answers;
        var variance = answers == 1 ? 0 : counts.Sum(one => one.Count * Math.Pow(one.Value - mean, 2)) / (answers - 1);
        return new(answers, mean, Math.Max(variance, 1.0 / answers), scale);
    }

    private double ErrorSquared => Variance / Answers;

    public override ScoreFigure Figure
    {
        get
        {
            // One answer may lie anywhere on its scale.
            if (Answers == 1) return new(1, Mean, Scale.Min, Scale.Max);
            var half = StudentT.Quantile975(Answers - 1) * Math.Sqrt(ErrorSquared);
            return new(Answers, Mean, Math.Max(Scale.Min, Mean - half), Math.Min(Scale.Max, Mean + half));
        }
    }

    public override double ChanceOfAbove(ScoreSample other)
    {
        if (other is not MeanSample before || Answers < 2 || before.Answers < 2) return 1;
        var both = ErrorSquared + before.ErrorSquared;

        // Welch and Satterthwaite's degrees of freedom.
        var freedom = both * both / ((ErrorSquared * ErrorSquared / (Answers - 1)) + (before.ErrorSquared * before.ErrorSquared / (before.Answers - 1)));
        return StudentT.Above((Mean - before.Mean) / Math.Sqrt(both), freedom);
    }
}
