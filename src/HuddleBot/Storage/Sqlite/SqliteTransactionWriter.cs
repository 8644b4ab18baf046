using System.Security.Cryptography;
using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>The statements of the writer, prepared once on its connection. Not for several threads.</summary>
internal sealed class SqliteTransactionWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, commit, savepoint, release, rollback, find, add, upsert, replace, delete;

    public SqliteTransactionWriter(SqliteConnection connection, string table)
    {
        this.connection = connection;
        (begin, commit) = (new(connection, "BEGIN IMMEDIATE"), new(connection, "COMMIT"));
        (savepoint, release, rollback) = (new(connection, "SAVEPOINT one"), new(connection, "RELEASE one"), new(connection, "ROLLBACK TO one"));

        // ?1 partition key, ?2 row key, ?3 new ETag (of a delete: the expected one), ?4 properties, ?5 expected ETag.
        const string values = "(PartitionKey, RowKey, ETag, Properties) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (PartitionKey, RowKey)";
        find = new(connection, $"SELECT 1 FROM \"{table}\" WHERE PartitionKey = ?1 AND RowKey = ?2");
        add = new(connection, $"INSERT INTO \"{table}\" {values} DO NOTHING");
        upsert = new(connection, $"INSERT INTO \"{table}\" {values} DO UPDATE SET ETag = ?3, Properties = ?4");
        replace = new(connection, $"UPDATE \"{table}\" SET ETag = ?3, Properties = ?4 WHERE PartitionKey = ?1 AND RowKey = ?2 AND ETag = ?5");
        delete = new(connection, $"DELETE FROM \"{table}\" WHERE PartitionKey = ?1 AND RowKey = ?2 AND ETag = ?3");
    }

    /// <summary>Takes the file's write lock, waiting for other processes as long as the busy timeout allows.</summary>
    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    public TransactionOutcome Apply(IReadOnlyList<SqliteAction> actions)
    {
        savepoint.Run();
        // Random, not counted: a row that is deleted and made again must not meet an old ETag.
        var eTag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        for (var i = 0; i < actions.Count; i++)
        {
            if (TryApply(actions[i], eTag)) continue;
            rollback.Run();
            release.Run();
            return new TransactionOutcome.Conflict(i, WhyNot(actions[i]));
        }

        release.Run();
        return new TransactionOutcome.Committed([.. actions.Select(action => action.Type == TableTransactionActionType.Delete ? null : eTag)]);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, savepoint, release, rollback, find, add, upsert, replace, delete }) statement.Dispose();
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
