using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Tests.Scores;

public sealed class ScoreTrendTests
{
    private static readonly LocalDate First = new(2026, 11, 1);

    [Theory]
    [InlineData("10 10 10", "3")]
    [InlineData("9 10 10 0 3 12 9", "2 1")]
    [InlineData("10 9 10", "1 1")]
    [InlineData("9", "")]
    public void Days_with_too_few_answers_part_the_trend_into_stretches(string answers, string lengths)
    {
        var trend = new ScoreTrend(Metric.Nps, null, [.. answers.Split(' ').Select((count, i) => Point(i, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)))]);
        Assert.Equal(lengths, string.Join(' ', trend.Stretches.Select(stretch => stretch.Count)));
    }

    [Fact]
    public void A_trend_that_makes_no_sense_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Nps, null, []));
        Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Nps, null, [.. Enumerable.Range(0, ScoreTrend.MostPoints + 1).Select(i => Point(i, 10))]));
        Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Nps, null, [Point(1, 10), Point(1, 10)]));
        Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Stars, null, [Point(0, 10)]));
        Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Csat, Scale.TryCreate(1, 5), [Point(0, 10)]));
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, 100.1, -100.1 })
            Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Nps, null, [new(First, new(10, value, 0, 0))]));
        Assert.Throws<ArgumentException>(() => new ScoreTrend(Metric.Csat, null, [new(First, new(10, 50, 60, 40))]));
    }

    private static TrendPoint Point(int day, int answers) => new(First.PlusDays(day), new(answers, 0, 0, 0));
}
