using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>Of the customers, so many are promoters, so many detractors.</summary>
internal readonly record struct Shares(double Promoters, double Detractors)
{
    public double Score => Promoters - Detractors;

    /// <summary>From the worst up.</summary>
    public double[] Levels => [Detractors, 1 - Promoters - Detractors, Promoters];

    public double Variance => Promoters + Detractors - (Score * Score);

    /// <summary>
    /// All customers are less content by the same amount on a normal scale that nobody sees, until the score is lower by <paramref name="drop"/>. This is
    /// not the detector's own model.
    /// </summary>
    public Shares Fallen(double drop)
    {
        if (drop == 0) return this;
        var fallen = LatentNormal.Fallen(Levels, AnswerLevels.Nps.Values, drop);
        return new(fallen[2], fallen[0]);
    }

    /// <summary>Promoters become detractors or the other way round.</summary>
    public Shares Moved(double by)
    {
        var half = Math.Clamp(by / 2, -Math.Min(Promoters, 1 - Detractors), Math.Min(Detractors, 1 - Promoters));
        return new(Promoters + half, Detractors - half);
    }
}
