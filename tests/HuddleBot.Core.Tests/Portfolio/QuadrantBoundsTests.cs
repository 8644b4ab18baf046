using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Tests.Builders;

namespace HuddleBot.Core.Tests.Portfolio;

/// <summary>Score × value: who is a model customer, could grow, is at risk, or is to be won over.</summary>
public sealed class QuadrantBoundsTests
{
    private static readonly QuadrantBounds Bounds = new(5_000);

    [Theory]
    [InlineData(10, 5_000, Quadrant.Model)]
    [InlineData(9, 5_000, Quadrant.Model)]
    [InlineData(9, 4_999.99, Quadrant.Growth)]
    [InlineData(8, 5_000, Quadrant.AtRisk)]
    [InlineData(7, 4_999.99, Quadrant.Dangling)]
    [InlineData(6, 1e12, Quadrant.AtRisk)]
    [InlineData(0, 0, Quadrant.Dangling)]
    [InlineData(0, -1, Quadrant.Dangling)]
    [InlineData(10, -1, Quadrant.Growth)]
    public void The_value_of_the_bound_itself_is_high_and_a_promoter_scores_high(double score, double value, Quadrant expected) => Assert.Equal(expected, Bounds.Of(Response(score, value)));

    [Theory]
    [InlineData(6, Quadrant.AtRisk)]
    [InlineData(7, Quadrant.Model)]
    [InlineData(8, Quadrant.Model)]
    public void Passives_stand_where_the_bounds_put_them(double score, Quadrant expected) => Assert.Equal(expected, (Bounds with { PassivesScoreHigh = true }).Of(Response(score, 5_000)));

    [Theory]
    [InlineData(Metric.Csat, 1, 5, 4, Quadrant.Model)]
    [InlineData(Metric.Csat, 1, 5, 3, Quadrant.AtRisk)]
    [InlineData(Metric.Ces, 1, 7, 5, Quadrant.Model)]
    [InlineData(Metric.Ces, 1, 7, 4, Quadrant.AtRisk)]
    [InlineData(Metric.Stars, 1, 5, 4, Quadrant.Model)]
    [InlineData(Metric.Stars, 1, 5, 2, Quadrant.AtRisk)]
    public void Every_metric_has_its_own_way_of_scoring_high(Metric metric, int min, int max, double value, Quadrant expected) =>
        Assert.Equal(expected, Bounds.Of(Score.Create(metric, value, Scale.TryCreate(min, max)!.Value).Score!.Sentiment, 5_000));

    [Fact]
    public void Without_a_score_a_value_or_a_response_there_is_none()
    {
        Assert.Null(Bounds.Of(Response(null, 5_000)));
        Assert.Null(Bounds.Of(Response(3, null)));
        Assert.Null(Bounds.Of(Given.Response() with { Customer = null }));
        Assert.Null(Bounds.Of((Response?)null));
    }

    [Fact]
    public void Whatever_is_known_it_is_in_one_quadrant_and_more_of_either_never_makes_it_worse() =>
        Prop.ForAll(Cases(), one =>
        {
            var (bounds, (sentiment, value), (more, higher)) = one;
            var (before, after) = (bounds.Of(sentiment, value)!.Value, bounds.Of((Sentiment)Math.Max((int)sentiment, (int)more), Math.Max(value, higher))!.Value);
            return (!IsHappy(before) || IsHappy(after)) && (!IsWorthMuch(before) || IsWorthMuch(after)) && IsWorthMuch(before) == (value >= bounds.HighValueFrom);
        }).QuickCheckThrowOnFailure();

    private static bool IsHappy(Quadrant quadrant) => quadrant is Quadrant.Model or Quadrant.Growth;

    private static bool IsWorthMuch(Quadrant quadrant) => quadrant is Quadrant.Model or Quadrant.AtRisk;

    private static Arbitrary<(QuadrantBounds, (Sentiment, double), (Sentiment, double))> Cases()
    {
        var customer =
            from sentiment in Gen.Elements(Enum.GetValues<Sentiment>())
            from value in Gen.Choose(-10, 110)
            select (sentiment, value / 10.0);
        return (
            from bound in Gen.Choose(1, 10)
            from passives in Gen.Elements(true, false)
            from one in customer
            from other in customer
            select (new QuadrantBounds(bound, passives), one, other)).ToArbitrary();
    }

    private static Response Response(double? score, double? value) => Given.Response(score) with { Customer = new("c-9", null, null, null, null, value, null) };
}
