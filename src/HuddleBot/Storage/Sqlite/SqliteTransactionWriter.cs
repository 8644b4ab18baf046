using System.Security.Cryptography;
using System.Text;
using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>The statements of the writer, prepared once on its connection. Not for several threads.</summary>
internal sealed class SqliteTransactionWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement find;
    private readonly Statement add;
    private readonly Statement upsert;
    private readonly Statement replace;
    private readonly Statement delete;

    public SqliteTransactionWriter(SqliteConnection connection, string table)
    {
        this.connection = connection;
        const string values = "(PartitionKey, RowKey, ETag, Properties) VALUES ($partition, $row, $etag, $properties) ON CONFLICT (PartitionKey, RowKey)";
        find = new(connection, $"SELECT 1 FROM \"{table}\" WHERE PartitionKey = $partition AND RowKey = $row");
        add = new(connection, $"INSERT INTO \"{table}\" {values} DO NOTHING");
        upsert = new(connection, $"INSERT INTO \"{table}\" {values} DO UPDATE SET ETag = $etag, Properties = $properties");
        replace = new(connection, $"UPDATE \"{table}\" SET ETag = $etag, Properties = $properties WHERE PartitionKey = $partition AND RowKey = $row AND ETag = $expected");
        delete = new(connection, $"DELETE FROM \"{table}\" WHERE PartitionKey = $partition AND RowKey = $row AND ETag = $expected");
    }

    /// <summary>Takes the file's write lock, waiting for other processes as long as the busy timeout allows.</summary>
    public void Begin() => SqliteDatabase.Execute(connection, "BEGIN IMMEDIATE");

    public void Commit() => SqliteDatabase.Execute(connection, "COMMIT");

    public TransactionOutcome Apply(IReadOnlyList<SqliteAction> actions)
    {
        SqliteDatabase.Execute(connection, "SAVEPOINT one");
        // Random, not counted: a row that is deleted and made again must not meet an old ETag.
        var eTag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        for (var i = 0; i < actions.Count; i++)
        {
            if (TryApply(actions[i], eTag)) continue;
            SqliteDatabase.Execute(connection, "ROLLBACK TO one; RELEASE one");
            return new TransactionOutcome.Conflict(i, WhyNot(actions[i]));
        }

        SqliteDatabase.Execute(connection, "RELEASE one");
        return new TransactionOutcome.Committed([.. actions.Select(action => action.Type == TableTransactionActionType.Delete ? null : eTag)]);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { find, add, upsert, replace, delete }) statement.Dispose();
        connection.Dispose();
    }

    private bool TryApply(SqliteAction action, string eTag) => action.Type switch
    {
        TableTransactionActionType.Add => add.Execute(action, eTag) == 1,
        TableTransactionActionType.UpsertReplace => upsert.Execute(action, eTag) == 1,
        TableTransactionActionType.UpdateReplace => replace.Execute(action, eTag) == 1,
        TableTransactionActionType.Delete => delete.Execute(action, eTag) == 1,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.Type, "no such action"),
    };

    private ConflictKind WhyNot(SqliteAction action)
    {
        if (action.Type == TableTransactionActionType.Add) return ConflictKind.AlreadyExists;
        return find.Exists(action) ? ConflictKind.Changed : ConflictKind.NotFound;
    }

    private sealed class Statement : IDisposable
    {
        private readonly SqliteCommand command;

        public Statement(SqliteConnection connection, string sql)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in new[] { "$partition", "$row", "$etag", "$expected", "$properties" })
            {
                if (sql.Contains(name, StringComparison.Ordinal)) command.Parameters.Add(name, SqliteType.Text);
            }

            command.Prepare();
        }

        public int Execute(SqliteAction action, string eTag)
        {
            Bind(action, eTag);
            return command.ExecuteNonQuery();
        }

        public bool Exists(SqliteAction action)
        {
            Bind(action, eTag: "");
            return command.ExecuteScalar() is not null;
        }

        public void Dispose() => command.Dispose();

        private void Bind(SqliteAction action, string eTag)
        {
            foreach (SqliteParameter parameter in command.Parameters)
            {
                parameter.Value = parameter.ParameterName switch
                {
                    "$partition" => action.PartitionKey,
                    "$row" => action.RowKey,
                    "$etag" => eTag,
                    "$expected" => action.ETag,
                    _ => Encoding.UTF8.GetString(action.Properties),
                };
            }
        }
    }
}
