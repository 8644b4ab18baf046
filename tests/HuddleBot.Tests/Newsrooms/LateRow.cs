using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Newsrooms;

/// <summary>Storage whose first look at the news passes one row, as a look that is no snapshot passes what is committed behind it.</summary>
internal sealed class LateRow(ITableStore inner, string rowKey) : ITableStore
{
    public bool WasMissed { get; private set; }

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken)
    {
        var rows = inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);
        if (WasMissed || rowKeyPrefix != TeamRows.News) return rows;
        WasMissed = true;
        return rows.Where(row => row.RowKey != rowKey);
    }

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        inner.SubmitTransactionAsync(actions, cancellationToken);

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);
}
