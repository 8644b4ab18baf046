using HuddleBot.Core.Digests;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit.Abstractions;

namespace HuddleBot.Tests.Digests;

/// <summary>
/// All real reviews, moved so that the last is of 22 November 2026, through the running bot: two teams escalate what guests say of food, a manager makes one theme of it, and the quarter's digest is
/// made. What it says is written to the test's output (never into the repository).
/// </summary>
public sealed class RealReviewsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset End = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Ana = new(new(Platform.Slack, "T0001", "U0002"), "Ana");

    [SharedFact(LoungeTrialTests.Reviews)]
    public async Task A_quarter_of_real_reviews_is_told_in_figures_that_add_up_and_in_the_guests_own_words()
    {
        var clock = new TestTime(End);
        await using var hotel = await Hotel.OpenAsync(time: clock);
        var reviews = LoungeTrialTests.Read(Instant.FromDateTimeOffset(End)).Select(InPlace).ToList();
        foreach (var some in reviews.Chunk(500)) await hotel.Intake.AcceptAsync("survey", [.. some.Select(review => new ReadResponse.Read(review))], PostChoice.None, None);
        clock.Skip(TimeSpan.FromDays(1));
        await MergeAsync(hotel, reviews);

        var (services, teams) = (hotel.Bot.Services, (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Teams);
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow()) + Duration.FromDays(1);
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];

        // The quarter is not over: what has come so far.
        var report = await services.GetRequiredService<IDigestReports>().MakeAsync(new DigestScope.WholeCompany(), new(DigestSpan.Quarter, new(2026, 10, 1), zone), now, None);
        foreach (var team in teams)
        {
            var (figures, given) = (report.Teams.Single(one => one.Team == team.Id), reviews.Where(review => review.Attributes["area"] == (team.Id.Value == Hotel.FrontDesk ? "front desk" : "restaurant")).ToList());
            Assert.Equal((CountIn(report.Period), CountIn(report.Period.Before)), (figures.Figures.Answers, figures.Before.Answers));

            int CountIn(DigestPeriod period) => given.Count(review => period.Days.Contains(review.AnsweredAt.InZone(team.TimeZone).Date));
        }

        Assert.Equal(report.Teams.Sum(team => team.Figures.Answers), report.Figures.Answers);
        var company = Assert.Single(report.Scores.Company);
        Assert.Equal(report.Figures.Answers, Assert.IsType<WindowScore.Known>(company.Now).Figure.Answers);
        Assert.Equal((4, 4), (report.Figures.Outer.Opened, report.Figures.Outer.OpenAtEnd));

        var theme = Assert.Single(report.Themes);
        Assert.Equal((4, 2, 3), (theme.Responses, theme.Teams.Count, theme.Verbatims.Count));
        Assert.Equal(2, theme.Verbatims.Select(verbatim => verbatim.Issue.Team).Distinct().Count());
        Assert.All(theme.Verbatims, verbatim => Assert.Contains(reviews, review => review.Comment == verbatim.Words));
        Assert.Equal(theme.Theme, Assert.IsType<ThingToDecide.OfTheme>(report.Decide).Theme);
        output.WriteLine(ReportScene.Told(report));
    }

    private static async Task MergeAsync(Hotel hotel, IReadOnlyList<Response> reviews)
    {
        var desk = hotel.Bot.Services.GetRequiredService<IIssueDesk>();
        var bad = reviews.Where(review => review.Score is { Value: <= 2 } && review.Comment!.Contains("food", StringComparison.OrdinalIgnoreCase)).OrderByDescending(review => review.AnsweredAt)
            .GroupBy(review => review.Attributes["area"]).SelectMany(team => team.Take(2));
        foreach (var review in bad)
        {
            var issue = IssueId.OfResponse(new(review.Attributes["area"] == "restaurant" ? Hotel.Restaurant : Hotel.FrontDesk), "survey", review.Id);
            Assert.IsType<IssueReply.Done>(await desk.DoAsync(issue, Ana, $"ask-{review.Id}", new IssueCommand.Escalate(null, "Better food", null), None));
            Assert.IsType<IssueReply.Done>(await desk.DoAsync(issue, Ana, $"merge-{review.Id}", new IssueCommand.TriageMerge(ThemeId.Of("food"), "Food"), None));
        }

        var themes = hotel.Bot.Services.GetRequiredService<Core.Themes.ThemeStore>();
        await Hotel.UntilAsync(async () => await themes.FindAsync(ThemeId.Of("food"), None) is { Members.Count: 4 });
    }

    private static Response InPlace(Response review) => review with
    {
        Source = "survey",
        Attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["area"] = review.Attributes["team"] == "europe" ? "front desk" : "restaurant" },
    };
}
