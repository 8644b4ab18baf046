namespace HuddleBot.Core.Scores.Drops;

/// <summary>How often a CUSUM of log-likelihood ratios rises to a height by chance alone.</summary>
/// <remarks>
/// Per look (d²/2)·ν(d)²·e^(−height), where d²/2 is the information of one look and ν corrects for the overshoot: Siegmund, "Sequential Analysis" (1985),
/// chapters VIII and X, with ν as in
/// Siegmund and Yakir, "The Statistics of Gene Mapping" (2007). The simulation in the benchmarks holds the formula against counted alarms.
/// </remarks>
internal static class AlarmsByChance
{
    /// <param name="height">Of the CUSUM, in natural logarithms.</param>
    /// <param name="information">What one look is expected to add while the score is down, in natural logarithms; above zero.</param>
    /// <returns>The logarithm of the expected number of alarms per look.</returns>
    public static double LogPerLook(double height, double information) => Math.Log(information) + (2 * LogOvershoot(information)) - height;

    /// <summary>How much a CUSUM lacks when chance adds it, before it is back at zero, once in so many times: ν(d)·e^(−what it lacks).</summary>
    /// <param name="chance">Above 0, below 1.</param>
    public static double LackedAt(double chance, double information) => LogOvershoot(information) - Math.Log(chance);

    private static double LogOvershoot(double information)
    {
        var d = Math.Sqrt(2 * information);
        var cumulative = StandardNormal.CumulativeAboveZero(d / 2);
        return Math.Log((2 / d) * (cumulative - 0.5) / ((d / 2 * cumulative) + StandardNormal.Density(d / 2)));
    }
}
