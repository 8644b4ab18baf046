using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Core.Scores;

/// <summary>CSAT and CES: the share of top boxes, with Wilson's interval (1927), which stays within 0 and 100 % and holds for few answers.</summary>
internal sealed record TopBoxSample(int Answers, int Tops) : ScoreSample(Answers)
{
    // Cochran's rule for when a normal test may stand for the exact one.
    private const int LeastExpected = 5;

    public override ScoreFigure Figure
    {
        get
        {
            var (share, z2) = ((double)Tops / Answers, TwoSided * TwoSided);
            var middle = (share + (z2 / (2 * Answers))) / (1 + (z2 / Answers));
            var half = TwoSided * Math.Sqrt((share * (1 - share) / Answers) + (z2 / (4.0 * Answers * Answers))) / (1 + (z2 / Answers));
            return new(Answers, 100 * share, 100 * Math.Max(0, middle - half), 100 * Math.Min(1, middle + half));
        }
    }

    /// <summary>The pooled test of two proportions; where a box is expected fewer than five times, Fisher's exact test with the mid-p-value.</summary>
    public override double ChanceOfAbove(ScoreSample other)
    {
        if (other is not TopBoxSample before) return 1;
        var pooled = (double)(Tops + before.Tops) / (Answers + before.Answers);
        if (Math.Min(Answers, before.Answers) * Math.Min(pooled, 1 - pooled) < LeastExpected) return MidP(before);
        var standardError = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / Answers) + (1.0 / before.Answers)));
        return StandardNormal.Above((((double)Tops / Answers) - ((double)before.Tops / before.Answers)) / standardError);
    }

    /// <summary>The chance of so many tops or more among these answers, if all tops were dealt out blindly; the observed number counts half.</summary>
    private double MidP(TopBoxSample before)
    {
        var (tops, others) = (Tops + before.Tops, Answers - Tops + before.Answers - before.Tops);
        var all = LogChoose(tops + others, Answers);
        return Enumerable.Range(Tops, Math.Min(tops, Answers) - Tops + 1).Where(count => Answers - count <= others)
            .Sum(count => Math.Exp(LogChoose(tops, count) + LogChoose(others, Answers - count) - all) * (count == Tops ? 0.5 : 1));
    }

    private static double LogChoose(int from, int count) => Enumerable.Range(1, Math.Min(count, from - count)).Sum(i => Math.Log(from - Math.Min(count, from - count) + i) - Math.Log(i));
}
