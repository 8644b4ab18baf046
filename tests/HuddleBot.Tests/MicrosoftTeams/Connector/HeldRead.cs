using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>Storage whose first answer is on its way until the test lets it go.</summary>
internal sealed class HeldRead(ITableStore inner) : ITableStore, IDisposable
{
    private readonly SemaphoreSlim gate = new(0);
    private int reads;

    public void LetGo() => gate.Release();

    public async Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var isFirst = Interlocked.Increment(ref reads) == 1;
        var row = await inner.GetAsync(partitionKey, rowKey, cancellationToken);
        if (isFirst) await gate.WaitAsync(cancellationToken);
        return row;
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => inner.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        inner.SubmitTransactionAsync(actions, cancellationToken);

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);

    public void Dispose() => gate.Dispose();
}
