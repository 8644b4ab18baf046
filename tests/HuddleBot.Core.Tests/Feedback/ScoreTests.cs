using HuddleBot.Core.Feedback;

namespace HuddleBot.Core.Tests.Feedback;

public sealed class ScoreTests
{
    /// <summary>Every whole point of every usual scale: D, P or p (promoter) from the lowest up.</summary>
    [Theory]
    [InlineData(Metric.Nps, 0, 10, "DDDDDDDPPpp")]
    [InlineData(Metric.Csat, 1, 5, "DDPpp")]
    [InlineData(Metric.Csat, 1, 7, "DDDPPpp")]
    [InlineData(Metric.Ces, 1, 7, "DDDPppp")]
    [InlineData(Metric.Ces, 1, 5, "DDPpp")]
    [InlineData(Metric.Csat, 1, 10, "DDDDDPPPpp")]
    [InlineData(Metric.Csat, 0, 10, "DDDDDPPPPpp")]
    [InlineData(Metric.Csat, 1, 4, "DDpp")]
    [InlineData(Metric.Csat, 1, 3, "DPp")]
    [InlineData(Metric.Csat, 0, 1, "Dp")]
    [InlineData(Metric.Csat, -2, 2, "DDPpp")]
    [InlineData(Metric.Csat, -1, 1, "DPp")]
    [InlineData(Metric.Stars, 1, 5, "DDPpp")]
    [InlineData(Metric.Csat, 1, 20, "DDDDDDDDDDPPPPPPpppp")]
    public void Each_point_has_its_meaning(Metric metric, int min, int max, string meanings)
    {
        var scale = Scale.TryCreate(min, max)!.Value;
        var read = string.Concat(Enumerable.Range(min, max - min + 1).Select(value => Score.Create(metric, value, scale).Score!.Sentiment switch
        {
            Sentiment.Detractor => 'D',
            Sentiment.Passive => 'P',
            _ => 'p',
        }));
        Assert.Equal(meanings, read);
    }

    [Theory]
    [InlineData(1, 5, 2.99, Sentiment.Detractor)]
    [InlineData(1, 5, 3.0, Sentiment.Passive)]
    [InlineData(1, 5, 3.99, Sentiment.Passive)]
    [InlineData(1, 5, 4.0, Sentiment.Promoter)]
    [InlineData(1, 10, 5.49, Sentiment.Detractor)]
    [InlineData(1, 10, 5.5, Sentiment.Passive)]
    [InlineData(1, 10, 8.9, Sentiment.Passive)]
    [InlineData(0, 1, 0.5, Sentiment.Detractor)]
    [InlineData(0, 1, 0.99, Sentiment.Detractor)]
    [InlineData(0, 100, 49.9, Sentiment.Detractor)]
    [InlineData(0, 100, 50, Sentiment.Passive)]
    [InlineData(0, 100, 79.9, Sentiment.Passive)]
    [InlineData(0, 100, 80, Sentiment.Promoter)]
    public void Fractions_and_percentages_fall_where_they_lie(int min, int max, double value, Sentiment sentiment) =>
        Assert.Equal(sentiment, Score.Create(Metric.Csat, value, Scale.TryCreate(min, max)!.Value).Score!.Sentiment);

    [Theory]
    [InlineData(Metric.Nps, 11, 0, 10, "outside its scale")]
    [InlineData(Metric.Nps, -1, 0, 10, "outside its scale")]
    [InlineData(Metric.Nps, 9.5, 0, 10, "whole number")]
    [InlineData(Metric.Nps, 5, 1, 10, "0-10")]
    [InlineData(Metric.Csat, 5.01, 1, 5, "outside its scale")]
    [InlineData(Metric.Csat, double.NaN, 1, 5, "not a number")]
    [InlineData(Metric.Csat, double.PositiveInfinity, 1, 5, "not a number")]
    public void A_score_cannot_lie_outside_its_scale(Metric metric, double value, int min, int max, string reason)
    {
        var (score, refusal) = Score.Create(metric, value, Scale.TryCreate(min, max)!.Value);
        Assert.Null(score);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 1)]
    [InlineData(0, 1001)]
    [InlineData(-1001, 0)]
    public void A_scale_goes_upwards_within_bounds(int min, int max) => Assert.Null(Scale.TryCreate(min, max));

    [Fact]
    public void A_better_score_never_means_less()
    {
        foreach (var metric in new[] { Metric.Csat, Metric.Ces, Metric.Stars })
        {
            foreach (var (min, max) in from min in Enumerable.Range(-3, 6) from points in Enumerable.Range(1, 120) select (min, min + points))
            {
                var scale = Scale.TryCreate(min, max)!.Value;
                var scores = Enumerable.Range(0, ((max - min) * 4) + 1).Select(quarter => Score.Create(metric, min + (quarter / 4.0), scale).Score!).ToList();
                Assert.Equal(Sentiment.Detractor, scores[0].Sentiment);
                Assert.Equal(Sentiment.Promoter, scores[^1].Sentiment);
                Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.First.Sentiment <= pair.Second.Sentiment));
                Assert.All(scores, score => Assert.Equal(score.Value >= score.TopBoxFrom, score.Sentiment == Sentiment.Promoter));
            }
        }
    }
}
