using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HuddleBot.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and run many times. <see cref="SqliteCommand"/> looks at its parameters again, and makes strings of what is UTF-8 on both sides, at every run:
/// a click runs some thirty. Not for several threads.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int BytesOnStack = 1024;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private bool ended;

    /// <param name="sql">With numbered parameters: <c>?1</c>, <c>?2</c>…</param>
    /// <exception cref="SqliteException">SQLite does not take it.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new ArgumentException("the connection is not open", nameof(connection));
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    /// <param name="parameter">From 1.</param>
    public SqliteStatement Bind(int parameter, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= BytesOnStack ? stackalloc byte[BytesOnStack] : new byte[most];
        return Bind(parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <param name="parameter">From 1.</param>
    /// <param name="utf8">Copied; bound as text, with the zeros in it.</param>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        // No bytes have no address, which would be NULL.
        var code = utf8.IsEmpty ? raw.sqlite3_bind_text(statement, parameter, utf8z.FromString("")) : raw.sqlite3_bind_text(statement, parameter, utf8);
        SqliteException.ThrowExceptionForRC(code, database);
        return this;
    }

    /// <summary>Goes to the next row; false: there is none. Whoever has not come to the end calls <see cref="Reset"/>: until then the transaction of a reading statement lasts.</summary>
    /// <exception cref="SqliteException">It failed, or the file was locked for longer than the connection waits.</exception>
    public bool Step()
    {
        // SQLite would begin again.
        if (ended) return false;
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, database);
        ended = true;
        return false;
    }

    /// <summary>Of the row it stands on, until the next step.</summary>
    public ReadOnlySpan<byte> Column(int column) => raw.sqlite3_column_blob(statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Column(column));

    /// <summary>Runs a statement that returns no rows. Returns how many rows it has changed, where it is one that changes rows.</summary>
    public int Run()
    {
        RunToFind();
        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs it, and says whether it found a row.</summary>
    public bool RunToFind()
    {
        try
        {
            return Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Ready to be run again. What went wrong has been thrown by <see cref="Step"/>.</summary>
    public void Reset()
    {
        ended = false;
        _ = raw.sqlite3_reset(statement);
    }

    public void Dispose() => statement.Dispose();
}
