using System.Collections.Concurrent;
using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Doctor;

/// <summary>Real storage that remembers which rows were written through it.</summary>
internal sealed class WrittenRows(ITableStore inner, ConcurrentBag<(string Partition, string Row)> written) : ITableStore, IAsyncDisposable
{
    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (var action in actions) written.Add((action.Entity.PartitionKey, action.Entity.RowKey));
        return inner.SubmitTransactionAsync(actions, cancellationToken);
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else if (inner is IDisposable other) other.Dispose();
    }
}
