using System.Threading.Channels;
using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>
/// The one writer of this process. What waits while it writes is committed together next time (group commit): one wait for the disk serves all.
/// The conflict of one transaction does not undo another.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Other processes wait meanwhile, so a commit stays small enough to take a fraction of a second.
    private const int TransactionsPerCommit = 256;
    private const int BytesPerCommit = 8 * 1024 * 1024;

    private readonly SqliteDatabase database;
    private readonly Channel<PendingTransaction> waiting = Channel.CreateUnbounded<PendingTransaction>(new() { SingleReader = true });
    private readonly SqliteCheckpoints checkpoints;
    private readonly Task loop;

    // Only the loop touches it; null until it is needed, and again after an error.
    private SqliteTransactionWriter? connection;

    public SqliteWriter(SqliteDatabase database)
    {
        this.database = database;
        checkpoints = new(database);
        loop = Task.Run(RunAsync);
    }

    /// <summary>Commits. A cancellation counts until the writer has taken the transaction up; from then on the outcome is told.</summary>
    /// <param name="actions">Checked against the limits. None: proves that the file can be opened for writing.</param>
    public async Task<TransactionOutcome> CommitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingTransaction([.. actions.Select(SqliteAction.Of)]);
        await using var registration = cancellationToken.Register(() => pending.TryCancel(cancellationToken));
        ObjectDisposedException.ThrowIf(!waiting.Writer.TryWrite(pending), typeof(SqliteTableStore));
        return await pending.Outcome;
    }

    /// <summary>Finishes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync()
    {
        var group = new List<PendingTransaction>();
        try
        {
            while (await waiting.Reader.WaitToReadAsync())
            {
                Gather(group);
                Commit(group);
            }
        }
        finally
        {
            // Should this ever end early, new transactions fail at once instead of waiting for nobody.
            waiting.Writer.TryComplete();
            checkpoints.Dispose();
            connection?.Dispose();
        }
    }

    private void Gather(List<PendingTransaction> group)
    {
        group.Clear();
        for (var bytes = 0; group.Count < TransactionsPerCommit && bytes < BytesPerCommit && waiting.Reader.TryRead(out var next);)
        {
            if (!next.TryTake()) continue;
            group.Add(next);
            bytes += next.Actions.Sum(action => action.Properties.Length);
        }
    }

    private void Commit(List<PendingTransaction> group)
    {
        try
        {
            connection ??= new(database.OpenWriter(), database.Table);
            if (group.TrueForAll(transaction => transaction.Actions.Count == 0))
            {
                foreach (var transaction in group) transaction.Complete(new TransactionOutcome.Committed([]));
                return;
            }

            var outcomes = connection.Commit(group);
            for (var i = 0; i < group.Count; i++) group[i].Complete(outcomes[i]);
            checkpoints.AfterCommit(connection.Handle);
        }
        catch (Exception e)
        {
            // Whatever it was, it belongs to those who wait, and the next group starts with a fresh connection. Closing undoes what was not committed.
            var reason = e is SqliteException sqlite ? database.Explain(sqlite) : e;
            var broken = connection;
            connection = null;
            broken?.Dispose();
            foreach (var transaction in group) transaction.Fail(reason);
        }
    }
}

/// <summary>A transaction on its way to the writer: waiting, then either cancelled or taken, never both.</summary>
internal sealed class PendingTransaction(IReadOnlyList<SqliteAction> actions)
{
    private readonly TaskCompletionSource<TransactionOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int decided;

    public IReadOnlyList<SqliteAction> Actions => actions;

    public Task<TransactionOutcome> Outcome => completion.Task;

    public bool TryTake() => Interlocked.Exchange(ref decided, 1) == 0;

    public void TryCancel(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref decided, 1) == 0) completion.TrySetCanceled(cancellationToken);
    }

    public void Complete(TransactionOutcome outcome) => completion.TrySetResult(outcome);

    public void Fail(Exception reason) => completion.TrySetException(reason);
}

/// <summary>An action with its properties already written, so that the writer's time is not spent on it.</summary>
internal sealed record SqliteAction(TableTransactionActionType Type, string PartitionKey, string RowKey, string? ETag, byte[] Properties)
{
    public static SqliteAction Of(TableTransactionAction action) => new(
        action.ActionType,
        action.Entity.PartitionKey,
        action.Entity.RowKey,
        action.Entity.ETag,
        action.ActionType == TableTransactionActionType.Delete ? [] : EntityJson.Write(json => EntityJson.WriteProperties(json, action.Entity)));
}
