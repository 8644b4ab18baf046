using System.Runtime.CompilerServices;
using System.Text.Json;
using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>
/// The table in one SQLite file. One writer gathers concurrent transactions into one commit; readers have connections of their own.
/// Several processes may use the file at once.
/// </summary>
internal sealed class SqliteTableStore : ITableStore, IAsyncDisposable, IDisposable
{
    private const int RowsPerPage = 500;
    private const int CharactersPerPage = 4 * 1024 * 1024;

    private readonly SqliteDatabase database;
    private readonly SqliteWriter writer;
    private volatile bool ready;

    public SqliteTableStore(SqliteDatabase database)
    {
        this.database = database;
        writer = new(database);
    }

    public async Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        var (rows, _) = await ReadAsync("WHERE PartitionKey = $partition AND RowKey = $row", [("$partition", partitionKey), ("$row", rowKey)], cancellationToken);
        return rows.Count > 0 ? rows[0] : null;
    }

    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string partitionKey, string rowKeyPrefix, string? fromRowKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKeyPrefix);
        TableLimits.CheckKey(fromRowKey ?? "");
        var from = string.CompareOrdinal(fromRowKey, rowKeyPrefix) > 0 ? fromRowKey! : rowKeyPrefix;
        var end = TableLimits.EndOfPrefix(rowKeyPrefix);
        var condition = "WHERE PartitionKey = $partition AND RowKey >= $from" + (end is null ? "" : " AND RowKey < $end") + " ORDER BY RowKey";
        while (true)
        {
            var (rows, isLast) = await ReadAsync(condition, [("$partition", partitionKey), ("$from", from), ("$end", end)], cancellationToken);
            foreach (var row in rows) yield return row;
            if (isLast) yield break;
            from = rows[^1].RowKey + "\0";
        }
    }

    public async IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKeyPrefix);
        var (partition, row) = (partitionKeyPrefix, "");
        var end = TableLimits.EndOfPrefix(partitionKeyPrefix);
        var condition = "WHERE (PartitionKey, RowKey) >= ($partition, $row)" + (end is null ? "" : " AND PartitionKey < $end") + " ORDER BY PartitionKey, RowKey";
        while (true)
        {
            var (rows, isLast) = await ReadAsync(condition, [("$partition", partition), ("$row", row), ("$end", end)], cancellationToken);
            foreach (var found in rows) yield return found;
            if (isLast) yield break;
            (partition, row) = (rows[^1].PartitionKey, rows[^1].RowKey + "\0");
        }
    }

    public async Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        TableLimits.Check(actions);
        if (actions.Count == 0) return new TransactionOutcome.Committed([]);
        var outcome = await writer.CommitAsync(actions, cancellationToken);
        ready = true;
        return outcome;
    }

    public async Task EnsureReadyAsync(CancellationToken cancellationToken) =>
        await ReadAsync("WHERE PartitionKey = '' LIMIT 1", [], cancellationToken);

    /// <summary>For hosts that are disposed without await; waits for what is being committed.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        database.ClearPool();
    }

    /// <summary>
    /// Reads one page on a thread of its own, as SQLite knows no waiting without blocking. No connection stays open between two pages: a slow reader would keep
    /// the write-ahead log from being recycled.
    /// </summary>
    private async Task<Page> ReadAsync(string condition, (string Name, string? Value)[] parameters, CancellationToken cancellationToken)
    {
        if (!ready)
        {
            await writer.CommitAsync([], cancellationToken);
            ready = true;
        }

        return await Task.Run(
            () =>
            {
                try
                {
                    return Read(condition, parameters, cancellationToken);
                }
                catch (SqliteException e)
                {
                    throw database.Explain(e);
                }
            },
            cancellationToken);
    }

    private Page Read(string condition, (string Name, string? Value)[] parameters, CancellationToken cancellationToken)
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT PartitionKey, RowKey, ETag, Properties FROM \"{database.Table}\" {condition}";
        foreach (var (name, value) in parameters)
        {
            if (value is not null) command.Parameters.AddWithValue(name, value);
        }

        var rows = new List<TableEntity>();
        var characters = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (rows.Count == RowsPerPage || characters > CharactersPerPage) return new(rows, IsLast: false);
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(RowOf(reader, out var length));
            characters += length;
        }

        return new(rows, IsLast: true);
    }

    /// <param name="reader">On a row of partition key, row key, ETag and properties.</param>
    /// <param name="characters">Of its properties, as the file has them.</param>
    public static TableEntity RowOf(SqliteDataReader reader, out int characters)
    {
        var entity = new TableEntity(reader.GetString(0), reader.GetString(1), reader.GetString(2));
        var properties = reader.GetString(3);
        characters = properties.Length;
        using var json = JsonDocument.Parse(properties);
        EntityJson.ReadProperties(json.RootElement, entity);
        return entity;
    }

    private sealed record Page(List<TableEntity> Rows, bool IsLast);
}
