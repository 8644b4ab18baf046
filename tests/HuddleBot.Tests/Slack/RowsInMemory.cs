using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Slack;

/// <summary>As much of a table as the installations need: one row a transaction, no conditions but the row's being there.</summary>
internal sealed class RowsInMemory : ITableStore
{
    private readonly ConcurrentDictionary<(string, string), TableEntity> rows = new();

    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => Task.FromResult(rows.GetValueOrDefault((partitionKey, rowKey)));

    public async IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var row in rows.Values.Where(row => row.PartitionKey == partitionKey && row.RowKey.StartsWith(rowKeyPrefix, StringComparison.Ordinal))) yield return row;
    }

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var action = actions.Single();
        var key = (action.Entity.PartitionKey, action.Entity.RowKey);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            return Task.FromResult<TransactionOutcome>(rows.TryRemove(key, out _) ? new TransactionOutcome.Committed([null]) : new TransactionOutcome.Conflict(0, ConflictKind.NotFound));
        }

        rows[key] = action.Entity;
        return Task.FromResult<TransactionOutcome>(new TransactionOutcome.Committed(["1"]));
    }

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
