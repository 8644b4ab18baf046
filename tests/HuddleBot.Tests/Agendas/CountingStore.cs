using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Agendas;

/// <summary>Counts what is asked of a store, and lets something else come in between.</summary>
internal sealed class CountingStore(ITableStore store) : ITableStore
{
    private int reads;
    private int rows;
    private int actions;
    private int commits;

    /// <summary>Single rows and queries.</summary>
    public int Reads => reads;

    /// <summary>Rows that queries gave.</summary>
    public int Rows => rows;

    public int Actions => actions;

    public int Commits => commits;

    /// <summary>Happens once, before the next commit.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public void Reset() => (reads, rows, actions, commits) = (0, 0, 0, 0);

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return store.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return store.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken).Select(row =>
        {
            Interlocked.Increment(ref rows);
            return row;
        });
    }

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => store.ScanAsync(partitionKeyPrefix, cancellationToken);

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        Interlocked.Add(ref this.actions, actions.Count);
        Interlocked.Increment(ref commits);
        return await store.SubmitTransactionAsync(actions, cancellationToken);
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);
}
