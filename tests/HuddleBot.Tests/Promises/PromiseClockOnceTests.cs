using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.Promises.Kitchen;

namespace HuddleBot.Tests.Promises;

/// <summary>However many clocks run, and wherever one of them is stopped, each reminder and each question goes out once. A team with nothing to be reminded of costs next to nothing.</summary>
public sealed class PromiseClockOnceTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Kitchen kitchen = new();

    public Task InitializeAsync() => kitchen.ReadyAsync();

    public async Task DisposeAsync() => await kitchen.DisposeAsync();

    [Fact]
    public async Task Racing_clocks_remind_and_ask_once()
    {
        await DueAndRipeAsync();
        var clocks = Enumerable.Range(0, 8).Select(_ => kitchen.Clock(kitchen.Open())).ToList();

        for (var round = 0; round < 3; round++) await Task.WhenAll(clocks.Select(clock => Task.Run(() => clock.RunDueAsync(Team, None))));
        await kitchen.DrainAsync();

        Assert.Equal(["did it work: Done TooEarly", "due: FixingIt Ben 2026-12-01"], kitchen.Mail.In("U2").Select(letter => letter.Shows).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_clock_that_is_stopped_anywhere_leaves_nothing_undone_and_nothing_twice(int commit, bool after)
    {
        await DueAndRipeAsync();
        var broken = new BrokenStore(kitchen.Store) { StopAt = commit, StopAfterIt = after };

        await Assert.ThrowsAsync<StorageUnavailableException>(() => kitchen.Clock(broken).RunDueAsync(Team, None));
        await kitchen.UntilAsync("2026-12-01T10:00:00Z");

        Assert.Equal(2, kitchen.Mail.In("U2").Count);
    }

    [Fact]
    public async Task A_promise_that_changes_while_the_clock_runs_is_neither_lost_nor_reminded_of()
    {
        await DueAndRipeAsync();
        var work = Enumerable.Range(0, 4).Select(_ => Task.Run(() => kitchen.Clock(kitchen.Open()).RunDueAsync(Team, None))).ToList<Task>();
        foreach (var promise in await kitchen.Desk.PromisesOfAsync(Ben.Id, None))
            work.Add(kitchen.DoAsync(promise.Issue.Id, new IssueCommand.Drop("Nobody orders soup any more"), Ben));
        await Task.WhenAll(work);

        await kitchen.UntilAsync("2026-12-03T12:00:00Z");

        Assert.DoesNotContain(kitchen.Mail.In("U2"), letter => letter.Shows.StartsWith("due", StringComparison.Ordinal));
        Assert.Single(kitchen.Mail.In("U2"), letter => letter.Shows == "did it work: Done TooEarly");
    }

    [Fact]
    public async Task What_else_shows_the_issue_meanwhile_is_not_forgotten()
    {
        await DueAndRipeAsync();
        var promise = Assert.Single(await kitchen.Desk.PromisesOfAsync(Ben.Id, None)).Issue.Id;
        var store = new BrokenStore(kitchen.Store) { Meanwhile = ShownElsewhereAsync };

        var next = await kitchen.Clock(store).RunDueAsync(Team, None);

        Assert.Contains("elsewhere", (await RowAsync()).GetString("Slots")!.Split(' '));
        Assert.InRange(next!.Value, kitchen.Now, kitchen.Now + NodaTime.Duration.FromMinutes(1));

        async Task ShownElsewhereAsync()
        {
            var row = await RowAsync();
            var shown = row.Copy(row.ETag);
            shown["Slots"] = row.GetString("Slots") + " elsewhere";
            Assert.IsType<TransactionOutcome.Committed>(await kitchen.Store.SubmitTransactionAsync([TableTransactionAction.Replace(shown)], None));
        }

        async Task<TableEntity> RowAsync() => (await kitchen.Store.GetAsync(TeamRows.PartitionOf(Team.Id), TeamRows.Issue + promise.Key, None))!;
    }

    [Fact]
    public async Task A_team_without_promises_costs_two_looks_and_one_without_due_ones_no_more()
    {
        var (quiet, calm, between, after) = (new BrokenStore(kitchen.Store), new BrokenStore(kitchen.Store), new BrokenStore(kitchen.Store), new BrokenStore(kitchen.Store));

        Assert.Null(await kitchen.Clock(quiet).RunDueAsync(Team, None));
        for (var i = 0; i < 20; i++) await kitchen.PromiseAsync(Ben, "2026-11-26");
        Assert.NotNull(await kitchen.Clock(calm).RunDueAsync(Team, None));
        await kitchen.UntilAsync("2026-11-26T12:00:00Z");
        Assert.NotNull(await kitchen.Clock(between).RunDueAsync(Team, None));
        await kitchen.UntilAsync("2026-11-27T12:00:00Z");
        Assert.Equal(40, kitchen.Mail.In("U2").Count);
        Assert.Null(await kitchen.Clock(after).RunDueAsync(Team, None));

        Assert.Equal((2, 2, 2, 2), (quiet.Reads, calm.Reads, between.Reads, after.Reads));
        Assert.Equal((0, 0, 0, 0), (quiet.Commits, calm.Commits, between.Commits, after.Commits));
    }

    /// <summary>At nine in the morning of 1 December, Ben is to be reminded of one promise and asked about another.</summary>
    private async Task DueAndRipeAsync()
    {
        await kitchen.UntilAsync("2026-11-26T12:00:00Z");
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-30"), new IssueCommand.Finish(Outcome.TooEarly, null), Ben);
        await kitchen.PromiseAsync(Ben, "2026-12-01");
        kitchen.Time.Advance(TimeSpan.FromDays(5) - TimeSpan.FromHours(3));
    }
}
