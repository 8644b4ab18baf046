using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>One connection that reads, with the statements that it has run so far. Not for several threads.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly string select;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    public SqliteReader(SqliteDatabase database)
    {
        connection = database.OpenReader();
        select = Select(database);
    }

    /// <summary>How many statements it keeps: one for each condition that was ever asked.</summary>
    public int Statements => statements.Count;

    /// <param name="condition">One of a few constants: its statement is kept. Its parameters are <c>?1</c>, <c>?2</c>…</param>
    /// <param name="mostRows">Then the page ends.</param>
    /// <param name="mostBytes">And when its properties have come to more than so many bytes.</param>
    public SqlitePage Read(string condition, ReadOnlySpan<string> parameters, int mostRows, int mostBytes, CancellationToken cancellationToken)
    {
        if (!statements.TryGetValue(condition, out var statement)) statements.Add(condition, statement = new(connection, $"{select} {condition}"));
        try
        {
            for (var i = 0; i < parameters.Length; i++) statement.Bind(i + 1, parameters[i]);
            var rows = new List<TableEntity>();
            var bytes = 0;
            while (statement.Step())
            {
                if (rows.Count == mostRows || bytes > mostBytes) return new(rows, IsLast: false);
                cancellationToken.ThrowIfCancellationRequested();
                rows.Add(RowOf(statement, out var length));
                bytes += length;
            }

            return new(rows, IsLast: true);
        }
        finally
        {
            statement.Reset();
        }
    }

    public static string Select(SqliteDatabase database) => $"SELECT PartitionKey, RowKey, ETag, Properties FROM \"{database.Table}\"";

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
    }

    /// <param name="statement">On a row of <see cref="Select"/>.</param>
    /// <param name="bytes">Of its properties, as the file has them.</param>
    public static TableEntity RowOf(SqliteStatement statement, out int bytes)
    {
        var entity = new TableEntity(statement.Text(0), statement.Text(1), statement.Text(2));
        var properties = statement.Column(3);
        bytes = properties.Length;
        EntityJson.ReadProperties(properties, entity);
        return entity;
    }
}

internal sealed record SqlitePage(List<TableEntity> Rows, bool IsLast);
