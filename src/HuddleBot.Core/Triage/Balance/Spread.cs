namespace HuddleBot.Core.Triage.Balance;

/// <summary>What many teams have in common, and how much they differ: sums from which any one team can be taken out again, so that it is compared with the others alone.</summary>
internal readonly record struct Spread(int Teams, double Decided, double Escalated, double SquaredDecided, double SquaredEscalatedByDecided)
{
    /// <summary>Φ⁻¹(0.9): one time in ten.</summary>
    private const double CautionZ = 1.2816;

    public static Spread Of(IEnumerable<TeamBalance> teams) => teams.Aggregate(new Spread(), (sum, team) => sum.With(team, 1));

    public Spread Without(TeamBalance team) => With(team, -1);

    /// <summary>The mean chance; half a comment is added on either side, so that it is never 0 or 1.</summary>
    public double Share => (Escalated + 0.5) / (Decided + 1);

    /// <summary>
    /// How much alike two comments of one team are: the intraclass correlation as the analysis of variance estimates it for counts (Ridout, Demétrio and Firth 1999), 0 or more.
    /// Few teams look alike by chance more often than they are, so it is the largest that the spread between them still speaks for.
    /// </summary>
    public double Correlation
    {
        get
        {
            var (teams, n) = (Teams - 1, Decided);
            var between = (SquaredEscalatedByDecided - (Escalated * Escalated / n)) / teams / LowVariance(teams);
            var within = (Escalated - SquaredEscalatedByDecided) / (n - Teams);
            var size = (n - (SquaredDecided / n)) / teams;
            return between + within > 0 ? Math.Clamp((between - within) / (between + ((size - 1) * within)), 0, 1) : 0;
        }
    }

    /// <summary>
    /// The correlation with which one more team is to be expected: that between teams, and what is not known of their mean, since it is an estimate from comments that are
    /// partly alike.
    /// </summary>
    public double CorrelationOfAnother
    {
        get
        {
            var rho = Correlation;
            var comments = Decided / (1 + (((SquaredDecided / Decided) - 1) * rho));
            return Math.Min(0.999, rho + ((1 - rho) / (comments + 1)));
        }
    }

    /// <summary>
    /// What a variance of so many degrees of freedom comes out as, in parts of what it is, one time in ten: the quantile of χ² over its degrees of freedom
    /// (Wilson and Hilferty 1931).
    /// </summary>
    private static double LowVariance(int freedom) => Math.Max(0.05, Math.Pow(1 - (2.0 / (9 * freedom)) - (CautionZ * Math.Sqrt(2.0 / (9 * freedom))), 3));

    private Spread With(TeamBalance team, int sign) => new(
        Teams + sign, Decided + (sign * team.Decided), Escalated + (sign * team.Escalated), SquaredDecided + (sign * (double)team.Decided * team.Decided),
        SquaredEscalatedByDecided + (sign * (double)team.Escalated * team.Escalated / team.Decided));
}
