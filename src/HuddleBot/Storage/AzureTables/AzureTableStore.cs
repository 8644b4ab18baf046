using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.AzureTables;

/// <summary>
/// The table in Azure Table Storage, Azurite or Cosmos DB for Table.
/// </summary>
/// <remarks>
/// A write is sent again when its answer was lost, by us or by something on the way, and may then meet itself as a conflict. Every row carries the ids of its last operations; after a
/// conflict we look. A delete leaves nothing to look at: where all of a transaction is deletes, and after an answer that we know to be lost all rows are gone, it counts as done.
/// Cosmos DB promises no order: <see cref="QueryAsync"/> sorts there, <see cref="ScanAsync"/> goes through partitions and rows as they come.
/// </remarks>
internal sealed class AzureTableStore : ITableStore
{
    private readonly TableClient client;
    private readonly bool sorts;

    public AzureTableStore(TableConnection connection, string table, TimeProvider time, TableClientOptions? options = null)
    {
        client = new(connection, table, time, options);
        sorts = !connection.IsCosmos;
    }

    public async Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        return await client.GetEntityIfExistsAsync(partitionKey, rowKey, cancellationToken);
    }

    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string partitionKey, string rowKeyPrefix, string? fromRowKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKeyPrefix);
        TableLimits.CheckKey(fromRowKey ?? "");
        var from = string.CompareOrdinal(fromRowKey, rowKeyPrefix) > 0 ? fromRowKey! : rowKeyPrefix;
        var filter = $"PartitionKey eq {Literal(partitionKey)}";
        if (from.Length > 0) filter += $" and RowKey ge {Literal(from)}";
        if (TableLimits.EndOfPrefix(rowKeyPrefix) is { } end) filter += $" and RowKey lt {Literal(end)}";

        var rows = client.QueryAsync(filter, cancellationToken);
        if (!sorts) rows = rows.OrderBy(row => row.RowKey, StringComparer.Ordinal);
        await foreach (var row in rows.WithCancellation(cancellationToken)) yield return row;
    }

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKeyPrefix);
        var filter = partitionKeyPrefix.Length == 0 ? "" : $"PartitionKey ge {Literal(partitionKeyPrefix)}";
        if (TableLimits.EndOfPrefix(partitionKeyPrefix) is { } end) filter += $" and PartitionKey lt {Literal(end)}";
        return client.QueryAsync(filter, cancellationToken);
    }

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        TableLimits.Check(actions);
        if (actions.Count == 0) return new TransactionOutcome.Committed([]);
        var operation = RowVersion.NewOperation();
        var operations = actions.Select(action => OperationsAfter(action, operation)).ToList();
        var sent = actions.Select(WithServiceETag).ToList();

        var result = await client.SubmitTransactionAsync(sent, operations, cancellationToken);
        if (result is TableWriteResult.Refused { Error.Code: TableErrorCode.TableNotFound })
        {
            await client.CreateIfNotExistsAsync(cancellationToken);
            result = await client.SubmitTransactionAsync(sent, operations, cancellationToken);
        }

        if (result is TableWriteResult.Written written)
            return new TransactionOutcome.Committed([.. written.ETags.Select((eTag, i) => eTag is null ? null : new RowVersion(eTag, operations[i]).ToString())]);

        var (error, afterRetry) = (TableWriteResult.Refused)result;
        if (error.Conflict is not { } kind) throw error.ToException(client.Endpoint);
        if (await FindOwnWriteAsync(actions, operation, afterRetry, cancellationToken) is { } committed) return committed;
        return new TransactionOutcome.Conflict(error.FailedAction, kind);
    }

    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        var error = await client.ProbeAsync(cancellationToken);
        if (error is { Code: TableErrorCode.TableNotFound }) await client.CreateIfNotExistsAsync(cancellationToken);
        else if (error is not null) throw error.ToException(client.Endpoint);
    }

    /// <summary>Whether an earlier try of this transaction succeeded. As it is all or nothing, one row that says so is proof.</summary>
    private async Task<TransactionOutcome.Committed?> FindOwnWriteAsync(
        IReadOnlyList<TableTransactionAction> actions, string operation, bool afterRetry, CancellationToken cancellationToken)
    {
        var onlyDeletes = actions.All(action => action.ActionType == TableTransactionActionType.Delete);
        if (onlyDeletes && !afterRetry) return null;
        var rows = await Task.WhenAll(actions.Select(action => client.GetEntityIfExistsAsync(action.Entity.PartitionKey, action.Entity.RowKey, cancellationToken)));
        var versions = Array.ConvertAll(rows, row => row is null ? null : RowVersion.Parse(row.ETag!));
        var done = onlyDeletes ? Array.TrueForAll(rows, row => row is null) : Array.Exists(versions, version => version?.WasWrittenBy(operation) == true);
        if (!done) return null;
        return new([.. actions.Select((action, i) =>
            action.ActionType == TableTransactionActionType.Delete ? null : (versions[i]?.WasLastWrittenBy(operation) == true ? versions[i]! : RowVersion.Superseded).ToString())]);
    }

    private static string OperationsAfter(TableTransactionAction action, string operation) =>
        RowVersion.OperationsAfter(action.ActionType == TableTransactionActionType.UpdateReplace ? action.Entity.ETag : null, operation);

    private static TableTransactionAction WithServiceETag(TableTransactionAction action)
    {
        if (action.Entity.ETag is not { } eTag) return action;
        var entity = new TableEntity(action.Entity.PartitionKey, action.Entity.RowKey, RowVersion.Parse(eTag).ETag);
        foreach (var (name, value) in action.Entity.Properties) entity.SetStored(name, value);
        return action with { Entity = entity };
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
