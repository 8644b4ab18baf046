using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Hosting;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using HuddleBot.Themes;
using Microsoft.Extensions.Logging.Abstractions;
using static HuddleBot.Tests.Themes.Chain;

namespace HuddleBot.Tests.Themes;

/// <summary>The themes that wait are looked at when there is a reason to, not whenever any team has news.</summary>
public sealed class ThemeCourierTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();
    private SqliteTableStore storage = null!;

    public async Task InitializeAsync()
    {
        storage = new(new($"Data Source={folder.File("themes.db")}"));
        await storage.EnsureReadyAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await storage.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_bell_alone_is_no_reason_and_something_to_pass_on_or_the_time_is()
    {
        var (chain, store) = (new Chain(storage), new LooksAtThemes(storage));
        var courier = new ThemeCourier(
            new Lazy<ThemePassing>(chain.NewPassing(store)), chain.NewClock(store), new StorageOutage(chain.Time, NullLogger<StorageOutage>.Instance), chain.Time, NullLogger<ThemeCourier>.Instance);
        using var stop = new CancellationTokenSource();
        var running = courier.RunAsync(stop.Token);
        await UntilAsync(() => store.AtWaiting == 1);
        for (var rings = 0; rings < 5; rings++)
        {
            var before = store.ToPassOn;
            await courier.HearAsync(London.Id, CancellationToken.None);
            await UntilAsync(() => store.ToPassOn > before);
        }

        Assert.Equal(1, store.AtWaiting);

        await chain.MergeAsync(await chain.EscalateAsync(London, "There is no sign for the bus"), Mia, "No sign for the bus");
        await chain.BringNewsAsync();
        courier.Ring();
        await UntilAsync(() => store.AtWaiting >= 2);
        var looks = store.AtWaiting;
        await UntilAsync(() =>
        {
            chain.Time.Advance(TimeSpan.FromSeconds(15));
            return store.AtWaiting > looks;
        });
        await stop.CancelAsync();
        await running;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo()) await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
    }

    /// <summary>Counts how often the themes that wait, and what is to be passed on, were read.</summary>
    private sealed class LooksAtThemes(ITableStore inner) : ITableStore
    {
        private int atWaiting;
        private int toPassOn;

        public int AtWaiting => Volatile.Read(ref atWaiting);

        public int ToPassOn => Volatile.Read(ref toPassOn);

        public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

        public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken)
        {
            if ((partitionKey, rowKeyPrefix) == ("themes", "o-")) Interlocked.Increment(ref atWaiting);
            if ((partitionKey, rowKeyPrefix) == ("themes", "f-")) Interlocked.Increment(ref toPassOn);
            return inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);
        }

        public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

        public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) => inner.SubmitTransactionAsync(actions, cancellationToken);

        public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);
    }
}
