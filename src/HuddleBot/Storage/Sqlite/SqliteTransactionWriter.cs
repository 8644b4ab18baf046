using System.Security.Cryptography;
using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HuddleBot.Storage.Sqlite;

/// <summary>The statements of the writer, prepared once on its connection. Not for several threads.</summary>
internal sealed class SqliteTransactionWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, commit, undo, savepoint, release, rollback, find, add, upsert, replace, delete;

    public SqliteTransactionWriter(SqliteConnection connection, string table)
    {
        this.connection = connection;
        (begin, commit, undo) = (new(connection, "BEGIN IMMEDIATE"), new(connection, "COMMIT"), new(connection, "ROLLBACK"));
        (savepoint, release, rollback) = (new(connection, "SAVEPOINT one"), new(connection, "RELEASE one"), new(connection, "ROLLBACK TO one"));

        // ?1 partition key, ?2 row key, ?3 new ETag (of a delete: the expected one), ?4 properties, ?5 expected ETag.
        const string values = "(PartitionKey, RowKey, ETag, Properties) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (PartitionKey, RowKey)";
        find = new(connection, $"SELECT 1 FROM \"{table}\" WHERE PartitionKey = ?1 AND RowKey = ?2");
        add = new(connection, $"INSERT INTO \"{table}\" {values} DO NOTHING");
        upsert = new(connection, $"INSERT INTO \"{table}\" {values} DO UPDATE SET ETag = ?3, Properties = ?4");
        replace = new(connection, $"UPDATE \"{table}\" SET ETag = ?3, Properties = ?4 WHERE PartitionKey = ?1 AND RowKey = ?2 AND ETag = ?5");
        delete = new(connection, $"DELETE FROM \"{table}\" WHERE PartitionKey = ?1 AND RowKey = ?2 AND ETag = ?3");
    }

    /// <summary>
    /// Commits them together; the conflict of one does not undo another. A conflict is rare, and for a savepoint SQLite keeps a copy of every page that is changed after it: so they are
    /// applied without, and where one meets a conflict, all are undone and applied anew, each with a savepoint.
    /// </summary>
    /// <remarks>Takes the file's write lock, waiting for other processes as long as the busy timeout allows.</remarks>
    public IReadOnlyList<TransactionOutcome> Commit(IReadOnlyList<PendingTransaction> group)
    {
        begin.Run();
        var outcomes = group.Select(transaction => Apply(transaction.Actions)).TakeWhile(outcome => outcome is TransactionOutcome.Committed).ToList();
        if (outcomes.Count < group.Count)
        {
            undo.Run();
            begin.Run();
            outcomes = [.. group.Select(transaction => ApplyAlone(transaction.Actions))];
        }

        commit.Run();
        return outcomes;
    }

    private TransactionOutcome ApplyAlone(IReadOnlyList<SqliteAction> actions)
    {
        savepoint.Run();
        var outcome = Apply(actions);
        if (outcome is TransactionOutcome.Conflict) rollback.Run();
        release.Run();
        return outcome;
    }

    private TransactionOutcome Apply(IReadOnlyList<SqliteAction> actions)
    {
        // Random, not counted: a row that is deleted and made again must not meet an old ETag.
        var eTag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        for (var i = 0; i < actions.Count; i++)
        {
            if (!TryApply(actions[i], eTag)) return new TransactionOutcome.Conflict(i, WhyNot(actions[i]));
        }

        return new TransactionOutcome.Committed([.. actions.Select(action => action.Type == TableTransactionActionType.Delete ? null : eTag)]);
    }

    /// <summary>The connection underneath.</summary>
    public sqlite3 Handle => connection.Handle!;

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, undo, savepoint, release, rollback, find, add, upsert, replace, delete }) statement.Dispose();
        connection.Dispose();
    }

    private bool TryApply(SqliteAction action, string eTag) => ChangedRows(action, eTag) == 1;

    private int ChangedRows(SqliteAction action, string eTag) => action.Type switch
    {
        TableTransactionActionType.Add => Keyed(add, action).Bind(3, eTag).Bind(4, action.Properties).Run(),
        TableTransactionActionType.UpsertReplace => Keyed(upsert, action).Bind(3, eTag).Bind(4, action.Properties).Run(),
        TableTransactionActionType.UpdateReplace => Keyed(replace, action).Bind(3, eTag).Bind(4, action.Properties).Bind(5, action.ETag!).Run(),
        TableTransactionActionType.Delete => Keyed(delete, action).Bind(3, action.ETag!).Run(),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.Type, "no such action"),
    };

    private ConflictKind WhyNot(SqliteAction action)
    {
        if (action.Type == TableTransactionActionType.Add) return ConflictKind.AlreadyExists;
        return Keyed(find, action).RunToFind() ? ConflictKind.Changed : ConflictKind.NotFound;
    }

    private static SqliteStatement Keyed(SqliteStatement statement, SqliteAction action) => statement.Bind(1, action.PartitionKey).Bind(2, action.RowKey);
}
