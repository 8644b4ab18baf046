using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Scores;

/// <summary>A process's way to a store: it can be killed before or after a commit. From then on nothing of it reaches the store.</summary>
/// <param name="commits">So many commits come through; null: all.</param>
/// <param name="isKilledAfter">The last of them is committed, and whoever made it never hears of it.</param>
internal sealed class StoppingStore(ITableStore store, int? commits = null, bool isKilledAfter = false) : ITableStore
{
    private int made;
    private volatile bool stopped;

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Check();
        return store.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken)
    {
        Check();
        return store.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => store.ScanAsync(partitionKeyPrefix, cancellationToken);

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        Check();
        if (commits is not { } most || Interlocked.Increment(ref made) < most) return await store.SubmitTransactionAsync(actions, cancellationToken);
        stopped = true;
        if (isKilledAfter && made == most) await store.SubmitTransactionAsync(actions, cancellationToken);
        throw new ProcessKilledException();
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);

    private void Check()
    {
        if (stopped) throw new ProcessKilledException();
    }
}

internal sealed class ProcessKilledException : Exception;
