namespace HuddleBot.Core.Silences;

/// <summary>
/// How long nothing comes without anything being wrong. Learned from the waits of the past year without a model of them: it holds for a feed that answers all day as for a file on
/// the first of the month, with nights, weekends and seasons in it. Pure.
/// </summary>
/// <param name="Days">The usual gap.</param>
/// <param name="Learned">The same without the least that is taken for one: what chance is reckoned by.</param>
public sealed record UsualGap(double Days, double Learned)
{
    /// <summary>So much of the time the last sign is no older than the usual gap: all but one day of a year.</summary>
    public const double ShareOfTime = 0.9973;

    /// <summary>Fewer days than this tell nothing.</summary>
    public const double LeastDays = 28;

    /// <summary>Fewer long waits than this tell nothing.</summary>
    public const int LeastWaits = 3;

    /// <summary>The longest of so many waits is about as long as the usual gap. Of fewer, the longest is still to come.</summary>
    private const double EnoughWaits = 28;

    /// <param name="gaps">Between one sign and the next, in days.</param>
    /// <param name="least">No gap shorter than this is taken for the usual one, in days.</param>
    /// <returns>Null: too little is known.</returns>
    public static UsualGap? Of(IReadOnlyList<double> gaps, double least)
    {
        double[] sorted = [.. gaps.Where(gap => gap > 0).Order()];
        if (sorted.Length <= LeastWaits) return null;

        // What happened once was an exception: a feed that was down for a month would else be allowed to be down for two. What happened twice is usual.
        var (all, without) = (Learn(sorted), Learn(sorted[..^1]));
        var learned = without is { } usual && sorted[^1] >= SilenceDecider.UsualGaps * Math.Max(least, usual) ? without : all;
        return learned is { } days ? new(Math.Max(least, days), days) : null;
    }

    private static double? Learn(double[] sorted)
    {
        var days = sorted.Sum();
        if (days < LeastDays) return null;
        var gap = AgeAt(sorted, days);
        double[] waits = [.. sorted.Where(one => one >= gap / 3)];
        return waits.Length < LeastWaits ? null : gap + (Spread(waits) * Math.Max(0, Math.Log(EnoughWaits / waits.Length)));
    }

    /// <summary>The age that the last sign exceeds for one day of a year, all in all.</summary>
    private static double AgeAt(double[] sorted, double days)
    {
        // Going down from the longest gap, the time above grows by the width of the step for each gap that reaches it.
        var (left, above) = ((1 - ShareOfTime) * days, 0);
        for (var i = sorted.Length - 1; i > 0; i--)
        {
            above++;
            var step = (sorted[i] - sorted[i - 1]) * above;
            if (step >= left) return sorted[i] - (left / above);
            left -= step;
        }

        return sorted[0] - (left / sorted.Length);
    }

    private static double Spread(double[] waits)
    {
        var mean = waits.Average();
        return Math.Sqrt(waits.Sum(wait => (wait - mean) * (wait - mean)) / (waits.Length - 1));
    }
}
