namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// What is usual, as a distribution over the levels, and the same distribution tilted exponentially until its mean is lower by so much: of all
/// distributions with that mean the one nearest to
/// what is usual, so a CUSUM built on it needs nothing but the size of the drop.
/// </summary>
internal sealed class TiltedBaseline
{
    // A tilt to the very end of the scale would be infinite: of the way at least a quarter is left.
    private const double LeastLeft = 0.25;
    private const int MostSteps = 60;

    private readonly double[] values;
    private readonly double[] shares;

    public TiltedBaseline(AnswerLevels levels, Tally answers)
    {
        (values, shares) = (levels.Span.ToArray(), new double[levels.Span.Length]);
        var total = answers.Total;
        foreach (var one in levels.Pseudo) total += one;
        for (var level = 0; level < shares.Length; level++) shares[level] = (answers.Span[level] + levels.Pseudo[level]) / total;
        (_, Mean, Variance) = At(0);
    }

    /// <summary>In hundreds of points.</summary>
    public double Mean { get; }

    /// <summary>Of one answer.</summary>
    public double Variance { get; }

    /// <param name="drop">In hundreds of points; below zero it is a rise.</param>
    public Tilt Towards(double drop)
    {
        var end = values[drop > 0 ? 0 : ^1];
        var target = drop > 0 ? Math.Max(Mean - drop, end + (LeastLeft * (Mean - end))) : Math.Min(Mean - drop, end + (LeastLeft * (Mean - end)));

        // The mean falls as θ does: Newton's steps, within a bracket that only shrinks.
        var (low, high, theta) = (-1e3, 1e3, (target - Mean) / Variance);
        for (var step = 0; step < MostSteps; step++)
        {
            var (logM, mean, variance) = At(theta);
            if (Math.Abs(mean - target) < 1e-10) return new(theta, logM, (theta * target) - logM);
            if (mean > target) high = theta;
            else low = theta;
            var next = theta - ((mean - target) / variance);
            theta = next > low && next < high ? next : (low + high) / 2;
        }

        return new(theta, At(theta).LogM, (theta * target) - At(theta).LogM);
    }

    private (double LogM, double Mean, double Variance) At(double theta)
    {
        var (sum, first, second) = (0.0, 0.0, 0.0);
        for (var level = 0; level < values.Length; level++)
        {
            var part = shares[level] * Math.Exp(theta * values[level]);
            sum += part;
            first += part * values[level];
            second += part * values[level] * values[level];
        }

        var mean = first / sum;
        return (Math.Log(sum), mean, (second / sum) - (mean * mean));
    }
}

/// <summary>One answer x weighs θx − log M(θ): the logarithm of how much likelier it is after the drop.</summary>
/// <param name="Information">What one answer is expected to weigh after the drop.</param>
internal readonly record struct Tilt(double Theta, double LogM, double Information)
{
    /// <summary>Of so many answers with this sum.</summary>
    public double Weight(double sum, double answers) => (Theta * sum) - (LogM * answers);
}
