using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Core.Scores;

/// <summary>
/// NPS: the share of promoters less that of detractors. Interval and test are those of an adjusted Wald estimate: three pseudo-answers (¾ promoter, 1½ passive,
/// ¾ detractor) keep the coverage near 95 % from five answers on, and give a sample of promoters alone an interval too.
/// </summary>
/// <remarks>Variance of one answer: p + d − (p − d)². Bonett and Price, "Adjusted Wald confidence interval for a difference of binomial proportions based on paired data" (2012), for trinomial shares.</remarks>
internal sealed record NetPromoterSample(int Answers, int Promoters, int Detractors) : ScoreSample(Answers)
{
    private double Adjusted => (double)(Promoters - Detractors) / (Answers + 3);

    private double StandardError
    {
        get
        {
            var (promoters, detractors) = ((Promoters + 0.75) / (Answers + 3), (Detractors + 0.75) / (Answers + 3));
            return Math.Sqrt((promoters + detractors - Math.Pow(promoters - detractors, 2)) / (Answers + 3));
        }
    }

    public override ScoreFigure Figure
    {
        get
        {
            var (middle, half) = (100 * Adjusted, 100 * TwoSided * StandardError);
            return new(Answers, 100.0 * (Promoters - Detractors) / Answers, Math.Max(-100, middle - half), Math.Min(100, middle + half));
        }
    }

    public override double ChanceOfAbove(ScoreSample other) => other is NetPromoterSample before
        ? StandardNormal.Above((Adjusted - before.Adjusted) / Math.Sqrt(Math.Pow(StandardError, 2) + Math.Pow(before.StandardError, 2)))
        : 1;
}
