namespace HuddleBot.Core.Storage;

/// <summary>
/// Table semantics (Azure Table service): rows by partition key and row key, ETags, conditional writes, entity group transactions, prefix scans.
/// Every implementation passes the same contract suite.
/// </summary>
/// <remarks>
/// A conflict is a value (<see cref="TransactionOutcome"/>); an unreachable or broken store throws <see cref="StorageUnavailableException"/>.
/// A write whose answer was lost is resolved inside the implementation: the caller never sees a conflict with its own first try.
/// </remarks>
public interface ITableStore
{
    /// <summary>One row, or null where there is none.</summary>
    Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>
    /// The rows of a partition whose row key starts with <paramref name="rowKeyPrefix"/>, in ordinal order of row key, from <paramref name="fromRowKey"/>
    /// (inclusive; null: from the first). Continuations are followed; an enumeration is no snapshot.
    /// </summary>
    IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken);

    /// <summary>Every row of every partition whose key starts with the prefix, ordered by partition key, then row key. For exports and rebuilds.</summary>
    IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken);

    /// <summary>
    /// Commits all actions or none. At most 100, all in one partition, each row once, 4 MiB together (<see cref="TableLimits.TransactionSize"/>). No actions are committed at once.
    /// </summary>
    /// <exception cref="ArgumentException">The transaction breaks one of these limits, or a key or value one of <see cref="TableLimits"/>.</exception>
    Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken);

    /// <summary>Creates the table where it is missing and proves that the storage answers. Throws <see cref="StorageUnavailableException"/> with what to do.</summary>
    Task EnsureReadyAsync(CancellationToken cancellationToken);
}

/// <summary>The storage cannot be reached or does not work; the message says what to do about it.</summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException() { }

    public StorageUnavailableException(string message) : base(message) { }

    public StorageUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>What a transaction came to.</summary>
public abstract record TransactionOutcome
{
    private TransactionOutcome() { }

    /// <param name="ETags">The new ETag of each action's row, in order; null for a delete.</param>
    public sealed record Committed(IReadOnlyList<string?> ETags) : TransactionOutcome;

    /// <param name="FailedAction">The zero-based index of the (first) action whose condition did not hold. Nothing was written.</param>
    public sealed record Conflict(int FailedAction, ConflictKind Kind) : TransactionOutcome;
}

public enum ConflictKind
{
    /// <summary>An <see cref="TableTransactionActionType.Add"/> met an existing row.</summary>
    AlreadyExists,

    /// <summary>The row has changed since its ETag was read.</summary>
    Changed,

    /// <summary>The row to replace or delete is gone.</summary>
    NotFound,
}

public enum TableTransactionActionType
{
    /// <summary>Insert; the row must not exist.</summary>
    Add,

    /// <summary>Replace the row whose ETag the entity carries.</summary>
    UpdateReplace,

    /// <summary>Insert or replace whatever is there. Never for state that two may change.</summary>
    UpsertReplace,

    /// <summary>
    /// Delete the row whose ETag the entity carries. A deletion leaves no trace to tell who did it: when an answer was lost, a transaction of deletes alone counts as
    /// done once its rows are gone. To claim something, replace a row.
    /// </summary>
    Delete,
}

public sealed record TableTransactionAction(TableTransactionActionType ActionType, TableEntity Entity)
{
    public static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    public static TableTransactionAction Replace(TableEntity entity) => new(TableTransactionActionType.UpdateReplace, entity);

    public static TableTransactionAction Upsert(TableEntity entity) => new(TableTransactionActionType.UpsertReplace, entity);

    public static TableTransactionAction Delete(TableEntity entity) => new(TableTransactionActionType.Delete, entity);

    /// <summary>Adds a new entity, replaces one that was read.</summary>
    public static TableTransactionAction Save(TableEntity entity) => entity.ETag is null ? Add(entity) : Replace(entity);
}
