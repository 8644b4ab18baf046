using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.Slack;

/// <summary>The embedded store in a folder of its own, gone with the host that it is handed to.</summary>
internal sealed class RowsOnDisk : ITableStore, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore rows;

    public RowsOnDisk() => rows = new(new SqliteDatabase($"Data Source={folder.File("huddlebot.db")}"));

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => rows.GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        rows.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => rows.ScanAsync(partitionKeyPrefix, cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        rows.SubmitTransactionAsync(actions, cancellationToken);

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => rows.EnsureReadyAsync(cancellationToken);

    public void Dispose()
    {
        rows.Dispose();
        folder.Dispose();
    }
}
