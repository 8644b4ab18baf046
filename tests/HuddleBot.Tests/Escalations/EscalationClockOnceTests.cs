using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Promises;
using static HuddleBot.Tests.Escalations.Reception;

namespace HuddleBot.Tests.Escalations;

/// <summary>However many clocks run, and wherever one of them is stopped, each reminder goes out once. What was written before is completed. Where nothing is due, next to nothing is read.</summary>
public sealed class EscalationClockOnceTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Reception reception = new();

    public Task InitializeAsync() => reception.ReadyAsync();

    public async Task DisposeAsync() => await reception.DisposeAsync();

    [Fact]
    public async Task Racing_clocks_remind_once_and_bring_back_once()
    {
        await reception.EscalateAsync();
        await reception.DoAsync(await reception.EscalateAsync(), new IssueCommand.TriageSnooze(Day("2026-11-25")));
        reception.SleepUntil("2026-11-25T09:00:00Z");
        var clocks = Enumerable.Range(0, 8).Select(_ => reception.Clock(reception.Open())).ToList();

        for (var round = 0; round < 4; round++) await Task.WhenAll(clocks.Select(clock => Task.Run(() => clock.RunDueAsync(reception.Team, None))));
        await reception.DrainAsync();

        Assert.Equal(["11-25 09:00 Mia: Back Waiting", "11-25 09:00 Mia: Owner Waiting"], reception.Reminders.Order(StringComparer.Ordinal));
        Assert.Null(await reception.DrainAsync());
    }

    [Theory]
    [InlineData(1, false), InlineData(1, true), InlineData(2, false), InlineData(2, true), InlineData(3, false), InlineData(3, true)]
    public async Task A_clock_that_is_stopped_anywhere_leaves_nothing_undone_and_nothing_twice(int commit, bool after)
    {
        await reception.EscalateAsync();
        await reception.DoAsync(await reception.EscalateAsync(), new IssueCommand.TriageSnooze(Day("2026-11-25")));
        await reception.RunDueAsync();
        reception.SleepUntil("2026-11-25T09:00:00Z");
        var broken = new BrokenStore(reception.Store) { StopAt = commit, StopAfterIt = after };

        await Assert.ThrowsAsync<StorageUnavailableException>(() => reception.Clock(broken).RunDueAsync(reception.Team, None));
        await reception.UntilAsync("2026-11-25T12:00:00Z");

        Assert.Equal(["11-25 09:00 Mia: Back Waiting", "11-25 09:00 Mia: Owner Waiting"], reception.Reminders.Order(StringComparer.Ordinal));
        Assert.All(reception.Mail.In("C9"), letter => Assert.Equal("Waiting", letter.Shows));
    }

    [Fact]
    public async Task What_is_decided_while_the_clock_runs_is_not_reminded_of()
    {
        var issue = await reception.EscalateAsync();
        await reception.RunDueAsync();
        reception.SleepUntil("2026-11-25T09:00:00Z");
        var store = new BrokenStore(reception.Store) { Meanwhile = () => reception.DoAsync(issue, new IssueCommand.TriageDecline("Not this year")) };

        var next = await reception.Clock(store).RunDueAsync(reception.Team, None);
        Assert.Equal(reception.Now + NodaTime.Duration.FromSeconds(10), next);

        await reception.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Empty(reception.Reminders);
    }

    [Fact]
    public async Task What_else_shows_the_issue_meanwhile_is_not_forgotten()
    {
        var issue = await reception.EscalateAsync();
        await reception.RunDueAsync();
        reception.SleepUntil("2026-11-25T09:00:00Z");
        var store = new BrokenStore(reception.Store) { Meanwhile = ShownElsewhereAsync };

        var next = await reception.Clock(store).RunDueAsync(reception.Team, None);
        Assert.Equal(reception.Now + NodaTime.Duration.FromSeconds(10), next);
        await reception.RunDueAsync();
        Assert.Equal(["elsewhere", "late"], (await reception.RowAsync(TeamRows.Issue, issue))!.GetString("Slots")!.Split(' ')[^2..].Select(slot => slot.Split('-')[0]));

        async Task ShownElsewhereAsync()
        {
            var row = (await reception.RowAsync(TeamRows.Issue, issue))!;
            var shown = row.Copy(row.ETag);
            shown["Slots"] = row.GetString("Slots") + " elsewhere";
            Assert.IsType<TransactionOutcome.Committed>(await reception.Store.SubmitTransactionAsync([TableTransactionAction.Replace(shown)], None));
        }
    }

    [Fact]
    public async Task An_escalation_from_before_reminders_and_one_from_before_the_index_are_reminded_of()
    {
        var (old, older) = (await reception.EscalateAsync(), await reception.AcceptedAsync(Sam, "2026-11-26"));
        var row = (await reception.RowAsync(TeamRows.Escalation, old))!;
        var bare = new TableEntity(row.PartitionKey, row.RowKey, row.ETag) { ["Issue"] = old.ToString(), ["AskedAt"] = row.RequireInstant("AskedAt"), ["AnswerBy"] = row.RequireInstant("AnswerBy") };
        await reception.Store.SubmitTransactionAsync([TableTransactionAction.Replace(bare), TableTransactionAction.Delete((await reception.RowAsync(TeamRows.Escalation, older))!)], None);

        await reception.UntilAsync("2026-11-26T08:00:00Z");
        Assert.NotNull((await reception.RowAsync(TeamRows.Escalation, old))!.GetInstant("Since"));
        await reception.UntilAsync("2026-11-26T12:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: Owner Waiting", "11-26 09:00 Sam: Owner Accepted", "11-26 09:00 Sam: StandIn Waiting"], reception.Reminders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_that_an_issue_has_left_behind_goes_and_stirs_nobody()
    {
        var issue = await reception.EscalateAsync();
        var row = (await reception.RowAsync(TeamRows.Escalation, issue))!;
        await reception.DoAsync(issue, new IssueCommand.TriageDecline("Not this year"));
        Assert.Null(await reception.RowAsync(TeamRows.Escalation, issue));
        await reception.Store.SubmitTransactionAsync([TableTransactionAction.Add(row.Copy(null))], None);

        await reception.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Null(await reception.RowAsync(TeamRows.Escalation, issue));
        Assert.Empty(reception.Reminders);
    }

    [Fact]
    public async Task A_team_without_escalations_costs_one_look_and_one_without_due_ones_no_more()
    {
        await reception.RunDueAsync();
        var (quiet, calm, after) = (new BrokenStore(reception.Store), new BrokenStore(reception.Store), new BrokenStore(reception.Store));

        // The first look of a process also asks whether the index is whole.
        Assert.Null(await reception.Clock(quiet).RunDueAsync(reception.Team, None));
        for (var i = 0; i < 20; i++) await reception.EscalateAsync();
        Assert.NotNull(await reception.Clock(calm).RunDueAsync(reception.Team, None));
        await reception.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Equal(20 * 4, reception.Reminders.Count);
        Assert.Null(await reception.Clock(after).RunDueAsync(reception.Team, None));

        Assert.Equal((2, 2, 2), (quiet.Reads, calm.Reads, after.Reads));
        Assert.Equal((0, 0, 0), (quiet.Commits, calm.Commits, after.Commits));
    }
}
