namespace HuddleBot.Core.Scores.Drops;

/// <summary>The standard normal distribution.</summary>
internal static class StandardNormal
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x) for x ≥ 0, by Abramowitz and Stegun 26.2.17; the error is below 7.5e−8.</summary>
    public static double CumulativeAboveZero(double x)
    {
        var t = 1 / (1 + (0.2316419 * x));
        return 1 - (Density(x) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429)))))))));
    }

    /// <summary>1 − Φ(x), for any x.</summary>
    public static double Above(double x) => x < 0 ? CumulativeAboveZero(-x) : Math.Max(0, 1 - CumulativeAboveZero(x));
}
