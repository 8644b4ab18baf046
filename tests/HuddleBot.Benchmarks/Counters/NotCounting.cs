using HuddleBot.Core.Storage;

namespace HuddleBot.Benchmarks.Counters;

/// <summary>Leaves out of every transaction the row that counts what it stores: to see what that row costs. Knows how many bytes it was.</summary>
internal sealed class NotCounting(ITableStore store) : ITableStore
{
    private long bytes;

    public long Bytes => bytes;

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => store.GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        store.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => store.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var counts = actions.Where(action => action.Entity.RowKey.StartsWith(TeamRows.ScoreChange, StringComparison.Ordinal)).ToList();
        Interlocked.Add(ref bytes, counts.Sum(action => (long)action.Entity.RequireString("Changes").Length));
        return store.SubmitTransactionAsync([.. actions.Except(counts)], cancellationToken);
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);
}
