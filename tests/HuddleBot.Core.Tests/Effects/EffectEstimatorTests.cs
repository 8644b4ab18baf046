using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Core.Tests.Effects;

public sealed class EffectEstimatorTests
{
    private static readonly SeriesId Nps = new(Metric.Nps, null, new SeriesPart.Touchpoint("arrival"));
    private static readonly LocalDate FixedOn = new(2026, 10, 12);
    private static readonly (DateInterval Before, DateInterval After) Windows = EffectEstimator.Windows(FixedOn.PlusDays(-7), FixedOn, EffectRules.Default);

    [Fact]
    public void The_window_before_ends_two_weeks_before_the_evidence()
    {
        Assert.Equal((new LocalDate(2026, 7, 27), new LocalDate(2026, 9, 20)), (Windows.Before.Start, Windows.Before.End));
        Assert.Equal((new LocalDate(2026, 10, 13), new LocalDate(2026, 11, 9)), (Windows.After.Start, Windows.After.End));
        Assert.Equal((56, 28), (Windows.Before.Length, Windows.After.Length));
    }

    [Fact]
    public void What_moves_similar_teams_as_much_is_no_effect()
    {
        var estimate = Estimate([Team("lhr", (3, 3), (5, 1))], [Team("oslo", (3, 3), (5, 1)), Team("bonn", (3, 3), (5, 1))]);

        Assert.NotNull(estimate.Comparison);
        Assert.Equal(["oslo", "bonn"], estimate.Comparison.Teams.Select(team => team.Value));
        Assert.Equal(0, estimate.Change, 9);
        Assert.Equal(66.7, estimate.Comparison.Change, 1);
        Assert.Equal(EffectVerdict.CannotTell, estimate.Verdict);
    }

    [Fact]
    public void What_moves_one_team_alone_is_its_own()
    {
        var estimate = Estimate([Team("lhr", (3, 3), (5, 1))], [Team("oslo", (3, 3), (3, 3)), Team("bonn", (3, 3), (3, 3))]);

        Assert.Equal(66.7, estimate.Change, 1);
        Assert.Equal((0, 66.7), (estimate.Before.Value, Math.Round(estimate.After.Value, 1)));
        Assert.InRange(estimate.Low, 30, estimate.Change);
        Assert.Equal(EffectVerdict.Better, estimate.Verdict);
        Assert.Equal(EffectVerdict.Worse, Estimate([Team("lhr", (5, 1), (3, 3))], []).Verdict);
    }

    [Fact]
    public void With_nothing_to_compare_the_same_is_judged_more_carefully()
    {
        var (alone, beside) = (Estimate([Team("lhr", (3, 3), (4, 2))], []), Estimate([Team("lhr", (3, 3), (4, 2))], [.. Enumerable.Range(1, 8).Select(number => Team($"team-{number}", (3, 3), (3, 3)))]));

        Assert.Null(alone.Comparison);
        Assert.Equal(alone.Change, beside.Change, 9);
        Assert.True(alone.High - alone.Low > beside.High - beside.Low);
    }

    [Theory]
    [InlineData(1, 0)] // a sixth of the answers
    [InlineData(30, 0)] // five times as many
    [InlineData(6, 2)] // 67 points higher
    public void A_team_that_is_not_similar_is_not_compared_with(int perDay, int better) => Assert.Null(
        Estimate([Team("lhr", (3, 3), (4, 2))], [Team("oslo", ((perDay / 2) + better, perDay - (perDay / 2) - better), (perDay / 2, perDay - (perDay / 2)))]).Comparison);

    [Fact]
    public void A_team_with_too_few_answers_after_it_is_not_compared_with() =>
        Assert.Null(Estimate([Team("lhr", (3, 3), (4, 2))], [Team("oslo", (3, 3), (0, 0))]).Comparison);

    [Fact]
    public void What_is_certain_and_too_little_is_not_called_better()
    {
        var estimate = Estimate([Team("lhr", (5000, 5000), (5200, 4800))], [.. Enumerable.Range(1, 40).Select(number => Team($"team-{number}", (5000, 5000), (5000, 5000)))]);

        Assert.Equal(4, estimate.Change, 9);
        Assert.InRange(estimate.Low, 0.01, 4);
        Assert.Equal(EffectVerdict.CannotTell, estimate.Verdict);
    }

    [Fact]
    public void Below_ten_answers_before_or_after_nothing_is_said()
    {
        Assert.Null(EffectEstimator.Estimate(Nps, [Team("lhr", (3, 3), (0, 0))], [], Windows.Before, Windows.After, EffectRules.Default));
        Assert.Null(EffectEstimator.Estimate(Nps, [Team("lhr", (0, 0), (3, 3))], [], Windows.Before, Windows.After, EffectRules.Default));
    }

    [Fact]
    public void Stars_are_said_in_stars()
    {
        var series = new SeriesId(Metric.Stars, Scale.TryCreate(1, 5), new SeriesPart.Whole());
        var days = Days(Tally.Of(0, 0, 10, 0, 0), Tally.Of(0, 0, 0, 10, 0));

        var estimate = EffectEstimator.Estimate(series, [new(new("lhr"), days)], [], Windows.Before, Windows.After, EffectRules.Default);

        Assert.NotNull(estimate);
        Assert.Equal((3, 4, 1), (estimate.Before.Value, estimate.After.Value, Math.Round(estimate.Change, 9)));
        Assert.Equal(EffectVerdict.Better, estimate.Verdict);
    }

    [Fact]
    public void Uneven_weeks_make_the_interval_wider()
    {
        var uneven = Days(day => Tally.Of(Period.DaysBetween(Windows.Before.Start, day) / 7 % 2 == 0 ? 6 : 0, 0, Period.DaysBetween(Windows.Before.Start, day) / 7 % 2 == 0 ? 0 : 6));

        var (rough, even) = (Estimate([new(new("lhr"), uneven)], []), Estimate([Team("lhr", (3, 3), (3, 3))], []));

        Assert.True(rough.High - rough.Low > 2 * (even.High - even.Low));
    }

    private static EffectEstimate Estimate(IReadOnlyList<TeamAnswers> having, IReadOnlyList<TeamAnswers> others)
    {
        var estimate = EffectEstimator.Estimate(Nps, having, others, Windows.Before, Windows.After, EffectRules.Default);
        Assert.NotNull(estimate);
        return estimate;
    }

    /// <summary>So many promoters and detractors each day before, and each day after.</summary>
    private static TeamAnswers Team(string id, (int Promoters, int Detractors) before, (int Promoters, int Detractors) after) =>
        new(new(id), Days(Tally.Of(before.Detractors, 0, before.Promoters), Tally.Of(after.Detractors, 0, after.Promoters)));

    private static List<DayOfAnswers> Days(Tally before, Tally after) => Days(day => day <= FixedOn ? before : after);

    private static List<DayOfAnswers> Days(Func<LocalDate, Tally> of) =>
        [.. Enumerable.Range(0, 140).Select(Windows.Before.Start.PlusDays).Select(day => new DayOfAnswers(day, of(day)))];
}
