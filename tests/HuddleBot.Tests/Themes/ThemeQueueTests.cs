using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.Themes.Chain;

namespace HuddleBot.Tests.Themes;

/// <summary>A theme stands in the managers' queue instead of the escalations in it; a new name reaches each of their cards, once.</summary>
public sealed class ThemeQueueTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private SqliteTableStore store = null!;
    private Chain chain = null!;

    public async Task InitializeAsync()
    {
        store = new(new($"Data Source={folder.File("themes.db")}"));
        await store.EnsureReadyAsync(None);
        chain = new(store);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_theme_waits_for_the_managers_of_every_team_in_it_until_somebody_has_decided()
    {
        var theme = await BeginAsync();
        Assert.Equal("1 1 0 0", await CountsAsync(Mia));
        Assert.Equal("1 1 0 0", await CountsAsync(Max));
        Assert.Equal("0 1 0 0", await CountsAsync(Sam));
        Assert.Null(await chain.NewQueue().PageAsync(Ana.Id, QueueQuery.First, None));

        chain.SleepUntil("2026-11-25T18:00:00Z");
        Assert.Equal("1 1 0 1", await CountsAsync(Mia));
        var entry = Assert.Single((await PageAsync(Max, QueueView.Overdue))!.Entries);
        Assert.Equal((theme, 2, 3), (entry.Theme!.Theme.Id, entry.Weight.Customers, entry.Weight.AgeDays));
        Assert.Equal("There is no sign for the bus at the exit", entry.Item.Words);

        await chain.DoAsync(theme, Max, new ThemeCommand.Accept(null, null) { Group = "it" });
        Assert.Equal("0 1 0 0", await CountsAsync(Mia));
        Assert.Equal("0 1 1 0", await CountsAsync(Max));
        foreach (var person in (Actor[])[Gil, Eve]) Assert.Equal("1 0 1 0", await CountsAsync(person));

        // One's own click shows at once, before anything of it was passed on.
        await chain.DoAsync(theme, Eve, new ThemeCommand.Resolve("Signs are up."));
        Assert.Equal("0 0 0 0", await CountsAsync(Mia));
        Assert.Null(await chain.NewQueue().PageAsync(Eve.Id, QueueQuery.First, None));
        await chain.DoAsync(theme, Max, new ThemeCommand.Reopen(null));
        Assert.Equal("1 1 0 0", await CountsAsync(Mia));
    }

    [Fact]
    public async Task It_is_filed_as_most_of_its_teams_filed_it_and_weighs_as_all_of_them()
    {
        await BeginAsync();
        var price = (await chain.NewQueue().PageAsync(Mia.Id, QueueQuery.First with { View = QueueView.Open, Order = QueueOrder.Weight, Category = "price" }, None))!;
        Assert.Single(price.Entries);
        Assert.Equal(["price"], price.Categories);
        Assert.Empty((await chain.NewQueue().PageAsync(Mia.Id, QueueQuery.First with { View = QueueView.Open, Category = "policy" }, None))!.Entries);

        var weight = new EscalationWeight(10, 100, 2) { Unvalued = 9 };
        Assert.Equal((100 + (9 * 5000)) * 2, weight.Reckon(5000));
        Assert.Equal(10 * 5000 * 2, new EscalationWeight(10, null, 2).Reckon(5000));
    }

    [Fact]
    public async Task A_new_name_stands_on_every_card_that_says_it_and_each_is_drawn_once()
    {
        var theme = await BeginAsync();
        await chain.SendAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Rename("Signs at the exits"));
        await chain.DoAsync(theme, Mia, new ThemeCommand.Rename("Signs for the bus"));
        await chain.PassOnAsync();
        foreach (var issue in (await chain.Themes.FindAsync(theme, None))!.Members.Select(member => member.Issue))
        {
            Assert.Equal("Signs for the bus", Assert.IsType<TriageState.Merged>(await chain.TriageAsync(issue)).Title);
            Assert.Equal(["Raised", "Escalated", "TriageMerged", "ThemeRenamed"], await chain.HistoryAsync(issue));

            // A row for each of its cards: that of the team and that of the managers; nobody is told anything.
            var waiting = await store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Outbox, null, None).Where(row => row.RequireString("Key").StartsWith($"{issue}/", StringComparison.Ordinal)).ToListAsync();
            Assert.Equal(["Redraw", "Redraw"], waiting.Select(row => row.RequireString("Content")));
            Assert.Equal(2, waiting.Select(row => row.RequireString("Slot")).Distinct().Count());
        }

        // Passed on again, as after a crash: nothing.
        await chain.SendAsync();
        await chain.SettleAsync();
        Assert.Empty(await store.QueryAsync(TeamRows.PartitionOf(London.Id), TeamRows.Outbox, null, None).Where(row => row.RequireString("Content") == "Tell").ToListAsync());
    }

    [Fact]
    public async Task What_was_settled_keeps_its_place_and_who_has_read_the_old_name_gets_the_new_one()
    {
        var theme = await BeginAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Signs are up."));
        await chain.SettleAsync();
        var late = await chain.EscalateAsync(Berlin, "We looked for the bus stop, no sign anywhere");
        await chain.DoAsync(theme, Mia, new ThemeCommand.Rename("Signs for the bus"));
        await chain.SettleAsync();
        foreach (var issue in (await chain.Themes.FindAsync(theme, None))!.Members.Select(member => member.Issue))
        {
            Assert.Equal("Signs for the bus", Assert.IsType<TriageState.Resolved>(await chain.TriageAsync(issue)).Theme!.Title);
            var now = NodaTime.Instant.FromDateTimeOffset(chain.Time.GetUtcNow());
            Assert.Contains(await new TriagedIndex(store).BetweenAsync(issue.Team, now - NodaTime.Duration.FromDays(1), now, None), answer => answer.Issue == issue && answer.Word == ManagersWord.Resolved);
        }

        // A form that was opened before the theme was renamed.
        await chain.DoAsync(late, Max, new IssueCommand.TriageMerge(theme, "No sign for the bus"));
        await chain.SettleAsync();
        Assert.Equal("Signs for the bus", Assert.IsType<TriageState.Resolved>(await chain.TriageAsync(late)).Theme!.Title);
    }

    private async Task<string> CountsAsync(Actor person)
    {
        var page = (await PageAsync(person, QueueView.Open))!;
        return string.Join(' ', new[] { QueueView.WaitingForMe, QueueView.Open, QueueView.Mine, QueueView.Overdue }.Select(view => page.Counts[view]));
    }

    private Task<QueuePage?> PageAsync(Actor person, QueueView view) => chain.NewQueue().PageAsync(person.Id, QueueQuery.First with { View = view }, None);

    private async Task<Core.Identity.ThemeId> BeginAsync()
    {
        var one = await chain.EscalateAsync(London, "Nobody could find the bus, there is no sign", "A sign for the bus");
        var two = await chain.EscalateAsync(Paris, "There is no sign for the bus at the exit");
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.MergeAsync(two, Max, "", theme);
        await chain.SettleAsync();
        return theme;
    }
}
