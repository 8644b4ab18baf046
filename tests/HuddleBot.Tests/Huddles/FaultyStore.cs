using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Huddles;

/// <summary>Real storage that fails one write, before it is done or after; whoever writes knows only that it failed.</summary>
internal sealed class FaultyStore(ITableStore inner) : ITableStore
{
    private int writes;

    public int Writes => writes;

    /// <summary>The number of the write that fails, from 1; 0: none.</summary>
    public int FailingWrite { get; set; }

    public bool IsDoneAllTheSame { get; set; }

    /// <summary>What whoever writes gets: a storage that is away, and tried again by some, or the end of the process (<see cref="OperationCanceledException"/>).</summary>
    public Exception Failure { get; init; } = new StorageUnavailableException("the storage is away");

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (++writes != FailingWrite) return await inner.SubmitTransactionAsync(actions, cancellationToken);
        if (IsDoneAllTheSame) await inner.SubmitTransactionAsync(actions, cancellationToken);
        throw Failure;
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);
}
