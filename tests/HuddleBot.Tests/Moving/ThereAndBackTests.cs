using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Backup;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.Moving;

/// <summary>SQLite → file → Table service → file → SQLite: the same rows, with the same types and values, and the same files.</summary>
[Collection(AzuriteTests.Name)]
public sealed class ThereAndBackTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int moves;

    [Fact]
    public void Whatever_is_stored_comes_back_as_it_was() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(80), Prop.ForAll(AnyRows.Some, HoldsAsync));

    [Fact]
    public async Task A_guid_that_another_program_wrote_comes_back_as_its_text()
    {
        var there = azurite.NewStore(out var table);
        await there.EnsureReadyAsync(CancellationToken.None);
        await OfficialClientTests.RunAsync(azurite.ConnectionString, table);

        await Move.ToFileAsync(new TwoScans(there, "AzureTables"), folder.File("guid.jsonl"));
        await using var back = new SqliteTableStore(new($"Data Source={folder.File("guid.db")}"));
        await Move.FromFileAsync(folder.File("guid.jsonl"), back);

        var row = (await back.GetAsync("official", "it's", CancellationToken.None))!;
        Assert.Equal(("c9da6455-213d-42c9-9a79-3e9149a57833", 9007199254740993L, 3.0), (row.GetString("Id"), row.Properties["Long"], row.Properties["Whole"]));
    }

    public void Dispose() => folder.Dispose();

    private async Task HoldsAsync(IReadOnlyList<TableEntity> rows)
    {
        var move = ++moves;
        var (hereDatabase, backDatabase) = (new SqliteDatabase($"Data Source={folder.File($"here-{move}.db")}"), new SqliteDatabase($"Data Source={folder.File($"back-{move}.db")}"));
        await using var here = new SqliteTableStore(hereDatabase);
        await using var back = new SqliteTableStore(backDatabase);
        var there = azurite.NewStore(out _);
        foreach (var partition in rows.GroupBy(row => row.PartitionKey))
            foreach (var (_, actions) in TransactionPacking.Pack(partition, row => [TableTransactionAction.Add(row)])) Assert.IsType<TransactionOutcome.Committed>(await here.SubmitTransactionAsync(actions, CancellationToken.None));
        await here.EnsureReadyAsync(CancellationToken.None);

        var first = await Move.ToFileAsync(new SqliteSnapshot(hereDatabase), folder.File("first.jsonl"));
        var restored = await Move.FromFileAsync(folder.File("first.jsonl"), there);
        Assert.Equal((rows.Count, 0, 0), (restored.Added, restored.Known, restored.Differing));
        var second = await Move.ToFileAsync(new TwoScans(there, "AzureTables"), folder.File("second.jsonl"));
        Assert.Equal(rows.Count, (await Move.FromFileAsync(folder.File("second.jsonl"), back)).Added);
        await back.EnsureReadyAsync(CancellationToken.None);
        var third = await Move.ToFileAsync(new SqliteSnapshot(backDatabase), folder.File("third.jsonl"));

        Move.AssertSame(await Move.RowsOfAsync(here), await Move.RowsOfAsync(there));
        Move.AssertSame(await Move.RowsOfAsync(here), await Move.RowsOfAsync(back));
        Assert.Equal(Move.RowsIn(first), Move.RowsIn(second));
        Assert.Equal(Move.RowsIn(first), Move.RowsIn(third));
        Assert.Equal(rows.Count, Move.RowsIn(first).Count());
    }
}
