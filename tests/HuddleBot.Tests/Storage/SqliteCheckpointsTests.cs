using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;

namespace HuddleBot.Tests.Storage;

/// <summary>The log is carried into the file beside those who write: it stays small however long they go on, and nothing of it is lost.</summary>
public sealed class SqliteCheckpointsTests : IDisposable
{
    private const int Writers = 16;
    private const int RowsEach = 700;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    private string File => folder.File("log.db");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task While_stores_write_without_pause_the_log_stays_small_and_all_is_in_the_file(int stores)
    {
        var text = new string('x', 16_000);
        var longest = 0L;
        var open = Enumerable.Range(0, stores).Select(_ => new SqliteTableStore(new($"Data Source={File}"))).ToList();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var row = 0; row < RowsEach; row++)
            {
                await open[writer % stores].SubmitTransactionAsync([TableTransactionAction.Add(new($"p-{writer}", $"r-{row:d4}") { ["Text"] = text, ["Number"] = row })], None);
                InterlockedMax(new FileInfo($"{File}-wal").Length);
            }
        })));

        // More than 200 MB were written.
        Assert.InRange(longest, 1, 110_000_000);
        foreach (var store in open) await store.DisposeAsync();
        Assert.False(System.IO.File.Exists($"{File}-wal"));
        await using var again = new SqliteTableStore(new($"Data Source={File}"));
        for (var writer = 0; writer < Writers; writer++)
            Assert.Equal(Enumerable.Range(0, RowsEach), await again.QueryAsync($"p-{writer}", "", null, None).Select(row => row.GetInt32("Number")!.Value).ToListAsync(None));

        void InterlockedMax(long seen)
        {
            for (var known = Interlocked.Read(ref longest); seen > known && Interlocked.CompareExchange(ref longest, seen, known) != known; known = Interlocked.Read(ref longest))
            {
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
