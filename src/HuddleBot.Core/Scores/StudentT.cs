using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Student's t. Its quantiles are exact for one and two degrees of freedom, else the expansion of Abramowitz and Stegun 26.7.5, whose error is below 0.01 from three
/// degrees on and below 0.0005 from six.
/// </summary>
internal static class StudentT
{
    /// <param name="freedom">Degrees of freedom, 1 or more.</param>
    public static double Quantile975(double freedom) => Quantile(0.975, 1.959964, freedom);

    /// <summary>The chance of more than t: the density in the angle atan(t ÷ √freedom) is a power of the cosine, whose integral is taken by Simpson's rule; far beyond what tables print, the normal
    /// approximation of Abramowitz and Stegun 26.7.8 serves.</summary>
    /// <param name="freedom">Degrees of freedom, 1 or more.</param>
    public static double Above(double t, double freedom)
    {
        if (freedom > 1000) return StandardNormal.Above(t * (1 - (1 / (4 * freedom))) / Math.Sqrt(1 + (t * t / (2 * freedom))));
        var angle = Math.Atan(Math.Abs(t) / Math.Sqrt(freedom));
        var beyond = PowerOfCosine(angle, freedom - 1) / (2 * PowerOfCosine(0, freedom - 1));
        return t < 0 ? 1 - beyond : beyond;
    }

    /// <summary>∫ cosᵖ from the angle to a right one.</summary>
    private static double PowerOfCosine(double from, double power)
    {
        const int Steps = 1000;
        var step = ((Math.PI / 2) - from) / Steps;
        return step / 3 * Enumerable.Range(0, Steps + 1).Sum(i => (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow(Math.Max(0, Math.Cos(from + (i * step))), power));
    }

    /// <param name="x">Φ⁻¹(p).</param>
    private static double Quantile(double p, double x, double freedom)
    {
        if (freedom < 2) return Math.Tan(Math.PI * (p - 0.5));
        if (freedom < 3) return (2 * p - 1) * Math.Sqrt(2 / (4 * p * (1 - p)));
        var (x3, x5, x7, x9) = (Math.Pow(x, 3), Math.Pow(x, 5), Math.Pow(x, 7), Math.Pow(x, 9));
        return x
            + ((x3 + x) / (4 * freedom))
            + (((5 * x5) + (16 * x3) + (3 * x)) / (96 * Math.Pow(freedom, 2)))
            + (((3 * x7) + (19 * x5) + (17 * x3) - (15 * x)) / (384 * Math.Pow(freedom, 3)))
            + (((79 * x9) + (776 * x7) + (1482 * x5) - (1920 * x3) - (945 * x)) / (92160 * Math.Pow(freedom, 4)));
    }
}
