using HuddleBot.Core.Storage;
using HuddleBot.Tests.Slack;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>The embedded store, which counts how often it is asked and written; gone with the test that made it.</summary>
internal sealed class CountedRows : ITableStore, IDisposable
{
    private readonly RowsOnDisk rows = new();
    private int reads;
    private int writes;

    public int Reads => reads;

    public int Writes => writes;

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return rows.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        rows.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => rows.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref writes);
        return rows.SubmitTransactionAsync(actions, cancellationToken);
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => rows.EnsureReadyAsync(cancellationToken);

    public void Dispose() => rows.Dispose();
}
