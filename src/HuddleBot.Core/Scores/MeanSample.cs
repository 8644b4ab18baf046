using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Scores;

/// <summary>Stars: the mean, with Student's interval; two of them by Welch's test.</summary>
/// <param name="Variance">Of one answer, never zero: all the same counts as if one answer had been one star off.</param>
internal sealed record MeanSample(int Answers, double Mean, double Variance, Scale Scale) : ScoreSample(Answers)
{
    /// <param name="counts">Of one answer or more, all on one scale.</param>
    public static MeanSample OfStars(ScoreHistogram counts)
    {
        var answers = counts.Answers;
        var mean = counts.Counts.Sum(one => one.Count * one.Score.Value) / answers;
        var variance = answers == 1 ? 0 : counts.Counts.Sum(one => one.Count * Math.Pow(one.Score.Value - mean, 2)) / (answers - 1);
        return new(answers, mean, Math.Max(variance, 1.0 / answers), counts.Counts[0].Score.Scale);
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

    public override bool IsAbove(ScoreSample other)
    {
        if (other is not MeanSample before || Answers < 2 || before.Answers < 2) return false;
        var both = ErrorSquared + before.ErrorSquared;

        // Welch and Satterthwaite's degrees of freedom.
        var freedom = both * both / ((ErrorSquared * ErrorSquared / (Answers - 1)) + (before.ErrorSquared * before.ErrorSquared / (before.Answers - 1)));
        return Mean - before.Mean > StudentT.Quantile95(freedom) * Math.Sqrt(both);
    }
}
