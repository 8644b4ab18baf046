using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>One partition elsewhere, to make it anew beside the real one; the rest is the real storage, and stays as it is.</summary>
internal sealed class SplitStore(ITableStore real, string partition, ITableStore elsewhere) : ITableStore
{
    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => Of(partitionKey).GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        Of(partitionKey).QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => real.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        actions is [{ Entity.PartitionKey: var key }, ..] && key == partition
            ? elsewhere.SubmitTransactionAsync(actions, cancellationToken)
            : throw new InvalidOperationException("only the partition that is made anew is written");

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => elsewhere.EnsureReadyAsync(cancellationToken);

    private ITableStore Of(string key) => key == partition ? elsewhere : real;
}
