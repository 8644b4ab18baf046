using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Backup;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>
/// All rows as they were at one moment: one statement is one read transaction, whoever writes meanwhile. Until it has ended, the write-ahead log beside the file grows with what is written.
/// </summary>
internal sealed class SqliteSnapshot(SqliteDatabase database) : IBackupSource
{
    private const int RowsAtOnce = 500;

    public string Storage => nameof(StorageProvider.Sqlite);

    public async IAsyncEnumerable<TableEntity> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var connection = database.OpenReader();
        using var statement = Explained(() => new SqliteStatement(connection, $"{SqliteReader.Select(database)} ORDER BY PartitionKey, RowKey"));
        while (await Task.Run(() => Explained(() => Next(statement)), cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows) yield return row;
        }
    }

    public Task<bool> WasOfOneMomentAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    private static List<TableEntity> Next(SqliteStatement statement)
    {
        var rows = new List<TableEntity>();
        while (rows.Count < RowsAtOnce && statement.Step())
        {
            if (!BackupFormat.IsLeftOut(statement.Text(0))) rows.Add(SqliteReader.RowOf(statement, out _));
        }

        return rows;
    }

    private T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw database.Explain(e);
        }
    }
}
