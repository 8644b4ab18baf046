using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Tests.Scores;

/// <summary>How a trend is made of days.</summary>
public sealed class ScoreTrendsTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(6, 7, 1)]
    [InlineData(55, 56, 1)]
    [InlineData(56, 9, 7)]
    [InlineData(182, 27, 7)]
    [InlineData(183, 27, 7)]
    [InlineData(2000, 27, 7)]
    public void A_young_series_has_a_point_a_day_and_an_older_one_a_point_a_week(int daysOld, int points, int daysApart)
    {
        var trend = TrendOf(28, [.. Enumerable.Range(0, daysOld + 1).Select(ago => (ago, 1))]);
        Assert.Equal(points, trend.Points.Count);
        Assert.Equal(Today, trend.Points[^1].Day);
        Assert.All(trend.Points.Zip(trend.Points.Skip(1)), pair => Assert.Equal(daysApart, Period.DaysBetween(pair.First.Day, pair.Second.Day)));
    }

    [Fact]
    public void Each_point_is_the_window_that_ends_with_it()
    {
        var trend = TrendOf(7, [(0, 2), (6, 8), (7, 30)]);
        Assert.Equal([30, 38, 38, 38, 38, 38, 38, 10], trend.Points.Select(point => point.Figure!.Answers));
    }

    [Fact]
    public void The_first_point_of_a_long_trend_has_a_whole_window_behind_it()
    {
        var first = Period.DaysBetween(ScoreTrends.DaysOf(Today, 90).Start, Today);
        var trend = TrendOf(90, [.. Enumerable.Range(0, first + 100).Select(ago => (ago, 1))]);
        Assert.All(trend.Points, point => Assert.Equal(90, point.Figure!.Answers));
    }

    [Fact]
    public void Nothing_answered_is_one_day_of_which_nothing_is_said() => Assert.Null(Assert.Single(TrendOf(28, []).Points).Figure);

    [Fact]
    public void A_score_of_no_answers_says_that_there_are_too_few()
    {
        var score = ScoreMovements.Of(SeriesOf(28, [(40, 50)]), Today, 28);
        Assert.Equal((0, MovementVerdict.TooFewToSay, 50), (score.Now.Answers, score.Verdict, score.Before!.Answers));
    }

    private static ScoreTrend TrendOf(int days, IReadOnlyList<(int DaysAgo, int Answers)> answers) => ScoreTrends.Of(SeriesOf(days, answers), Today, days);

    private static SeriesDays SeriesOf(int days, IReadOnlyList<(int DaysAgo, int Answers)> answers)
    {
        var asked = ScoreTrends.DaysOf(Today, days);
        var score = Score.Create(Metric.Nps, 9, Score.DefaultScale(Metric.Nps)!.Value).Score!;
        return new(
            new(Metric.Nps, null, new SeriesPart.Whole()), asked,
            [.. answers.Select(one => new DayOfSeries(Today.PlusDays(-one.DaysAgo), ScoreHistogram.Of([new ScoreCount(score, one.Answers)]))).Where(day => asked.Contains(day.Day)).OrderBy(day => day.Day)]);
    }
}
