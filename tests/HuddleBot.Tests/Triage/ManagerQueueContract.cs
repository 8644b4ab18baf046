using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Triage.QueueScene;

namespace HuddleBot.Tests.Triage;

/// <summary>The queue on every storage: what it shows to whom, how it follows what happens elsewhere, and how it comes back.</summary>
public abstract class ManagerQueueContract
{
    private static readonly QueueQuery Open = QueueQuery.First with { View = QueueView.Open };

    /// <summary>A table that no other test has.</summary>
    protected abstract ITableStore NewStore();

    private QueueScene NewScene() => new(NewStore());

    [Fact]
    public async Task It_follows_every_decision_and_each_sees_their_own()
    {
        var scene = NewScene();
        var wifi = await scene.EscalateAsync("wifi");
        var soup = await scene.EscalateAsync("soup", "kitchen");
        await scene.RaiseAsync("lift");
        await scene.DrainAsync();
        Assert.Equal(("wifi", "soup", "soup, wifi"), (await scene.WordsAsync(Mia), await scene.WordsAsync(Kenji), await scene.WordsAsync(Cleo, QueueView.Open)));
        Assert.Null(await scene.PageAsync(Ana, Open));

        await scene.DoAsync(wifi, Mia, new IssueCommand.TriageAccept(Ana, Priority.High, null));
        await scene.DoAsync(soup, Kenji, new IssueCommand.TriageAsk("Which soup?"));
        await scene.DrainAsync();
        Assert.Equal(("", "wifi", "wifi"), (await scene.WordsAsync(Mia), await scene.WordsAsync(Mia, QueueView.Mine), await scene.WordsAsync(Ana)));
        Assert.Equal(("", "soup"), (await scene.WordsAsync(Kenji), await scene.WordsAsync(Kenji, QueueView.Open)));

        await scene.DoAsync(soup, Ana, new IssueCommand.AnswerQuestion("All of it"));
        await scene.DoAsync(wifi, Mia, new IssueCommand.TriageResolve("A new router"));
        await scene.DrainAsync();
        Assert.Equal(("soup", "soup"), (await scene.WordsAsync(Kenji), await scene.WordsAsync(Cleo, QueueView.Open)));
        Assert.Null(await scene.PageAsync(Ana, Open));
        Assert.Single(await scene.RowsAsync());
    }

    [Fact]
    public async Task A_score_or_a_value_that_changes_moves_the_customer_and_a_queue_made_anew_says_the_same()
    {
        var scene = NewScene();
        scene.Teams[0] = scene.Teams[0] with { Quadrants = new(5_000) };
        foreach (var (id, score, value) in ((string, double, double?)[])[("calm", 9, 7_000), ("cross", 2, 4_000), ("new", 2, null)])
            await scene.DoAsync(await scene.TakeAsync(id, score, value), Ana, new IssueCommand.Escalate(null, null, null));
        await scene.DrainAsync();
        Assert.Equal("calm, cross, new", await scene.WordsAsync(Mia, order: QueueOrder.Weight));
        Assert.Equal(("", "calm", "cross"), (await OfAsync(Quadrant.AtRisk), await OfAsync(Quadrant.Model), await OfAsync(Quadrant.Dangling)));

        await scene.TakeAsync("cross", 2, 5_000);
        await scene.DrainAsync();
        Assert.Equal("cross, calm, new", await scene.WordsAsync(Mia, order: QueueOrder.Weight));
        await scene.TakeAsync("calm", 8, 7_000);
        await scene.DrainAsync();
        Assert.Equal("calm, cross, new", await scene.WordsAsync(Mia, order: QueueOrder.Weight));
        Assert.Equal(("calm, cross", ""), (await OfAsync(Quadrant.AtRisk), await OfAsync(Quadrant.Model)));
        Assert.Equal([Quadrant.AtRisk], (await scene.PageAsync(Mia, Open))!.Quadrants);

        var before = (await scene.RowsAsync()).Order(StringComparer.Ordinal);
        await scene.LoseTheQueueAsync();
        await scene.RebuildAsync();
        Assert.Equal(before, (await scene.RowsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("calm, cross", await OfAsync(Quadrant.AtRisk));

        // The teams file says otherwise.
        scene.Teams[0] = scene.Teams[0] with { Quadrants = new(6_000) };
        Assert.Equal(("calm", "cross"), (await OfAsync(Quadrant.AtRisk), await OfAsync(Quadrant.Dangling)));

        async Task<string> OfAsync(Quadrant quadrant) =>
            string.Join(", ", (await scene.PageAsync(Mia, Open with { Quadrant = quadrant, Order = QueueOrder.Weight }))!.Entries.Select(entry => entry.Item.Words));
    }

    [Fact]
    public async Task Put_off_it_is_out_of_sight_until_the_morning_of_its_day_in_the_teams_zone()
    {
        var scene = NewScene();
        var soup = await scene.EscalateAsync("soup", "kitchen");
        await scene.DoAsync(soup, Kenji, new IssueCommand.TriageSnooze(new(2026, 11, 26)));
        await scene.DrainAsync();
        Assert.Equal(("", "soup", "soup"), (await scene.WordsAsync(Kenji), await scene.WordsAsync(Kenji, QueueView.Snoozed), await scene.WordsAsync(Kenji, QueueView.Open)));
        Assert.Null((await scene.PageAsync(Kenji, Open))!.Entries.Single().Due);

        scene.Time.Now = Instant.FromUtc(2026, 11, 25, 14, 59);
        Assert.Equal("", await scene.WordsAsync(Kenji));
        scene.Time.Now = Instant.FromUtc(2026, 11, 25, 15, 0);
        Assert.Equal(("soup", "", ""), (await scene.WordsAsync(Kenji), await scene.WordsAsync(Kenji, QueueView.Snoozed), await scene.WordsAsync(Kenji, QueueView.Overdue)));

        // He has that day for it.
        var due = (await scene.PageAsync(Kenji, Open))!.Entries.Single().Due!.Value;
        Assert.True(due > Instant.FromUtc(2026, 11, 25, 15, 0) && due < Instant.FromUtc(2026, 11, 26, 15, 0), due.ToString());
        scene.Time.Now = due + Duration.FromSeconds(1);
        Assert.Equal("soup", await scene.WordsAsync(Kenji, QueueView.Overdue));
    }

    [Fact]
    public async Task A_click_is_seen_at_once_even_where_its_news_is_still_on_the_way()
    {
        var scene = NewScene();
        for (var i = 0; i < 10; i++) await scene.EscalateAsync($"thing {i}");
        await scene.DrainAsync();
        Assert.Equal(10, (await scene.PageAsync(Mia, Open))!.Total);

        var first = (await scene.PageAsync(Mia, Open))!.Entries[0];
        await scene.DoAsync(first.Item.Issue.Id, Mia, new IssueCommand.TriageDecline("No"));
        var page = (await scene.PageAsync(Mia, Open))!;
        Assert.Equal((9, 9, 8), (page.Total, page.Counts[QueueView.WaitingForMe], page.Entries.Count));
        Assert.DoesNotContain(page.Entries, entry => entry.Item.Issue.Id == first.Item.Issue.Id);

        await scene.DoAsync(first.Item.Issue.Id, Mia, new IssueCommand.Reopen(null));
        await scene.DrainAsync();
        Assert.Equal(10, (await scene.PageAsync(Mia, Open))!.Total);
    }

    [Fact]
    public async Task What_is_decided_on_a_page_leaves_nothing_out_of_the_next_one()
    {
        var scene = NewScene();
        for (var i = 0; i < 20; i++) await scene.EscalateAsync($"thing {i}");
        await scene.DrainAsync();
        var first = (await scene.PageAsync(Mia, QueueQuery.First))!;
        foreach (var entry in first.Entries.Take(3).Append(first.Entries[^1])) await scene.DoAsync(entry.Item.Issue.Id, Mia, new IssueCommand.TriageDecline("No"));

        // The news of it are still on the way, and another process answers.
        var second = (await scene.NewQueue().PageAsync(Mia.Id, QueueQuery.First with { Mark = first.Next }, CancellationToken.None))!;
        await scene.DrainAsync();
        var third = (await scene.PageAsync(Mia, QueueQuery.First with { Mark = second.Next }))!;
        Assert.Equal((12, 16), (third.Start, third.Total));
        Assert.Equal(20, first.Entries.Concat(second.Entries).Concat(third.Entries).Select(entry => entry.Item.Words).Distinct().Count());
        Assert.Equal(second.Entries.Select(entry => entry.Item.Words), (await scene.PageAsync(Mia, QueueQuery.First with { Mark = third.Previous }))!.Entries.Select(entry => entry.Item.Words));
    }

    [Fact]
    public async Task What_another_process_writes_is_in_the_next_answer_however_much_it_is()
    {
        var scene = NewScene();
        var elsewhere = scene.NewQueue();
        Assert.Equal(0, (await elsewhere.PageAsync(Cleo.Id, Open, CancellationToken.None))!.Total);
        foreach (var more in new[] { 1, 3, 20 })
        {
            for (var i = 0; i < more; i++) await scene.EscalateAsync($"{more}/{i}", i % 2 == 0 ? "lounge" : "kitchen");
            await scene.DrainAsync();
            var (one, other) = ((await scene.PageAsync(Cleo, Open))!, (await elsewhere.PageAsync(Cleo.Id, Open, CancellationToken.None))!);
            Assert.Equal(one.Total, other.Total);
            Assert.Equal(one.Entries.Select(entry => entry.Item.Words), other.Entries.Select(entry => entry.Item.Words));
        }

        Assert.Equal(24, (await elsewhere.PageAsync(Cleo.Id, Open, CancellationToken.None))!.Total);
    }

    [Fact]
    public async Task The_pages_hold_everything_once_in_every_order()
    {
        var scene = NewScene();
        for (var i = 0; i < 20; i++)
        {
            if (i % 3 == 0) scene.Time.Now += Duration.FromDays(1);
            await scene.EscalateAsync($"thing {i}", i % 2 == 0 ? "lounge" : "desk", i % 5 == 0 ? "policy" : null);
        }

        await scene.DrainAsync();
        foreach (var order in Enum.GetValues<QueueOrder>())
        {
            var pages = new List<QueuePage>();
            for (var page = 0; page < 3; page++) pages.Add((await scene.PageAsync(Mia, Open with { Order = order, Page = page }))!);
            Assert.Equal(20, pages.SelectMany(page => page.Entries).Select(entry => entry.Item.Issue.Id).Distinct().Count());
            Assert.All(pages, page => Assert.Equal(20, page.Total));
        }

        var policy = (await scene.PageAsync(Mia, Open with { Category = "policy", Page = 7 }))!;
        Assert.Equal((4, 4, 0, "policy, price"), (policy.Total, policy.Entries.Count, policy.Query.Page, string.Join(", ", policy.Categories)));
        Assert.Equal(20, policy.Counts[QueueView.Open]);
    }

    [Fact]
    public async Task Lost_it_is_made_again_from_the_teams_and_every_process_notices()
    {
        var scene = NewScene();
        var wifi = await scene.EscalateAsync("wifi");
        await scene.EscalateAsync("soup", "kitchen");
        await scene.DoAsync(wifi, Mia, new IssueCommand.TriageAccept(null, Priority.Normal, null));
        await scene.DrainAsync();
        Assert.Equal(2, (await scene.PageAsync(Cleo, Open))!.Total);
        var before = await scene.RowsAsync();

        await scene.LoseTheQueueAsync();
        await scene.RebuildAsync();
        Assert.Equal(before, await scene.RowsAsync());
        Assert.Equal(2, (await scene.PageAsync(Cleo, Open))!.Total);

        Assert.Equal(0, await scene.Rebuild.RunAsync([new("lounge"), new("kitchen")], CancellationToken.None));
    }

    [Fact]
    public async Task What_is_in_it_by_mistake_goes_when_it_is_made_again()
    {
        var scene = NewScene();
        var wifi = await scene.EscalateAsync("wifi");
        await scene.DrainAsync();
        var row = (await scene.Store.GetAsync(OuterRows.Partition, OuterRows.EscalationRow(wifi), CancellationToken.None))!;
        await scene.DoAsync(wifi, Mia, new IssueCommand.TriageResolve("Done"));
        await scene.DrainAsync();
        await scene.Store.SubmitTransactionAsync([TableTransactionAction.Upsert(row.Copy(null))], CancellationToken.None);

        await scene.RebuildAsync();
        Assert.Empty(await scene.RowsAsync());
        Assert.Equal(0, (await scene.PageAsync(Mia, Open))!.Total);
    }

    [Fact]
    public async Task A_team_that_has_left_the_file_takes_its_escalations_along_and_brings_them_back()
    {
        var scene = NewScene();
        await scene.EscalateAsync("wifi");
        await scene.EscalateAsync("soup", "kitchen");
        await scene.DrainAsync();
        var kitchen = scene.Teams[2];
        scene.Teams.Remove(kitchen);
        Assert.Equal("wifi", await scene.WordsAsync(Cleo, QueueView.Open));

        scene.Teams.Add(kitchen with { Name = "Big kitchen", Managers = [Mia.Id] });
        Assert.Equal("soup, wifi", await scene.WordsAsync(Mia));
        Assert.Null(await scene.PageAsync(Kenji, Open));
        Assert.Contains((await scene.PageAsync(Mia, Open))!.Entries, entry => entry.Team.Name == "Big kitchen");
    }

    [Fact]
    public async Task Whoever_has_looked_away_for_thousands_of_changes_reads_everything_again()
    {
        var scene = NewScene();
        await scene.EscalateAsync("wifi");
        await scene.DrainAsync();
        Assert.Equal("wifi", await scene.WordsAsync(Mia));

        // As it stands after so many: the first changes are gone.
        await scene.EscalateAsync("soup");
        await scene.DrainAsync();
        var head = (await scene.Store.GetAsync(OuterRows.Partition, OuterRows.Head, CancellationToken.None))!;
        var later = head.Copy(head.ETag);
        (later["Number"], later["First"]) = (9_999L, 5_000L);
        await scene.Store.SubmitTransactionAsync([TableTransactionAction.Replace(later)], CancellationToken.None);
        Assert.Equal(2, (await scene.PageAsync(Mia, Open))!.Total);

        await scene.EscalateAsync("lift");
        await scene.DrainAsync();
        Assert.Equal(3, (await scene.PageAsync(Mia, Open))!.Total);
        Assert.Equal([OuterRows.ChangeRow(10_000)], await scene.Store.QueryAsync(OuterRows.Partition, OuterRows.Change, null, CancellationToken.None).Select(row => row.RowKey).ToListAsync());
    }
}

public sealed class ManagerQueueOnSqliteTests : ManagerQueueContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> stores = [];

    public void Dispose()
    {
        foreach (var store in stores) store.Dispose();
        folder.Dispose();
    }

    protected override ITableStore NewStore()
    {
        stores.Add(new(new($"Data Source={folder.File($"queue-{stores.Count}.db")}")));
        return stores[^1];
    }
}

[Collection(AzuriteTests.Name)]
public sealed class ManagerQueueOnTableStorageTests(AzuriteFixture azurite) : ManagerQueueContract
{
    protected override ITableStore NewStore() => azurite.NewStore(out _);
}
