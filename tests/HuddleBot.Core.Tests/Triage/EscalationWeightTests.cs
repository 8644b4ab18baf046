using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Tests.Builders;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Tests.Triage;

/// <summary>Customers hurt × their yearly value × age in days.</summary>
public sealed class EscalationWeightTests
{
    [Theory]
    [InlineData(1, 12_000.0, 4, 48_000)]
    [InlineData(3, 36_000.0, 4, 144_000)]
    [InlineData(1, null, 4, 2_000)]
    [InlineData(3, null, 4, 6_000)]
    [InlineData(1, 0.0, 4, 0)]
    [InlineData(1, -5.0, 4, 0)]
    public void An_unknown_value_counts_as_the_usual_one_and_none_below_zero(int customers, double? value, int days, double expected) =>
        Assert.Equal(expected, new EscalationWeight(customers, value, days).Reckon(500));

    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(2, 32_000)]
    [InlineData(10, 128_000)]
    public void The_value_of_those_at_risk_counts_more_than_once(int times, double expected)
    {
        var bounds = new QuadrantBounds(5_000, AtRiskCounts: times);
        var weight = new EscalationWeight(3, 9_000, 2) { Unvalued = 1 };
        Assert.Equal(expected, weight.With(bounds, 1, 6_000).Reckon(1_000));
        Assert.Equal(20_000, weight.With(bounds, 0, null).Reckon(1_000));
        Assert.Equal(20_000, weight.With(null, 1, 6_000).Reckon(1_000));
    }

    [Fact]
    public void The_usual_value_is_the_middle_of_those_that_are_known()
    {
        Assert.Equal(1, EscalationWeight.UsualValue([]));
        Assert.Equal(1, EscalationWeight.UsualValue([null, 0, -3]));
        Assert.Equal(20, EscalationWeight.UsualValue([1000, null, 20, 10, 0]));
        Assert.Equal(20, EscalationWeight.UsualValue([1000, 20, 30, 10]));
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(23, 1)]
    [InlineData(25, 2)]
    [InlineData(49, 3)]
    public void A_day_counts_when_it_has_begun(int hours, int days) => Assert.Equal(days, EscalationWeight.DaysBegun(Given.Now - Duration.FromHours(hours), Given.Now));
}
