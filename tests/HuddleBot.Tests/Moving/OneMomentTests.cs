using HuddleBot.Core.Storage;
using HuddleBot.Storage.Backup;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Moving;

/// <summary>What a backup means while somebody writes.</summary>
[Collection(AzuriteTests.Name)]
public sealed class OneMomentTests(AzuriteFixture azurite) : IDisposable
{
    private const int Rows = 2000;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_snapshot_of_sqlite_is_of_the_moment_when_it_began_whoever_writes()
    {
        var database = new SqliteDatabase($"Data Source={folder.File("moment.db")}");
        await using var store = new SqliteTableStore(database);
        await FillAsync(store);
        var before = await Move.RowsOfAsync(store);
        var snapshot = new SqliteSnapshot(database);

        var read = new List<TableEntity>();
        await foreach (var row in snapshot.ReadAsync(None))
        {
            if (read.Count is 0 or 700) await ChangeAsync(store, read.Count);
            read.Add(row);
        }

        Assert.True(await snapshot.WasOfOneMomentAsync(None));
        Move.AssertSame(before, read);
        Assert.Equal(Rows, (await Move.RowsOfAsync(store)).Count(row => row.GetInt32("N") >= 0));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, false)]
    [InlineData(1500, false)]
    [InlineData(Rows, false)]
    public async Task A_table_that_is_changed_while_it_is_read_is_noticed(int? changedAt, bool isOfOneMoment)
    {
        var store = azurite.NewStore(out _);
        await FillAsync(store);
        var source = new TwoScans(store, "AzureTables");

        var read = 0;
        await foreach (var _ in source.ReadAsync(None))
            if (++read == changedAt + 1 || read == Rows && changedAt == Rows) await ChangeAsync(store, read);

        // What processes do among themselves changes no backup.
        await store.SubmitTransactionAsync([Upsert(new("leases", "dispatch") { ["Renewal"] = "another" })], None);
        Assert.Equal(isOfOneMoment, await source.WasOfOneMomentAsync(None));
    }

    [Fact]
    public async Task What_belongs_to_processes_is_left_out()
    {
        var database = new SqliteDatabase($"Data Source={folder.File("processes.db")}");
        await using var store = new SqliteTableStore(database);
        foreach (var partition in new[] { "leases", "bells", "doctor", "pictures", "slack-installations", "team-a" }) await store.SubmitTransactionAsync([Add(new(partition, "r"))], None);

        var lines = await Move.ToFileAsync(new SqliteSnapshot(database), folder.File("processes.jsonl"));

        Assert.Equal(["pictures", "slack-installations", "team-a"], Move.RowsIn(lines).Select(line => System.Text.Json.Nodes.JsonNode.Parse(line + "}")!["PartitionKey"]!.GetValue<string>()));
    }

    public void Dispose() => folder.Dispose();

    private static async Task FillAsync(ITableStore store)
    {
        foreach (var some in Enumerable.Range(0, Rows).Chunk(100)) await store.SubmitTransactionAsync([.. some.Select(i => Add(new("team-a", $"r-{i:D6}") { ["N"] = i }))], None);
    }

    /// <summary>One row is new, one changed, one gone.</summary>
    private static async Task ChangeAsync(ITableStore store, int mark)
    {
        var (changed, gone) = ((await store.GetAsync("team-a", $"r-{(mark + 100) % Rows:D6}", None))!, (await store.GetAsync("team-a", $"r-{(mark + 200) % Rows:D6}", None))!);
        changed["Changed"] = mark;
        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([Add(new("team-a", $"r-new-{mark}") { ["N"] = mark }), Replace(changed), Delete(gone)], None));
    }
}
