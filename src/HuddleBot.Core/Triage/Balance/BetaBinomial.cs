namespace HuddleBot.Core.Triage.Balance;

/// <summary>
/// How many of n happen where each team has a chance of its own, and these chances differ by a beta distribution. Without a difference between teams it is the binomial
/// distribution. Exact sums; no approximation.
/// </summary>
public static class BetaBinomial
{
    /// <summary>P(X ≤ k).</summary>
    /// <param name="n">1 or more.</param>
    /// <param name="k">0 to n.</param>
    /// <param name="p">The mean chance, between 0 and 1, both excluded.</param>
    /// <param name="rho">How much alike two comments of one team are (the intraclass correlation), between 0 and 1, both excluded; towards 0 it is the binomial distribution.</param>
    public static double AtMost(int k, int n, double p, double rho)
    {
        var (a, b) = (p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho);
        var log = 0.0;
        for (var i = 0; i < n; i++) log += Math.Log((b + i) / (a + b + i)); // P(X = 0)
        var sum = 0.0;
        for (var i = 0; i <= k; i++)
        {
            sum += Math.Exp(log);
            if (i < n) log += Math.Log((n - i) * (a + i) / ((i + 1) * (n - i - 1 + b)));
        }

        return Math.Min(1, sum);
    }

    /// <summary>P(X ≥ k).</summary>
    /// <inheritdoc cref="AtMost"/>
    public static double AtLeast(int k, int n, double p, double rho) => AtMost(n - k, n, 1 - p, rho);
}
