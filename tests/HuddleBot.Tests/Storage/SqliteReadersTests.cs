using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Tests.Storage;

/// <summary>
/// The connections that read:
/// beside a writer; more at once than are kept; closed while one reads; a statement for each kind of question; after an error; and the log that is recycled.
/// </summary>
public sealed class SqliteReadersTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;
    private readonly SqliteTableStore store;

    public SqliteReadersTests()
    {
        database = new($"Data Source={folder.File("readers.db")}");
        store = new(database);
    }

    private string Log => folder.File("readers.db-wal");

    [Fact]
    public async Task Readers_beside_a_writer_see_whole_transactions()
    {
        const int changes = 300, pairs = 40;
        await store.SubmitTransactionAsync([.. Pairs(0, pairs).Select(TableTransactionAction.Add)], None);
        var writing = Task.Run(async () =>
        {
            for (var number = 1; number <= changes; number++) await store.SubmitTransactionAsync([.. Pairs(number, pairs).Select(TableTransactionAction.Upsert)], None);
        });
        var reading = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            var last = 0;
            while (last < changes)
            {
                // One page is one moment; 20 rows are read where the caller stands.
                var seen = await store.QueryAsync("p", "pair-0", null, None).Select(row => row.GetInt32("Number")!.Value).Distinct().ToListAsync(None);
                var now = Assert.Single(seen);
                Assert.InRange(now, last, changes);
                last = now;
                Assert.InRange((await store.GetAsync("p", "pair-10-a", None))!.GetInt32("Number")!.Value, last, changes);
            }
        })).ToList();

        await Task.WhenAll([writing, .. reading]);
    }

    [Fact]
    public async Task More_may_read_at_once_than_connections_are_kept()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        using var readers = new SqliteReaders(database);
        using var all = new Barrier(20);
        var reading = Enumerable.Range(0, 20).Select(_ => Task.Factory.StartNew(
            () => readers.Read(reader =>
            {
                Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30)));
                return One(reader, "r");
            }),
            None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();

        foreach (var rows in await Task.WhenAll(reading)) Assert.Equal("r", Assert.Single(rows).RowKey);
        Assert.InRange(readers.Resting, 1, 8);
    }

    [Fact]
    public async Task Closed_while_one_reads_the_read_ends_well_and_the_file_is_free_afterwards()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        await store.DisposeAsync();
        var readers = new SqliteReaders(database);
        readers.Read(reader => One(reader, "r"));
        Assert.Equal(1, readers.Resting);

        var rows = readers.Read(reader =>
        {
            readers.Dispose();
            return One(reader, "r");
        });

        Assert.Single(rows);
        Assert.Equal(0, readers.Resting);
        Assert.Throws<ObjectDisposedException>(() => readers.Read(reader => One(reader, "r")));

        // Whoever closes the file last takes the log away with it.
        Assert.False(File.Exists(Log));
    }

    [Fact]
    public async Task A_store_that_was_disposed_leaves_nothing_open()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.GetAsync("p", "r", None))));
        Assert.True(File.Exists(Log));

        await store.DisposeAsync();

        Assert.False(File.Exists(Log));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.GetAsync("p", "r", None));
    }

    [Fact]
    public async Task Each_kind_of_question_has_one_statement_however_often_it_is_asked()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        using var reader = new SqliteReader(database);

        for (var number = 0; number < 1000; number++) One(reader, $"r-{number}");

        Assert.Equal(1, reader.Statements);
        Assert.Equal("r", Assert.Single(One(reader, "r")).RowKey);
        Assert.Empty(One(reader, ""));
    }

    [Fact]
    public async Task What_was_cancelled_leaves_the_connection_as_it_was()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        using var readers = new SqliteReaders(database);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => readers.Read(reader => reader.Read("WHERE PartitionKey = ?1 AND RowKey = ?2", ["p", "r"], 1, 1, cancelled.Token)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetAsync("p", "r", cancelled.Token));

        Assert.Single(readers.Read(reader => One(reader, "r")));
        Assert.NotNull(await store.GetAsync("p", "r", None));
    }

    [Fact]
    public async Task After_an_error_the_next_one_reads_on_a_fresh_connection()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        using var readers = new SqliteReaders(database);

        Assert.Throws<StorageUnavailableException>(() => readers.Read<int>(_ => throw new SqliteException("disk I/O error", 10)));

        Assert.Equal(0, readers.Resting);
        Assert.Single(readers.Read(reader => One(reader, "r")));
        Assert.Equal(1, readers.Resting);
    }

    [Fact]
    public async Task A_file_that_another_program_keeps_for_itself_is_said_to_be_locked()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        await store.DisposeAsync();
        await using var shell = new SqliteConnection($"Data Source={folder.File("readers.db")};Pooling=False");
        await shell.OpenAsync();
        SqliteDatabase.Execute(shell, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE HuddleBot SET ETag = 'x'; COMMIT");

        using var readers = new SqliteReaders(new($"Data Source={folder.File("readers.db")}", busyTimeoutSeconds: 0));
        Assert.Contains("locked", Assert.Throws<StorageUnavailableException>(() => readers.Read(reader => One(reader, "r"))).Message, StringComparison.Ordinal);

        await shell.CloseAsync();
        Assert.Single(readers.Read(reader => One(reader, "r")));
    }

    [Fact]
    public async Task Connections_at_rest_let_the_log_be_recycled()
    {
        await store.SubmitTransactionAsync([TableTransactionAction.Add(new("p", "r"))], None);
        for (var number = 0; number < 300; number++)
        {
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new("p", $"big-{number % 10}") { ["Text"] = new string('x', 25_000) })], None);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(one => Task.Run(() => store.QueryAsync("p", one % 2 == 0 ? "big-" : "r", null, None).FirstAsync(None).AsTask())));
        }

        // 7 MiB were written; SQLite empties the log at about 4 MiB where no reader is in it.
        Assert.InRange(new FileInfo(Log).Length, 1, 6_500_000);
    }

    [Fact]
    public async Task Keys_at_the_edges_are_read_as_they_were_written()
    {
        string[] keys = ["", " ", "ä", "日本", new('k', TableLimits.KeyCharacters)];
        foreach (var partition in keys) await store.SubmitTransactionAsync([.. keys.Select(row => TableTransactionAction.Add(new(partition, row) { ["Text"] = "" }))], None);

        foreach (var partition in keys)
        {
            foreach (var row in keys) Assert.Equal("", (await store.GetAsync(partition, row, None))?.GetString("Text"));
            Assert.Equal(keys.Order(StringComparer.Ordinal), await store.QueryAsync(partition, "", null, None).Select(row => row.RowKey).ToListAsync(None));
        }
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static List<TableEntity> One(SqliteReader reader, string row) => reader.Read("WHERE PartitionKey = ?1 AND RowKey = ?2", ["p", row], 10, 1000, None).Rows;

    private static IEnumerable<TableEntity> Pairs(int number, int pairs) =>
        Enumerable.Range(0, pairs).SelectMany(pair => new[] { "a", "b" }.Select(half => new TableEntity("p", $"pair-{pair:d2}-{half}") { ["Number"] = number }));
}
