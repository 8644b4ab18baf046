using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Newsrooms.Newsroom;

namespace HuddleBot.Tests.Newsrooms;

/// <summary>Each event is brought to each reader: in order, at least once, whatever another reader does and wherever the process ends.</summary>
public sealed class NewsDeskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;
    private readonly Newsroom room;

    public NewsDeskTests()
    {
        store = new(new($"Data Source={folder.File("news.db")}"));
        room = new(store);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_reader_gets_every_event_once_and_in_order()
    {
        var (one, two) = (new Reader("one"), new Reader("two"));
        await room.RaiseAsync("soup");
        await room.DoAsync("soup", new IssueCommand.Escalate(null, null, null));
        await room.RaiseAsync("wifi");
        Assert.Null(await room.Desk(one, two).DrainAsync(Team, CancellationToken.None));
        await room.DoAsync("soup", new IssueCommand.Undo(null));
        Assert.Null(await room.Desk(one, two).DrainAsync(Team, CancellationToken.None));

        Assert.Equal(["soup 1 Raised", "soup 2 Escalated", "wifi 1 Raised", "soup 3 Undone"], one.Read);
        Assert.Equal(one.Read, two.Read);
        Assert.Empty(await room.RowsAsync());
    }

    [Fact]
    public async Task A_reader_that_fails_gets_it_again_in_order_and_holds_back_nobody_else()
    {
        var (well, ill) = (new Reader("well"), new Reader("ill") { Fails = 2 });
        await room.RaiseAsync("soup");
        await room.RaiseAsync("wifi");
        var desk = room.Desk(well, ill);
        Assert.Equal(room.Time.Now + Duration.FromSeconds(2), await desk.DrainAsync(Team, CancellationToken.None));
        Assert.Equal((2, 0), (well.Read.Count, ill.Read.Count));

        // Not before its time, whoever rings; what comes meanwhile waits behind it.
        await room.RaiseAsync("lift");
        Assert.Equal(room.Time.Now + Duration.FromSeconds(2), await desk.DrainAsync(Team, CancellationToken.None));
        room.Time.Now += Duration.FromSeconds(2);
        Assert.Equal(room.Time.Now + Duration.FromSeconds(4), await desk.DrainAsync(Team, CancellationToken.None));
        Assert.Equal(["ill 1", "ill 1"], room.Failures);

        // Another process knows nothing of the waiting, but who has read what.
        Assert.Null(await room.Desk(well, ill).DrainAsync(Team, CancellationToken.None));
        Assert.Equal(["soup 1 Raised", "wifi 1 Raised", "lift 1 Raised"], well.Read);
        Assert.Equal(well.Read, ill.Read);
        Assert.Empty(await room.RowsAsync());
        room.Time.Now += Duration.FromMinutes(1);
        Assert.Null(await desk.DrainAsync(Team, CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_stops_nobody_misses_anything(bool isDoneAllTheSame)
    {
        await room.RaiseAsync("soup");
        await room.RaiseAsync("wifi");
        var (well, ill) = (new Reader("well"), new Reader("ill") { Fails = 1 });
        await room.Desk(well, ill).DrainAsync(Team, CancellationToken.None);
        var faulty = new FaultyStore(store) { FailingWrite = 1, IsDoneAllTheSame = isDoneAllTheSame };
        await Assert.ThrowsAsync<StorageUnavailableException>(() => room.Desk(faulty, well, ill).DrainAsync(Team, CancellationToken.None));

        Assert.Null(await room.Desk(faulty, well, ill).DrainAsync(Team, CancellationToken.None));
        Assert.Equal(["soup 1 Raised", "wifi 1 Raised"], well.Read);
        Assert.Equal(["soup 1 Raised", "wifi 1 Raised"], ill.Read.Distinct());
        Assert.Empty(await room.RowsAsync());
    }

    [Fact]
    public async Task What_two_processes_with_different_clocks_write_is_read_in_the_order_of_the_versions()
    {
        var reader = new Reader("reader");
        await room.RaiseAsync("soup");
        room.Time.Now -= Duration.FromMinutes(5);
        await room.DoAsync("soup", new IssueCommand.Escalate(null, null, null));
        room.Time.Now -= Duration.FromMinutes(5);
        await room.DoAsync("soup", new IssueCommand.Undo(null));
        await room.Desk(reader).DrainAsync(Team, CancellationToken.None);
        Assert.Equal(["soup 1 Raised", "soup 2 Escalated", "soup 3 Undone"], reader.Read);
    }

    [Fact]
    public async Task What_comes_into_being_behind_the_look_is_not_overtaken_by_what_came_after_it()
    {
        // The look has passed the place of a row that a slower clock writes, and then meets the row of the event after it.
        var reader = new Reader("reader");
        await room.RaiseAsync("soup");
        await room.DoAsync("soup", new IssueCommand.Escalate(null, null, null));
        var rows = await room.RowsAsync();
        var late = new LateRow(store, rows[0].RowKey);
        await room.Desk(late, reader).DrainAsync(Team, CancellationToken.None);
        Assert.Equal(["soup 1 Raised", "soup 2 Escalated"], reader.Read);
        Assert.True(late.WasMissed);
    }

    [Fact]
    public async Task Of_issues_just_made_from_a_response_only_who_wants_to_hear_hears_and_else_nothing_is_stored()
    {
        var (curious, other) = (new Reader("curious") { ReadsFreshIssues = true }, new Reader("other"));
        await room.HearAsync("r-1", "The soup is cold.");
        Assert.Empty(await room.RowsAsync());

        await room.HearAsync("r-2", "The wifi is dear.", curious, other);
        await room.HearAsync("r-2", "The wifi is very dear.", curious, other);
        await room.Desk(curious, other).DrainAsync(Team, CancellationToken.None);
        Assert.Equal(["The wifi is very dear. 0 fresh"], curious.Read);
        Assert.Empty(other.Read);
        Assert.Empty(await room.RowsAsync());
    }

    [Fact]
    public async Task A_changed_response_behind_an_escalation_is_told_again()
    {
        var reader = new Reader("reader");
        await room.HearAsync("r-1", "The soup is cold.");
        await room.EscalateResponseAsync("r-1");
        await room.HearAsync("r-1", "The soup is ice.");
        await room.Desk(reader).DrainAsync(Team, CancellationToken.None);
        Assert.Equal(["The soup is ice. 1 Escalated", "The soup is ice. 1 Escalated"], reader.Read);
    }

    [Fact]
    public async Task An_issue_that_is_gone_holds_nothing_back()
    {
        var reader = new Reader("reader");
        await room.RaiseAsync("soup");
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(Team.Id), TeamRows.Issue, null, CancellationToken.None))
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], CancellationToken.None);
        await room.RaiseAsync("wifi");
        Assert.Null(await room.Desk(reader).DrainAsync(Team, CancellationToken.None));
        Assert.Equal(["wifi 1 Raised"], reader.Read);
        Assert.Equal(1, room.Dropped);
        Assert.Empty(await room.RowsAsync());
    }
}
