using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Storage.AzureTables;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Digests.ReportScene;

namespace HuddleBot.Tests.Digests;

/// <summary>
/// What a week's digest says, on each real storage. In the week before, the desk promised something and did not do it, and nobody answered the lounge. In the week the lounge keeps a promise, the
/// desk makes up for its own, and says that it worked; the lounge gets its answer; the lounge and the kitchen ask for the same, which becomes a theme that nobody decides; the desk asks for
/// something on Friday; a customer waits for a call; the kitchen celebrates.
/// </summary>
public abstract class DigestReportContract
{
    private const string Bus = "Nobody could tell us where the bus leaves.";
    private const string Praise = "Yuki cooked for my son although the kitchen was closed.";

    /// <summary>An empty table.</summary>
    protected abstract Task<ITableStore> FreshAsync();

    [Fact]
    public async Task The_figures_are_those_of_what_happened()
    {
        var scene = await TwoWeeksAsync();
        var report = await scene.ReportAsync();
        var (week, before) = (report.Figures, report.Before);

        Assert.Equal((60, 50), (week.Answers, before.Answers));
        Assert.Equal((1, 1, 2, 0, 0, 0), Flow(week.Inner));
        Assert.Equal((0, 1, 0, 0, 1, 1), Flow(before.Inner));
        Assert.Equal((new DigestShare(1, 1), new DigestShare(0, 1)), (week.Inner.InTime, before.Inner.InTime));
        Assert.Equal((new DigestShare(1, 1), new DigestShare(0, 1)), (week.PromisesKept, before.PromisesKept));
        Assert.Null(week.Inner.Oldest);
        Assert.Equal((1, 3, 1, 0, 3, 0), Flow(week.Outer));
        Assert.Equal((0, 1, 0, 0, 1, 1), Flow(before.Outer));
        Assert.Equal((new DigestShare(2, 2), new DigestShare(0, 1)), (week.Outer.InTime, before.Outer.InTime));
        Assert.Equal(("lounge", 6, false), (week.Outer.Oldest!.Issue.Team.Value, week.Outer.Oldest.Days, week.Outer.Oldest.IsLate));
        Assert.Equal((0, 1, 0, 0, 1, 1), Flow(week.FollowUps));
        Assert.Equal(new DigestShare(0, 1), week.FollowUps.InTime);
        Assert.Equal((new DigestShare(2, 3), 2), (week.HuddlesHeld, week.HuddlesMissedByBot));
        Assert.Equal((1, 1), (week.Worked, week.Celebrated));
        Assert.False(report.IsEmpty);

        Assert.Equal(["lounge", "desk", "kitchen"], report.Teams.Select(team => team.Team.Value));
        Assert.Equal(Told(week), Told(report.Teams.Select(team => team.Figures).Aggregate((sum, team) => sum + team)));
        Assert.Equal(new LoopFigures(1, 0, 1, 0, 0, 0, DigestShare.None, null), report.Teams[1].Figures.Inner);
    }

    [Fact]
    public async Task Scores_stand_with_their_intervals_and_say_which_days_they_count()
    {
        var scene = await TwoWeeksAsync();
        var scores = (await scene.ReportAsync()).Scores;
        var company = Assert.Single(scores.Company);
        Assert.Equal((60, true), (Assert.IsType<WindowScore.Known>(company.Now).Figure.Answers, company.IsPeriod));
        Assert.Equal(["lounge", "desk", "kitchen"], scores.Teams.Select(unit => unit.Name));

        // The desk has had three answers, ever.
        Assert.Equal((new WindowScore.TooFewToSay(3), 91), (scores.Teams[1].Now, scores.Teams[1].Window.Length));
        Assert.Equal((MovementVerdict.Down, 40), (scores.Teams[0].Verdict, Assert.IsType<WindowScore.Known>(scores.Teams[0].Now).Figure.Answers));
        Assert.Equal(3, scores.Compared);
    }

    [Fact]
    public async Task Its_stories_are_told_in_the_words_of_those_who_were_there()
    {
        var scene = await TwoWeeksAsync();
        var report = await scene.ReportAsync();

        var answer = Assert.Single(report.CameBack);
        Assert.Equal((CameBackAs.Resolved, "The new taps come on Monday.", "lounge"), (answer.As, answer.Words, Assert.Single(answer.Teams).Value));

        var theme = Assert.Single(report.Themes);
        Assert.Equal(("No sign for the bus", false, 2, 2, 2, 2), (theme.Title, theme.IsDecided, theme.New, theme.Responses, theme.TeamsInAll, theme.Customers));
        Assert.Equal([("kitchen", "The bus stop was not to be found."), ("lounge", Bus)], theme.Verbatims.Select(one => (one.Issue.Team.Value, one.Words)));

        Assert.Equal("The tap was tightened.", Assert.IsType<Win.FixWorked>(report.Wins[0]).WhatHappened);
        var celebrated = Assert.IsType<Win.Celebrated>(report.Wins[1]);
        Assert.Equal((Praise, "Yuki", 1), (celebrated.Verbatim.Words, celebrated.Thanks, celebrated.InAll));

        // Two customers, of whom nobody knows what they are worth, for six days; the other is known to be worth 900, for three.
        var decide = Assert.IsType<ThingToDecide.OfTheme>(report.Decide);
        Assert.Equal(("No sign for the bus", 2, 6, 2, true), (decide.Title, decide.Customers, decide.Days, decide.Among, decide.IsLate));
        Assert.Equal("The bus stop was not to be found.", decide.Verbatim!.Words);
    }

    [Fact]
    public async Task A_report_that_is_made_again_says_the_same_whatever_has_happened_since()
    {
        var scene = await TwoWeeksAsync();
        var first = Told(await scene.ReportAsync());
        Assert.Equal(first, Told(await scene.ReportAsync()));

        scene.GoTo("2026-11-25T10:00Z");
        await scene.DoAsync(Id("desk", "old"), Ana, new IssueCommand.Undo(null));
        await scene.DoAsync(Id("lounge", "kept"), Ana, new IssueCommand.Undo(null));
        await scene.DoAsync(Id("desk", "rich"), Cleo, new IssueCommand.TriageDecline("Not this year"));
        await scene.DoAsync((await scene.ReportAsync()).Themes[0].Theme, new ThemeCommand.Rename("Buses"));
        await scene.DoAsync((await scene.ReportAsync()).Themes[0].Theme, new ThemeCommand.Resolve("Signs are up."));
        await scene.AnsweredAsync("lounge", "next-week", 2, "Still no sign.");
        await scene.SettleAsync();
        Assert.Equal(first, Told(await scene.ReportAsync()));

        // What is answered in the week and comes late is counted in the week, and changes nothing else.
        await scene.AnsweredAsync("lounge", "late", 10, at: Instant.FromUtc(2026, 11, 20, 12, 0));
        var later = await scene.ReportAsync();
        Assert.Equal((61, 40 + 1), (later.Figures.Answers, later.Teams[0].Figures.Answers));
        Assert.Equal(first.Split("Drops:")[1], Told(later).Split("Drops:")[1]);

        // The next week has its own: two loops opened again, a theme resolved for two teams with one answer, one declined.
        scene.GoTo("2026-11-30T08:00Z");
        var next = await scene.ReportAsync(period: DigestPeriod.LastBefore(DigestSpan.Week, new(2026, 11, 30), Week.Zone));
        Assert.Equal((0, 2, 0, 0, 2, 2), Flow(next.Figures.Inner));
        Assert.Equal((3, 0, 3, 0, 0, 0), Flow(next.Figures.Outer));
        Assert.Equal([(CameBackAs.Resolved, "Signs are up.", 2), (CameBackAs.Declined, "Not this year", 1)], next.CameBack.Select(one => (one.As, one.Words, one.Teams.Count)));
        Assert.Equal(("Buses", true, 0), (next.Themes[0].Title, next.Themes[0].IsDecided, next.Themes[0].New));
        Assert.Null(next.Decide);
    }

    [Fact]
    public async Task What_was_erased_is_told_no_more()
    {
        var scene = await TwoWeeksAsync();
        var first = await scene.ReportAsync();
        await scene.EraseAsync(Id("lounge", "bus"));
        await scene.EraseAsync(Id("kitchen", "praise"));
        var later = await scene.ReportAsync();
        Assert.DoesNotContain(Bus, Told(later), StringComparison.Ordinal);
        Assert.DoesNotContain(Praise, Told(later), StringComparison.Ordinal);
        Assert.Equal(Told(first.Figures), Told(later.Figures));
        Assert.DoesNotContain("ann@example.com", Told(first), StringComparison.Ordinal);
        Assert.DoesNotContain("Ann Other", Told(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_before_there_was_an_index_is_told_too()
    {
        var scene = await TwoWeeksAsync();
        var first = Told(await scene.ReportAsync());
        await scene.ForgetLoopsAsync();
        Assert.Equal(first, Told(await scene.ReportAsync()));
    }

    [Fact]
    public async Task A_manager_reads_of_their_own_teams()
    {
        var scene = await TwoWeeksAsync();
        var report = await scene.ReportAsync(new DigestScope.TeamsOf(Kenji.Id));
        Assert.Equal(["kitchen"], report.Teams.Select(team => team.Team.Value));
        Assert.Equal((18, 1), (report.Figures.Answers, report.Figures.Outer.OpenAtEnd));
        var theme = Assert.Single(report.Themes);
        Assert.Equal((1, 2, "The bus stop was not to be found."), (theme.Responses, theme.TeamsInAll, Assert.Single(theme.Verbatims).Words));
        Assert.Empty(report.CameBack);
        Assert.DoesNotContain(Bus, Told(report), StringComparison.Ordinal);
        Assert.Empty((await scene.ReportAsync(new DigestScope.TeamsOf(Ana.Id))).Teams);
    }

    [Fact]
    public async Task A_week_in_which_nothing_happened_is_empty()
    {
        var scene = new ReportScene(await FreshAsync());
        scene.GoTo("2026-11-23T08:00Z");
        Assert.True((await scene.ReportAsync()).IsEmpty);
        await scene.AnsweredAsync("lounge", "one", 9, at: Instant.FromUtc(2026, 11, 22, 12, 0));
        Assert.False((await scene.ReportAsync()).IsEmpty);
    }

    [Fact]
    public async Task A_quarter_and_a_month_hold_their_weeks()
    {
        var scene = await TwoWeeksAsync();
        scene.GoTo("2027-01-04T08:00Z");
        var month = await scene.ReportAsync(period: DigestPeriod.LastBefore(DigestSpan.Month, new(2026, 12, 1), Week.Zone));
        var quarter = await scene.ReportAsync(period: DigestPeriod.LastBefore(DigestSpan.Quarter, new(2027, 1, 4), Week.Zone));
        Assert.Equal((110, 110), (month.Figures.Answers, quarter.Figures.Answers));
        Assert.Equal((0, 2, 2, 0, 0, 0), Flow(month.Figures.Inner));
        Assert.Equal((Told(month.Figures.Inner), new DigestShare(1, 2)), (Told(quarter.Figures.Inner), quarter.Figures.PromisesKept));
        Assert.Equal((Told(ActivityFigures.None), true), (Told(quarter.Before), quarter.Scores.Company[0].IsPeriod));
    }

    [Fact]
    public async Task Those_who_read_of_the_same_period_read_what_is_the_same_for_all_once_and_are_told_what_each_would_be_told_alone()
    {
        var scene = await TwoWeeksAsync();
        DigestScope[] scopes = [new DigestScope.WholeCompany(), new DigestScope.TeamsOf(Mia.Id), new DigestScope.TeamsOf(Kenji.Id)];
        var alone = new List<string>();
        foreach (var scope in scopes) alone.Add(Told(await scene.ReportAsync(scope)));

        var (reports, before) = (scene.Reports, scene.SilencesAsked);
        var together = await Task.WhenAll(scopes.Select(scope => reports.MakeAsync(scope, Week, scene.Now, CancellationToken.None)));
        Assert.Equal(alone, together.Select(Told));
        Assert.Equal(1, scene.SilencesAsked - before);

        // What has come late is counted a little later.
        await scene.AnsweredAsync("lounge", "late", 10, at: Instant.FromUtc(2026, 11, 20, 12, 0));
        scene.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(61, (await reports.MakeAsync(scopes[0], Week, scene.Now, CancellationToken.None)).Figures.Answers);
        Assert.Equal(2, scene.SilencesAsked - before);
    }

    [Fact]
    public async Task Who_asks_while_the_period_is_not_over_is_told_how_things_stand_at_that_moment()
    {
        var scene = await TwoWeeksAsync();
        var (reports, today) = (scene.Reports, new DigestPeriod(DigestSpan.Week, new(2026, 11, 17), Week.Zone));
        var first = await reports.MakeAsync(new DigestScope.WholeCompany(), today, scene.Now, CancellationToken.None);
        scene.GoTo("2026-11-23T08:00:01Z");
        await scene.DoAsync(Id("desk", "rich"), Cleo, new IssueCommand.TriageDecline("Not this year"));
        scene.GoTo("2026-11-23T08:00:02Z");
        var second = await reports.MakeAsync(new DigestScope.WholeCompany(), today, scene.Now, CancellationToken.None);
        Assert.Equal((3, 2), (first.Figures.Outer.OpenAtEnd, second.Figures.Outer.OpenAtEnd));
    }

    [Fact]
    public async Task The_oldest_open_issue_has_the_name_that_its_card_has()
    {
        var scene = await TwoWeeksAsync();
        var report = await scene.ReportAsync();
        Assert.Equal((Id("lounge", "bus"), Bus), (report.Figures.Outer.Oldest!.Issue, report.Names[Id("lounge", "bus")]));
        Assert.Equal("Call me.", report.Names[report.Figures.FollowUps.Oldest!.Issue]);
        Assert.Equal([Id("lounge", "bus"), Id("desk", "call")], report.OldestOpen);
    }

    [Fact]
    public async Task Of_many_answers_those_that_are_told_are_read_and_the_others_counted()
    {
        var scene = await TwoWeeksAsync();
        scene.GoTo("2026-11-24T09:00Z");
        for (var i = 0; i < 13; i++)
        {
            await scene.DoAsync(await scene.AnsweredAsync("desk", $"many-{i}", 3, "It is loud."), Ana, new IssueCommand.Escalate("process", null, null));
            await scene.DoAsync(Id("desk", $"many-{i}"), Cleo, new IssueCommand.TriageResolve($"Answer {i}"));
            scene.Time.Advance(TimeSpan.FromMinutes(1));
        }

        scene.GoTo("2026-11-30T08:00Z");
        var report = await scene.ReportAsync(period: DigestPeriod.LastBefore(DigestSpan.Week, new(2026, 11, 30), Week.Zone));
        Assert.Equal((10, 13, "Answer 12"), (report.CameBack.Count, report.CameBackInAll, report.CameBack[0].Words));
    }

    private static IssueId Id(string team, string response) => IssueId.OfResponse(new(team), "survey", response);

    private static (int, int, int, int, int, int) Flow(LoopFigures loops) => (loops.OpenAtStart, loops.Opened, loops.Closed, loops.Left, loops.OpenAtEnd, loops.Late);

    private async Task<ReportScene> TwoWeeksAsync()
    {
        var scene = new ReportScene(await FreshAsync());
        scene.GoTo("2026-11-10T09:00Z");
        await scene.AnswersAsync("lounge", "w1", 34, 10, 10, 9, 8);
        await scene.AnswersAsync("kitchen", "w1", 14, 9, 8);
        await scene.DoAsync(await scene.AnsweredAsync("desk", "old", 4, "The tap drips."), Ana, new IssueCommand.Fix(null, "Tighten it", new(2026, 11, 12)));
        scene.GoTo("2026-11-11T09:00Z");
        await scene.DoAsync(await scene.AnsweredAsync("lounge", "taps", 3, "All the taps drip."), Ana, new IssueCommand.Escalate(null, "New taps", null));

        scene.GoTo("2026-11-16T09:00Z");
        await scene.AnswersAsync("lounge", "w2", 38, 10, 2, 3, 8);
        await scene.AnswersAsync("kitchen", "w2", 16, 9, 8);
        await scene.DoAsync(await scene.AnsweredAsync("lounge", "kept", 5, "No milk."), Ana, new IssueCommand.Fix(null, "Buy milk", new(2026, 11, 18)));
        await scene.AnsweredAsync("desk", "call", 1, "Call me.", customer: "c-9");
        scene.GoTo("2026-11-17T09:00Z");
        await scene.DoAsync(Id("desk", "old"), Ana, new IssueCommand.Finish(Outcome.Yes, "The tap was tightened."));
        await scene.DoAsync(Id("lounge", "kept"), Ana, new IssueCommand.Finish(Outcome.TooEarly, null));
        var bus = await scene.AnsweredAsync("lounge", "bus", 4, Bus);
        await scene.DoAsync(bus, Ana, new IssueCommand.Escalate("process", null, null));
        scene.GoTo("2026-11-17T11:00Z");
        var stop = await scene.AnsweredAsync("kitchen", "stop", 6, "The bus stop was not to be found.");
        await scene.DoAsync(stop, Ana, new IssueCommand.Escalate("process", null, null));
        scene.GoTo("2026-11-18T09:00Z");
        await scene.MergeAsync("No sign for the bus", bus, stop);
        scene.GoTo("2026-11-19T09:00Z");
        await scene.DoAsync(Id("lounge", "taps"), Cleo, new IssueCommand.TriageResolve("The new taps come on Monday."));
        await scene.DoAsync(await scene.AnsweredAsync("kitchen", "praise", 10, Praise), Ana, new IssueCommand.Celebrate("Yuki"));
        scene.GoTo("2026-11-20T16:00Z");
        await scene.DoAsync(await scene.AnsweredAsync("desk", "rich", 6, "The room is too small.", customer: "c-1", value: 900), Ana, new IssueCommand.Escalate("product", "Bigger rooms", null));
        await scene.HuddleAsync("lounge", new(2026, 11, 16), "huddle", "Finished");
        await scene.HuddleAsync("lounge", new(2026, 11, 17), "huddle", "Missed");
        await scene.HuddleAsync("lounge", new(2026, 11, 18), "huddle", "Finished");
        await scene.HuddleAsync("lounge", new(2026, 11, 18), "now-1500", "Finished");
        await scene.HuddleAsync("lounge", new(2026, 11, 19), "huddle", "CalledOff");
        await scene.HuddleAsync("desk", new(2026, 11, 20), "huddle", "Skipped", more: 1);
        await scene.HuddleAsync("desk", new(2026, 11, 23), "huddle", "Finished");
        scene.GoTo("2026-11-23T08:00Z");
        await scene.SettleAsync();
        return scene;
    }
}

public sealed class SqliteDigestReportTests : DigestReportContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> stores = [];

    protected override async Task<ITableStore> FreshAsync()
    {
        stores.Add(new(new($"Data Source={folder.File($"digest-{stores.Count}.db")}")));
        await stores[^1].EnsureReadyAsync(CancellationToken.None);
        return stores[^1];
    }

    public void Dispose()
    {
        stores.ForEach(store => store.Dispose());
        folder.Dispose();
    }
}

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesDigestReportTests(AzuriteFixture azurite) : DigestReportContract
{
    protected override async Task<ITableStore> FreshAsync()
    {
        var store = new AzureTableStore(azurite.Connection, "Digest" + Guid.NewGuid().ToString("N"), TimeProvider.System);
        await store.EnsureReadyAsync(CancellationToken.None);
        return store;
    }
}
