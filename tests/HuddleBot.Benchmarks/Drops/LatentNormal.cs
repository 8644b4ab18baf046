namespace HuddleBot.Benchmarks.Drops;

/// <summary>The normal scale behind the answers that nobody sees.</summary>
internal static class LatentNormal
{
    /// <summary>The shares of the levels when all customers are less content by the same amount, so that the mean of the values is lower by <paramref name="drop"/>.</summary>
    /// <param name="values">Of the levels, the worst first.</param>
    public static double[] Fallen(IReadOnlyList<double> shares, IReadOnlyList<double> values, double drop)
    {
        var bounds = shares.Take(shares.Count - 1).Select((_, level) => Quantile(shares.Take(level + 1).Sum())).ToArray();
        var (low, high) = (0.0, 6.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Mean(Moved(bounds, middle), values) > Mean(shares, values) - drop) low = middle;
            else high = middle;
        }

        return Moved(bounds, low);
    }

    /// <summary>Trapezoids on the density: slow, exact enough, and used a few hundred times.</summary>
    public static double Cumulative(double x)
    {
        const int Steps = 2000;
        const double Low = -9;
        if (x <= Low) return 0;
        var (width, sum) = ((x - Low) / Steps, 0.0);
        for (var step = 0; step <= Steps; step++)
        {
            var at = Low + (step * width);
            sum += Math.Exp(-at * at / 2) * (step is 0 or Steps ? 0.5 : 1);
        }

        return sum * width / Math.Sqrt(2 * Math.PI);
    }

    public static double Quantile(double share)
    {
        var (low, high) = (-6.0, 6.0);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (Cumulative(middle) < share) low = middle;
            else high = middle;
        }

        return low;
    }

    private static double[] Moved(double[] bounds, double by)
    {
        double[] below = [0, .. bounds.Select(bound => Cumulative(bound + by)), 1];
        return [.. below.Zip(below.Skip(1), (from, to) => to - from)];
    }

    private static double Mean(IReadOnlyList<double> shares, IReadOnlyList<double> values) => shares.Zip(values, (share, value) => share * value).Sum();
}
