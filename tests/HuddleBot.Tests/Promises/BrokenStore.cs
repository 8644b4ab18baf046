using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Promises;

/// <summary>A store that counts what is read, and stops as a process is stopped: before a commit, or after it and before anybody knows. Or something else comes in between.</summary>
internal sealed class BrokenStore(ITableStore store) : ITableStore
{
    public int Reads { get; private set; }

    public int Commits { get; private set; }

    /// <summary>The commit (from 1) at which it stops; 0: none.</summary>
    public int StopAt { get; init; }

    public bool StopAfterIt { get; init; }

    /// <summary>Happens before the first commit.</summary>
    public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Reads++;
        return store.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken)
    {
        Reads++;
        return store.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => store.ScanAsync(partitionKeyPrefix, cancellationToken);

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (Commits == 0) await Meanwhile();
        var stops = ++Commits == StopAt;
        if (stops && !StopAfterIt) throw new StorageUnavailableException("stopped before the commit");
        var outcome = await store.SubmitTransactionAsync(actions, cancellationToken);
        return stops ? throw new StorageUnavailableException("stopped after the commit") : outcome;
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);
}
