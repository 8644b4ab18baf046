using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Tests.Scores;

public sealed class ScoreHistogramTests
{
    [Fact]
    public void What_is_written_is_read_as_it_was() =>
        Prop.ForAll(Scores(), scores => ScoreHistogram.Parse(Metric.Csat, ScoreHistogram.Of(scores).ToString()).Equals(ScoreHistogram.Of(scores))).QuickCheckThrowOnFailure();

    [Fact]
    public void In_whatever_order_answers_are_added_and_taken_off_the_same_is_written() =>
        Prop.ForAll(Scores(), Scores(), (stay, go) =>
        {
            var taken = ScoreHistogram.Of(go.Select(score => new ScoreCount(score, -1)));
            var inOrder = ScoreHistogram.Sum([ScoreHistogram.Of(stay), ScoreHistogram.Of(go), taken]);
            var before = ScoreHistogram.Sum([taken, ScoreHistogram.Of(Enumerable.Reverse(go)), ScoreHistogram.Of(Enumerable.Reverse(stay))]);
            return inOrder.ToString() == before.ToString() && inOrder.ToString() == ScoreHistogram.Of(stay).ToString();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_count_is_readable() => Assert.Equal("-2/-5..7:1 4/1..5:2", ScoreHistogram.Of([Csat(4, 1, 5), Csat(-2, -5, 7), Csat(4, 1, 5)]).ToString());

    [Theory]
    [InlineData("4")]
    [InlineData("4/1..5")]
    [InlineData("6/1..5:1")]
    [InlineData("4/1..5:x")]
    [InlineData("4/1..5:1:1")]
    public void What_is_no_count_is_not_read(string text) => Assert.Throws<FormatException>(() => ScoreHistogram.Parse(Metric.Csat, text));

    [Fact]
    public void Below_ten_answers_nothing_is_said_of_a_window()
    {
        var days = new SeriesDays(
            new(Metric.Csat, null, new SeriesPart.Whole()), ScoreWindows.Last(2, new(2026, 11, 20)),
            [new(new(2026, 11, 19), Times(9)), new(new(2026, 11, 20), Times(1))]);
        Assert.Equal(new WindowScore.TooFewToSay(1), days.ScoreOver(ScoreWindows.Last(1, new(2026, 11, 20))));
        var known = Assert.IsType<WindowScore.Known>(days.ScoreOver(ScoreWindows.Last(2, new(2026, 11, 20))));
        Assert.Equal((10, 100.0), (known.Figure.Answers, known.Figure.Value));
        Assert.InRange(known.Figure.Low, 72, 73);
    }

    [Fact]
    public void What_was_not_asked_for_is_not_told()
    {
        var days = new SeriesDays(new(Metric.Csat, null, new SeriesPart.Whole()), ScoreWindows.Last(28, new(2026, 11, 20)), []);
        Assert.Throws<ArgumentOutOfRangeException>(() => days.Over(ScoreWindows.Last(29, new(2026, 11, 20))));
    }

    [Fact]
    public void Windows_are_whole_days_with_today()
    {
        var window = ScoreWindows.Last(28, new(2026, 11, 20));
        Assert.Equal((new(2026, 10, 24), new(2026, 11, 20), 28), (window.Start, window.End, window.Length));
        Assert.Equal(new DateInterval(new(2026, 9, 26), new(2026, 10, 23)), ScoreWindows.Before(window));
    }

    private static ScoreHistogram Times(int count) => ScoreHistogram.Of([new ScoreCount(Csat(5, 1, 5), count)]);

    private static Score Csat(double value, int min, int max) => Score.Create(Metric.Csat, value, Scale.TryCreate(min, max)!.Value).Score!;

    private static Arbitrary<List<Score>> Scores()
    {
        var score =
            from scale in Gen.Elements((1, 5), (1, 7), (-5, 5), (0, 100))
            from parts in Gen.Choose(0, 60)
            select Csat(scale.Item1 + ((scale.Item2 - scale.Item1) * parts / 60.0), scale.Item1, scale.Item2);
        return Gen.ListOf(score).Select(scores => scores.ToList()).ToArbitrary();
    }
}
