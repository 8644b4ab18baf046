using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>
/// Difference in differences: by how much the score moved in the teams that had the fix, less by how much it moved in similar teams that had not. What moves all teams alike (seasons,
/// trends, a change of the survey) falls out. Pure.
/// </summary>
/// <remarks>
/// Each team counts by the inverse of its variance: that of its answers, times by how much weeks vary more than independent answers do (pooled over all teams that are compared), and
/// that of scores that wander by themselves, which is learned from how differently the comparison teams moved (DerSimonian and Laird, "Meta-analysis in clinical trials", 1986).
/// The wander counts for the fix's teams too: without the fix theirs would have moved unlike the others' as well.
/// </remarks>
public static class EffectEstimator
{
    // As if so many weeks had been seen to vary so much: most feeds vary more than chance.
    private const double PriorWeeks = 10;
    private const double PriorDispersion = 1.5;

    /// <summary>Bad weeks come in a row: what weeks vary around the mean of their window shows only a part of what the windows' means vary.</summary>
    private const double Caution = 3;

    /// <summary>As if the wander had been seen in so many comparison teams before these.</summary>
    private const double PriorTeams = 4;

    /// <summary>The window before, and the window after.</summary>
    /// <param name="evidence">The day of the first evidence, in the zone of the team.</param>
    /// <param name="fixedOn">The day of the fix; not before the evidence.</param>
    public static (DateInterval Before, DateInterval After) Windows(LocalDate evidence, LocalDate fixedOn, EffectRules rules) => (
        ScoreWindows.Last(rules.BeforeDays, LocalDate.Min(evidence, fixedOn).PlusDays(-rules.DaysBeforeEvidence - 1)),
        new(fixedOn.PlusDays(1), fixedOn.PlusDays(rules.AfterDays)));

    /// <param name="series">What the answers are of.</param>
    /// <param name="having">The teams that had the fix; 1 or more.</param>
    /// <param name="others">Teams that had not; which of them are similar is decided here (<see cref="ComparisonRule"/>).</param>
    /// <returns>Null: too few answers before or after.</returns>
    public static EffectEstimate? Estimate(
        SeriesId series, IReadOnlyList<TeamAnswers> having, IReadOnlyList<TeamAnswers> others, DateInterval before, DateInterval after, EffectRules rules)
    {
        var levels = AnswerLevels.Of(series.Metric, series.Scale);
        var moved = having.Select(Of).Where(one => one.IsKnown).ToList();
        if (moved.Count == 0) return null;

        var (answers, level) = (moved.Average(one => one.Before.Total), levels.MeanOf(BeforeOf(moved)));
        var similar = others.Select(Of).Where(one => ComparisonRule.IsSimilar(one, answers, level)).ToList();
        var (dispersion, freedom) = DispersionOf([.. moved, .. similar]);
        var wander = WanderOf(similar, dispersion, rules);
        var (change, variance) = Pooled(moved, dispersion, wander);

        // With nothing to compare with, seasons and trends are in it, and in all teams that had the fix alike.
        var without = similar.Count == 0 ? (Change: 0, Variance: Math.Pow(rules.WanderAlone / 100, 2)) : Pooled(similar, dispersion, wander);
        var (effect, half) = (change - without.Change, StudentT.Quantile975(freedom) * Math.Sqrt(variance + without.Variance));

        var unit = series.Metric == Metric.Stars ? series.Scale!.Value.Max - series.Scale.Value.Min : 100.0;
        return new(
            series, before, after, Figure(BeforeOf(moved)), Figure(AfterOf(moved)),
            similar.Count == 0 ? null : new([.. similar.Select(one => one.Team)], Figure(BeforeOf(similar)), Figure(AfterOf(similar)), unit * without.Change),
            unit * effect, unit * (effect - half), unit * (effect + half), VerdictOf(effect, half, rules.LeastThatMatters / 100));

        TeamChange Of(TeamAnswers one) => TeamChange.Of(levels, one, before, after);
        ScoreFigure Figure(Tally tally) => levels.FigureOf(tally)!;
    }

    private static EffectVerdict VerdictOf(double effect, double half, double least) =>
        effect >= least && effect > half ? EffectVerdict.Better : effect <= -least && effect < -half ? EffectVerdict.Worse : EffectVerdict.CannotTell;

    /// <summary>By how much weeks vary more than independent answers do; 1: not at all.</summary>
    private static (double Factor, double Freedom) DispersionOf(IReadOnlyList<TeamChange> teams)
    {
        var freedom = PriorWeeks + teams.Sum(one => one.Freedom);
        var seen = ((PriorWeeks * PriorDispersion) + teams.Sum(one => one.Squares)) / freedom;
        return (Math.Max(1, 1 + (Caution * (seen - 1))), freedom);
    }

    /// <summary>The variance between teams of how they move by themselves.</summary>
    private static double WanderOf(IReadOnlyList<TeamChange> similar, double dispersion, EffectRules rules)
    {
        var prior = Math.Pow(rules.Wander / 100, 2);
        if (similar.Count < 2) return prior;
        var weights = similar.Select(one => 1 / (dispersion * one.ByChance)).ToList();
        var all = weights.Sum();
        var mean = similar.Zip(weights, (one, weight) => weight * one.Change).Sum() / all;
        var spread = similar.Zip(weights, (one, weight) => weight * Math.Pow(one.Change - mean, 2)).Sum();
        var seen = Math.Max(0, (spread - (similar.Count - 1)) / (all - (weights.Sum(weight => weight * weight) / all)));
        return ((PriorTeams * prior) + ((similar.Count - 1) * seen)) / (PriorTeams + similar.Count - 1);
    }

    private static (double Change, double Variance) Pooled(IReadOnlyList<TeamChange> teams, double dispersion, double wander)
    {
        var weights = teams.Select(one => 1 / ((dispersion * one.ByChance) + wander)).ToList();
        return (teams.Zip(weights, (one, weight) => weight * one.Change).Sum() / weights.Sum(), 1 / weights.Sum());
    }

    private static Tally BeforeOf(IReadOnlyList<TeamChange> teams) => teams.Select(one => one.Before).Aggregate((sum, one) => sum.Plus(one));

    private static Tally AfterOf(IReadOnlyList<TeamChange> teams) => teams.Select(one => one.After).Aggregate((sum, one) => sum.Plus(one));
}
