using HuddleBot.Benchmarks.Drops;
using HuddleBot.Benchmarks.Effects;

namespace HuddleBot.Core.Tests.Effects;

/// <summary>
/// Some of the figures of docs/effects.md, counted again: what does nothing is not called a success, although it came when things were at their worst; what works is seen.
/// </summary>
public sealed class EffectSimulationTests
{
    private const ulong Seed = 20_261_123;

    /// <summary>The issue is raised in the worst of 26 weeks; weeks vary, and moods last; seasons and a trend for all; weekends; each team's own drift.</summary>
    private static Region Rough(double perDay, int others) => new(new Shares(0.5, 0.2), perDay, others)
    {
        WorstOfWeeks = 26, Dispersion = 1.5, Memory = 0.3, Season = 0.06, TrendPerYear = 0.04, Weekend = 0.1, OwnDrift = 0.04, Levels = 0.08,
    };

    [Theory]
    [InlineData(5, 4)]
    [InlineData(20, 4)]
    [InlineData(5, 0)]
    public void What_does_nothing_after_the_worst_week_of_half_a_year_gets_cannot_tell(double perDay, int others)
    {
        var judged = EffectTrials.Run(Rough(perDay, others), 0, 250, Seed);

        Assert.InRange(judged.CannotTell, 0.95, 1);
        Assert.InRange(judged.UsualBetter / 250.0, 0.09, 1);
    }

    [Fact]
    public void A_trend_of_all_teams_is_no_effect()
    {
        var judged = EffectTrials.Run(new(new Shares(0.5, 0.2), 10, 4) { TrendPerYear = 0.8 }, 0, 250, Seed);

        Assert.InRange(judged.CannotTell, 0.95, 1);
        Assert.InRange(judged.Bias, -1, 1);
        Assert.InRange((judged.UsualBetter + judged.UsualWorse) / 250.0, 0.3, 1);
    }

    [Theory]
    [InlineData(0.2, 0.75)]
    [InlineData(-0.2, 0.75)]
    [InlineData(0.1, 0.2)]
    public void What_works_is_recovered_within_its_interval(double planted, double seen)
    {
        var judged = EffectTrials.Run(Rough(20, 8), planted, 250, Seed);

        Assert.InRange(judged.Coverage, 0.95, 1);
        Assert.InRange(judged.Bias, -1.5, 1.5);
        Assert.InRange(planted > 0 ? judged.Better : judged.Worse, seen, 1);
        Assert.InRange(planted > 0 ? judged.Worse : judged.Better, 0, 0.005);
    }

    [Fact]
    public void A_theme_of_three_teams_is_seen_more_often_than_an_issue_of_one()
    {
        var (one, three) = (EffectTrials.Run(Rough(5, 8), 0.15, 200, Seed), EffectTrials.Run(Rough(5, 8) with { Having = 3 }, 0.15, 200, Seed));

        Assert.InRange(three.Better, 1.5 * one.Better, 1);
        Assert.InRange(three.Coverage, 0.95, 1);
    }
}
