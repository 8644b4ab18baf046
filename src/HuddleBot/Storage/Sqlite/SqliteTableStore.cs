using System.Runtime.CompilerServices;
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
    private const int BytesPerPage = 4 * 1024 * 1024;

    // So little is read where the caller stands: going to another thread and back takes longer.
    private const int RowsInPlace = 32;
    private const int BytesInPlace = 64 * 1024;

    private const string OneRow = "WHERE PartitionKey = ?1 AND RowKey = ?2";
    private const string FromRow = "WHERE PartitionKey = ?1 AND RowKey >= ?2 ORDER BY RowKey";
    private const string FromRowToEnd = "WHERE PartitionKey = ?1 AND RowKey >= ?2 AND RowKey < ?3 ORDER BY RowKey";
    private const string FromPartition = "WHERE (PartitionKey, RowKey) >= (?1, ?2) ORDER BY PartitionKey, RowKey";
    private const string FromPartitionToEnd = "WHERE (PartitionKey, RowKey) >= (?1, ?2) AND PartitionKey < ?3 ORDER BY PartitionKey, RowKey";

    private readonly SqliteDatabase database;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private volatile bool ready;

    public SqliteTableStore(SqliteDatabase database)
    {
        this.database = database;
        writer = new(database);
        readers = new(database);
    }

    public async Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        await BeReadyAsync(cancellationToken);
        var (rows, _) = Read(OneRow, [partitionKey, rowKey], RowsInPlace, BytesInPlace, cancellationToken);
        return rows.Count > 0 ? rows[0] : null;
    }

    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string partitionKey, string rowKeyPrefix, string? fromRowKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKeyPrefix);
        TableLimits.CheckKey(fromRowKey ?? "");
        await BeReadyAsync(cancellationToken);
        var from = string.CompareOrdinal(fromRowKey, rowKeyPrefix) > 0 ? fromRowKey! : rowKeyPrefix;
        var end = TableLimits.EndOfPrefix(rowKeyPrefix);
        var (rows, isLast) = ReadFrom(RowsInPlace, BytesInPlace);
        while (true)
        {
            foreach (var row in rows) yield return row;
            if (isLast) yield break;
            from = rows[^1].RowKey + "\0";
            (rows, isLast) = await Task.Run(() => ReadFrom(RowsPerPage, BytesPerPage), cancellationToken);
        }

        SqlitePage ReadFrom(int mostRows, int mostBytes) => end is null
            ? Read(FromRow, [partitionKey, from], mostRows, mostBytes, cancellationToken)
            : Read(FromRowToEnd, [partitionKey, from, end], mostRows, mostBytes, cancellationToken);
    }

    public async IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKeyPrefix);
        await BeReadyAsync(cancellationToken);
        var (partition, row) = (partitionKeyPrefix, "");
        var end = TableLimits.EndOfPrefix(partitionKeyPrefix);
        while (true)
        {
            var (rows, isLast) = await Task.Run(
                () => end is null
                    ? Read(FromPartition, [partition, row], RowsPerPage, BytesPerPage, cancellationToken)
                    : Read(FromPartitionToEnd, [partition, row, end], RowsPerPage, BytesPerPage, cancellationToken),
                cancellationToken);
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

    /// <summary>With a connection of its own: those that are open go on reading a file that was moved or deleted.</summary>
    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        await BeReadyAsync(cancellationToken);
        await Task.Run(
            () =>
            {
                try
                {
                    using var reader = new SqliteReader(database);
                    reader.Read(OneRow, ["", ""], RowsInPlace, BytesInPlace, cancellationToken);
                }
                catch (SqliteException e)
                {
                    throw database.Explain(e);
                }
            },
            cancellationToken);
    }

    /// <summary>For hosts that are disposed without await; waits for what is being committed.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        readers.Dispose();
    }

    /// <summary>The writer makes the table before anybody reads it.</summary>
    private async ValueTask BeReadyAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ready) return;
        await writer.CommitAsync([], cancellationToken);
        ready = true;
    }

    /// <summary>One page. No transaction stays open between two pages: a slow reader would keep the write-ahead log from being recycled.</summary>
    private SqlitePage Read(string condition, string[] parameters, int mostRows, int mostBytes, CancellationToken cancellationToken) =>
        readers.Read(reader => reader.Read(condition, parameters, mostRows, mostBytes, cancellationToken));
}
