using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Triage;

/// <summary>What is open is read after a start, so that the first manager who looks need not wait for it.</summary>
public sealed class QueueWarmUpTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task After_a_start_the_queue_is_in_memory_also_where_the_storage_was_away_first(int failures)
    {
        using var sqlite = new SqliteTableStore(new($"Data Source={folder.File("bot.db")}"));
        await sqlite.EnsureReadyAsync(None);
        var scene = new QueueScene(sqlite);
        await scene.EscalateAsync("Cold soup");
        await scene.News.DrainAsync(scene.Teams[0], None);
        var store = new WatchedQueue(sqlite) { Failures = failures };
        await using var bot = HuddleBotBuilder.Build(
            new TestTime(speed: 50), services => services.AddSingleton<ITableStore>(store), "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("bot.db")}", "--Logging:LogLevel:Default=None");
        Assert.Equal(0, store.WholeReads);
        await bot.StartAsync();
        await Hotel.UntilAsync(() => Task.FromResult(store.WholeReads == 1));

        Assert.Single(await bot.Services.GetRequiredService<QueueFeed>().CurrentAsync(None));
        Assert.Equal((1, 0), (store.WholeReads, store.Failures));
        await bot.StopAsync();
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Counts how often everything that is open was read, and is away for the first who ask how far the queue goes.</summary>
    private sealed class WatchedQueue(ITableStore inner) : ITableStore
    {
        private int wholeReads;

        public int WholeReads => wholeReads;

        public int Failures { get; set; }

        public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            if ((partitionKey, rowKey) != ("outer", "queue") || Failures == 0) return inner.GetAsync(partitionKey, rowKey, cancellationToken);
            Failures--;
            throw new StorageUnavailableException("away");
        }

        public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken)
        {
            if ((partitionKey, rowKeyPrefix) == ("outer", "escalation-")) Interlocked.Increment(ref wholeReads);
            return inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);
        }

        public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

        public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) => inner.SubmitTransactionAsync(actions, cancellationToken);

        public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);
    }
}
