using HuddleBot.Core.Digests;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>Which window is told, what all teams come to together, and what moved when many are compared at once.</summary>
public sealed class ScoreBoardTests
{
    private static readonly IReadOnlyList<ScoreWindow> Windows = ScoreWindow.Of(DigestPeriod.LastBefore(DigestSpan.Week, new(2026, 11, 23), DateTimeZoneProviders.Tzdb["Europe/London"]));

    private static FrontlineTeam Team(int number) => Given.FrontDesk with { Id = new($"team-{number}"), Name = $"Team {number}" };

    private static ScoreHistogram Nps(int promoters, int passives, int detractors) => ScoreHistogram.Of(
        new[] { (10.0, promoters), (8, passives), (3, detractors) }.Where(one => one.Item2 > 0)
            .Select(one => new ScoreCount(Score.Create(Metric.Nps, one.Item1, Score.DefaultScale(Metric.Nps)!.Value).Score!, one.Item2)));

    private static ScoreHistogram Satisfied(int tops, int others) => ScoreHistogram.Of(
        new[] { (5.0, tops), (2, others) }.Where(one => one.Item2 > 0).Select(one => new ScoreCount(Score.Create(Metric.Csat, one.Item1, Scale.TryCreate(1, 5)!.Value).Score!, one.Item2)));

    private static UnitCounts Unit(int team, params (ScoreHistogram Now, ScoreHistogram Before)[] windows) =>
        new(Team(team), (windows.SelectMany(one => one.Now.Counts).FirstOrDefault().Score ?? Nps(1, 0, 0).Counts[0].Score).Metric, null, [.. windows.Select((one, i) => new WindowCounts(Windows[i], one.Now, one.Before))]);

    [Fact]
    public void With_enough_answers_the_period_is_told()
    {
        var told = Assert.Single(ScoreBoard.Of([Unit(1, (Nps(20, 10, 5), Nps(18, 12, 6)))]).Teams);
        Assert.Equal((true, 7, MovementVerdict.MayBeChance), (told.IsPeriod, told.Window.Length, told.Verdict));
        Assert.True(told.Difference is { Low: < 0, High: > 0 });
    }

    [Fact]
    public void With_few_answers_a_longer_window_is_told_and_says_so()
    {
        var told = Assert.Single(ScoreBoard.Of([Unit(1, (Nps(6, 4, 2), Nps(5, 5, 2)), (Nps(24, 16, 8), Nps(20, 20, 8)))]).Teams);
        Assert.Equal((false, 28), (told.IsPeriod, told.Window.Length));
        Assert.Equal(48, Assert.IsType<WindowScore.Known>(told.Now).Figure.Answers);
    }

    [Fact]
    public void Below_ten_answers_in_the_longest_window_nothing_is_said()
    {
        var told = Assert.Single(ScoreBoard.Of([Unit(1, (Nps(1, 0, 0), Nps(0, 0, 1)), (Nps(2, 0, 0), Nps(1, 0, 1)), (Nps(5, 3, 1), Nps(3, 1, 1)))]).Teams);
        Assert.Equal((new WindowScore.TooFewToSay(9), MovementVerdict.TooFewToSay, 91), (told.Now, told.Verdict, told.Window.Length));
    }

    [Fact]
    public void A_team_that_is_new_has_a_score_and_nothing_to_compare_it_with()
    {
        var none = Nps(0, 0, 0);
        var told = Assert.Single(ScoreBoard.Of([Unit(1, (Nps(20, 10, 5), none), (Nps(20, 10, 5), none), (Nps(20, 10, 5), none))]).Teams);
        Assert.Equal((true, MovementVerdict.NothingToCompare), (told.IsPeriod, told.Verdict));
        Assert.Null(told.Difference);
    }

    [Fact]
    public void The_company_is_the_sum_of_its_teams_metric_by_metric()
    {
        var board = ScoreBoard.Of(
        [
            Unit(1, (Nps(20, 10, 5), Nps(18, 12, 6))), Unit(2, (Nps(3, 2, 1), Nps(4, 1, 1)), (Nps(30, 12, 9), Nps(28, 14, 7))), Unit(3, (Satisfied(50, 10), Satisfied(40, 20))),
        ]);
        Assert.Equal([(Metric.Csat, 60), (Metric.Nps, 41)], board.Company.Select(unit => (unit.Metric, Assert.IsType<WindowScore.Known>(unit.Now).Figure.Answers)));
        Assert.All(board.Company, unit => Assert.Equal((null, true), (unit.Team, unit.IsPeriod)));
        var nps = Assert.IsType<WindowScore.Known>(board.Company[1].Now).Figure;
        Assert.Equal(100.0 * (20 + 3 - 5 - 1) / 41, nps.Value, 9);
    }

    [Fact]
    public void A_small_company_is_told_over_a_window_that_lacks_no_team()
    {
        var board = ScoreBoard.Of(
        [
            Unit(1, (Nps(4, 2, 1), Nps(5, 2, 1)), (Nps(20, 10, 5), Nps(18, 12, 6))), Unit(2, (Nps(3, 2, 1), Nps(4, 1, 1)), (Nps(10, 4, 3), Nps(9, 5, 2)), (Nps(40, 14, 13), Nps(39, 15, 12))),
        ]);
        var company = Assert.Single(board.Company);
        Assert.Equal((28, 52), (company.Window.Length, Assert.IsType<WindowScore.Known>(company.Now).Figure.Answers));
    }

    [Fact]
    public void One_team_that_fell_far_is_told_among_many_that_did_not()
    {
        var board = ScoreBoard.Of([.. Enumerable.Range(1, 40).Select(i => Unit(i, (Nps(30, 20, 10), Nps(30, 20, 10)))), Unit(41, (Nps(10, 20, 30), Nps(30, 20, 10)))]);
        var moved = Assert.Single(board.Moved, unit => unit.Team is not null);
        Assert.Equal(("team-41", MovementVerdict.Down), (moved.Team!.Value, moved.Verdict));
        Assert.Equal(42, board.Compared);
    }

    [Fact]
    public void What_is_told_alone_may_be_chance_among_many()
    {
        var slight = (Nps(18, 22, 20), Nps(28, 20, 12));
        Assert.Equal(MovementVerdict.Down, Assert.Single(ScoreBoard.Of([Unit(1, slight)]).Teams).Verdict);
        Assert.DoesNotContain(ScoreBoard.Of([Unit(1, slight), .. Enumerable.Range(2, 60).Select(i => Unit(i, (Nps(30, 20, 10), Nps(30, 20, 10))))]).Teams, unit => unit.Verdict == MovementVerdict.Down);
    }

    [Fact]
    public void Of_weeks_in_which_nothing_moves_few_say_that_anything_did()
    {
        // With a hundred teams and no rule against many comparisons, nearly every week would tell of some.
        var random = new Random(6);
        var weeks = Enumerable.Range(0, 200).Select(_ => ScoreBoard.Of([.. Enumerable.Range(0, 100).Select(i => Unit(i, (Draw(), Draw())))])).ToList();
        Assert.InRange(weeks.Count(week => week.Moved.Any()) / 200.0, 0, 0.15);
        Assert.True(weeks.Count(week => week.Teams.Any(unit => unit.Difference!.PValue < 0.05)) > 190);

        ScoreHistogram Draw()
        {
            var answers = Enumerable.Range(0, 50).Select(_ => random.NextDouble()).ToList();
            return Nps(answers.Count(one => one < 0.5), answers.Count(one => one is >= 0.5 and < 0.8), answers.Count(one => one >= 0.8));
        }
    }

    /// <summary>Fifteen p-values of Benjamini and Hochberg (1995), section 4.1, of which four are rejected at 5 %.</summary>
    [Fact]
    public void The_limit_is_that_of_the_paper()
    {
        double[] values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        Assert.Equal(0.0095, FalseDiscoveries.Limit(values, 0.05));
        Assert.True(FalseDiscoveries.Limit([0.5, 0.9], 0.1) < 0);
        Assert.True(FalseDiscoveries.Limit([], 0.1) < 0);
    }

    [Fact]
    public void Stars_are_tested_as_Student_and_Welch_have_it()
    {
        // Ten answers each, means 4.5 and 3.5, variances 5/18 and 5/18: t = 4.243 with 18 degrees of freedom; two-sided p = 0.00049.
        var told = Assert.Single(ScoreBoard.Of([new(Team(1), Metric.Stars, Scale.TryCreate(1, 5), [new(Windows[0], Stars((4, 5), (5, 5)), Stars((3, 5), (4, 5)))])]).Teams);
        Assert.Equal(0.00049, told.Difference!.PValue, 5);
        Assert.Equal(MovementVerdict.Up, told.Verdict);

        static ScoreHistogram Stars(params (double Value, int Count)[] counts) =>
            ScoreHistogram.Of(counts.Select(one => new ScoreCount(Score.Create(Metric.Stars, one.Value, Scale.TryCreate(1, 5)!.Value).Score!, one.Count)));
    }

    [Fact]
    public void A_share_of_few_has_no_figure()
    {
        Assert.Null(new DigestShare(9, 9).Figure);
        Assert.Equal((90, 59.6, 98.2), new DigestShare(9, 10).Figure is { } figure ? (figure.Value, Math.Round(figure.Low, 1), Math.Round(figure.High, 1)) : default);
    }
}
