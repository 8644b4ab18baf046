using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Scores;

public sealed class ScoreMovementTests
{
    private static readonly LocalDate Today = Given.Now.InUtc().Date;
    private static readonly Scale OneToFive = Scale.TryCreate(1, 5)!.Value;

    /// <summary>Shared table: coverage of the adjusted interval, of nominal 95 %, by n for three pairs of promoters and detractors.</summary>
    [Theory]
    [InlineData(0.5, 0.2, new[] { 0.94, 0.96, 0.95, 0.95, 0.95, 0.95 })]
    [InlineData(0.7, 0.05, new[] { 0.91, 0.95, 0.95, 0.96, 0.95, 0.95 })]
    [InlineData(0.85, 0.03, new[] { 0.93, 0.95, 0.96, 0.96, 0.96, 0.96 })]
    public void The_interval_of_an_nps_covers_the_truth_as_often_as_it_says(double promoters, double detractors, double[] expected)
    {
        int[] sizes = [5, 10, 20, 30, 50, 100];
        for (var i = 0; i < sizes.Length; i++) Assert.InRange(Coverage(sizes[i], promoters, detractors), expected[i] - 0.0125, expected[i] + 0.0125);
    }

    [Fact]
    public void The_interval_of_a_top_box_share_is_Wilsons()
    {
        // Wilson, 8 of 10: 49.0 to 94.3 %; 0 of 10: 0 to 27.8 %.
        var some = Figure([.. Csat(8, 5), .. Csat(2, 1)]);
        Assert.Equal((10, 80.0, 49.0, 94.3), (some.Answers, some.Value, Math.Round(some.Low, 1), Math.Round(some.High, 1)));
        var none = Figure([.. Csat(10, 3)]);
        Assert.Equal((0.0, 0.0, 27.8), (none.Value, none.Low, Math.Round(none.High, 1)));
    }

    /// <summary>With these values the half width is t(0.975) × 1/√n: tables say 12.706, 4.303, 3.182, 2.571, 2.228, 2.045.</summary>
    [Theory]
    [InlineData(2, 12.706)]
    [InlineData(3, 4.303)]
    [InlineData(4, 3.182)]
    [InlineData(6, 2.571)]
    [InlineData(11, 2.228)]
    [InlineData(30, 2.045)]
    public void The_interval_of_mean_stars_is_Students(int answers, double quantile)
    {
        // All the same: the variance of one answer counts as 1/n, and the scale is wide enough to hold the interval.
        var scale = Scale.TryCreate(-100, 100)!.Value;
        var figure = Figure([.. Enumerable.Repeat(Score.Create(Metric.Stars, 3, scale).Score!, answers)]);
        Assert.Equal(quantile, (figure.High - figure.Value) * answers, 0.005);
    }

    [Fact]
    public void One_star_rating_may_lie_anywhere_on_its_scale() =>
        Assert.Equal(new ScoreFigure(1, 4, 1, 5), Figure([Score.Create(Metric.Stars, 4, OneToFive).Score!]));

    [Theory]
    [InlineData(9, 30, MovementVerdict.TooFewToSay)]
    [InlineData(30, 9, MovementVerdict.NothingToCompare)]
    [InlineData(30, 0, MovementVerdict.NothingToCompare)]
    [InlineData(10, 10, MovementVerdict.Down)]
    public void Below_ten_answers_nothing_is_said_of_a_difference(int now, int before, MovementVerdict verdict) =>
        Assert.Equal(verdict, Movement(Enumerable.Repeat(Nps(2), now), Enumerable.Repeat(Nps(10), before))!.Verdict);

    [Fact]
    public void Without_answers_in_the_last_days_there_is_no_score() => Assert.Null(Movement([], [Nps(9)]));

    [Fact]
    public void The_windows_are_the_last_28_days_today_included_and_the_28_before()
    {
        var movement = Of([(Today, Nps(10)), (Today.PlusDays(-27), Nps(9)), (Today.PlusDays(-28), Nps(0)), (Today.PlusDays(-55), Nps(0)), (Today.PlusDays(-56), Nps(0)), (Today.PlusDays(1), Nps(0))])!;
        Assert.Equal((2, 2, 100.0, 28), (movement.Now.Answers, movement.Before!.Answers, movement.Now.Value, movement.Days));
    }

    [Fact]
    public void Of_several_metrics_the_one_with_the_most_answers_counts()
    {
        var movement = Movement([.. Csat(3, 5), Nps(10), Nps(9)], [Nps(10), Nps(10), Nps(10), Nps(10)])!;
        Assert.Equal((Metric.Csat, 3, null), (movement.Metric, movement.Now.Answers, movement.Before));
    }

    /// <summary>Nothing has changed: a rise or a fall is seen in 5 % of the looks each, and the share of the larger ones does not depend on the metric.</summary>
    [Theory]
    [InlineData(Metric.Nps, 50)]
    [InlineData(Metric.Csat, 50)]
    [InlineData(Metric.Csat, 12)]
    [InlineData(Metric.Stars, 50)]
    public void Chance_alone_is_called_a_movement_in_one_look_of_ten_at_most(Metric metric, int answers)
    {
        var verdicts = Looks(metric, answers, 2000, 0.5, 0.2, 0.5, 0.2);
        Assert.InRange(verdicts.Count(verdict => verdict == MovementVerdict.Down), 20, 130);
        Assert.InRange(verdicts.Count(verdict => verdict == MovementVerdict.Up), 20, 130);
    }

    /// <summary>Shared table: 189 answers a window show a drop of 20 points with a power of 0.8, 84 one of 30; the variance of one answer is 0.61 in both windows.</summary>
    [Theory]
    [InlineData(189, 0.36, 0.26)]
    [InlineData(84, 0.305, 0.305)]
    public void A_drop_is_seen_as_often_as_the_table_says(int answers, double promoters, double detractors)
    {
        var seen = Looks(Metric.Nps, answers, 1000, promoters, detractors, 0.5, 0.2).Count(verdict => verdict == MovementVerdict.Down);
        Assert.InRange(seen, 740, 860);
    }

    private static List<MovementVerdict> Looks(Metric metric, int answers, int looks, double nowTop, double nowBottom, double beforeTop, double beforeBottom)
    {
        var random = new Random(20261122);
        return [.. Enumerable.Range(0, looks).Select(_ => Movement(Draw(nowTop, nowBottom), Draw(beforeTop, beforeBottom))!.Verdict)];

        List<Score> Draw(double top, double bottom) => [.. Enumerable.Range(0, answers).Select(_ => random.NextDouble() is var x && x < top ? Of(2) : x < top + bottom ? Of(0) : Of(1))];

        Score Of(int third) => metric == Metric.Nps ? Nps(new[] { 3, 7, 9 }[third]) : Score.Create(metric, new[] { 1, 3, 5 }[third], OneToFive).Score!;
    }

    /// <summary>Exact: the chance of every possible sample, summed where its interval holds the truth.</summary>
    private static double Coverage(int answers, double promoters, double detractors)
    {
        var (truth, covered) = (100 * (promoters - detractors), 0.0);
        for (var p = 0; p <= answers; p++)
        {
            for (var d = 0; d <= answers - p; d++)
            {
                var figure = Figure([.. Enumerable.Repeat(Nps(10), p), .. Enumerable.Repeat(Nps(0), d), .. Enumerable.Repeat(Nps(7), answers - p - d)]);
                if (figure.Low <= truth && truth <= figure.High) covered += Chance(answers, p, d, promoters, detractors);
            }
        }

        return covered;
    }

    private static double Chance(int answers, int p, int d, double promoters, double detractors) => Math.Exp(
        LogFactorial(answers) - LogFactorial(p) - LogFactorial(d) - LogFactorial(answers - p - d)
        + (p * Math.Log(promoters)) + (d * Math.Log(detractors)) + ((answers - p - d) * Math.Log(1 - promoters - detractors)));

    private static double LogFactorial(int n) => Enumerable.Range(1, n).Sum(i => Math.Log(i));

    private static IEnumerable<Score> Csat(int count, int value) => Enumerable.Repeat(Score.Create(Metric.Csat, value, OneToFive).Score!, count);

    private static Score Nps(int value) => Score.Create(Metric.Nps, value, Score.DefaultScale(Metric.Nps)!.Value).Score!;

    private static ScoreFigure Figure(IReadOnlyList<Score> scores) => Movement(scores, [])!.Now;

    private static ScoreMovement? Movement(IEnumerable<Score> now, IEnumerable<Score> before) =>
        Of([.. now.Select(score => (Today.PlusDays(-1), score)), .. before.Select(score => (Today.PlusDays(-30), score))]);

    private static ScoreMovement? Of(IReadOnlyList<(LocalDate Day, Score Score)> answers) => ScoreMovements.Of(
        answers.GroupBy(one => (one.Score.Metric, Scale: one.Score.Metric == Metric.Stars ? one.Score.Scale : (Scale?)null)).Select(series => new SeriesDays(
            new(series.Key.Metric, series.Key.Scale, new SeriesPart.Whole()), ScoreWindows.Last(100, Today.PlusDays(10)),
            [.. series.GroupBy(one => one.Day, one => one.Score).OrderBy(day => day.Key).Select(day => new DayOfSeries(day.Key, ScoreHistogram.Of(day)))])),
        Today);
}
