namespace HuddleBot.Benchmarks.Drops;

/// <summary>Of the customers, so many are promoters, so many detractors.</summary>
internal readonly record struct Shares(double Promoters, double Detractors)
{
    public double Score => Promoters - Detractors;

    public double Variance => Promoters + Detractors - (Score * Score);

    /// <summary>
    /// All customers are less content by the same amount on a normal scale that nobody sees, until the score is lower by <paramref name="drop"/>. This is
    /// not the detector's own model.
    /// </summary>
    public Shares Fallen(double drop)
    {
        if (drop == 0) return this;
        var (promoter, detractor) = (Quantile(1 - Promoters), Quantile(Detractors));
        var (low, high) = (0.0, 6.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (1 - Cumulative(promoter + middle) - Cumulative(detractor + middle) > Score - drop) low = middle;
            else high = middle;
        }

        return new(1 - Cumulative(promoter + low), Cumulative(detractor + low));
    }

    /// <summary>Promoters become detractors or the other way round.</summary>
    public Shares Moved(double by)
    {
        var half = Math.Clamp(by / 2, -Math.Min(Promoters, 1 - Detractors), Math.Min(Detractors, 1 - Promoters));
        return new(Promoters + half, Detractors - half);
    }

    /// <summary>Trapezoids on the density: slow, exact enough, and used a few hundred times.</summary>
    private static double Cumulative(double x)
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

    private static double Quantile(double share)
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
}
