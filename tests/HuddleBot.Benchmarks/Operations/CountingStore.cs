using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Benchmarks.Operations;

/// <summary>How often the storage was asked, and with how many rows.</summary>
/// <param name="Reads">Of one row by its key.</param>
/// <param name="Queries">Of a stretch of a partition, and scans.</param>
/// <param name="Rows">That queries brought.</param>
/// <param name="Written">Rows in transactions.</param>
internal sealed record StorageOperations(double Reads, double Queries, double Rows, double Transactions, double Written)
{
    public double All => Reads + Queries + Transactions;

    public StorageOperations Less(StorageOperations other) => new(Reads - other.Reads, Queries - other.Queries, Rows - other.Rows, Transactions - other.Transactions, Written - other.Written);

    public StorageOperations Times(double factor) => new(Reads * factor, Queries * factor, Rows * factor, Transactions * factor, Written * factor);
}

/// <summary>The real store, counted.</summary>
internal sealed class CountingStore(ITableStore store) : ITableStore
{
    private long reads, queries, rows, transactions, written;

    public StorageOperations Until => new(Interlocked.Read(ref reads), Interlocked.Read(ref queries), Interlocked.Read(ref rows), Interlocked.Read(ref transactions), Interlocked.Read(ref written));

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return store.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        CountAsync(store.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken), cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => CountAsync(store.ScanAsync(partitionKeyPrefix, cancellationToken), cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref transactions);
        Interlocked.Add(ref written, actions.Count);
        return store.SubmitTransactionAsync(actions, cancellationToken);
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);

    private async IAsyncEnumerable<TableEntity> CountAsync(IAsyncEnumerable<TableEntity> found, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref queries);
        await foreach (var row in found.WithCancellation(cancellationToken))
        {
            Interlocked.Increment(ref rows);
            yield return row;
        }
    }
}
