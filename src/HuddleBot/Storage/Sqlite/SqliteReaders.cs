using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>
/// The connections that read, which keep their statements. One reads at a time on each; as many are opened as read at once, and a few are kept.
/// Between two reads a connection has no transaction open, so that the write-ahead log can be recycled.
/// </summary>
internal sealed class SqliteReaders(SqliteDatabase database) : IDisposable
{
    /// <summary>Each keeps up to 2 MiB of pages. The last one that was given back is taken first, so most of the time two or three are in use.</summary>
    private const int Kept = 8;

    private readonly Lock change = new();
    private readonly Stack<SqliteReader> resting = new(Kept);
    private bool closed;

    /// <summary>Connections that wait to be used.</summary>
    public int Resting
    {
        get
        {
            lock (change) return resting.Count;
        }
    }

    /// <param name="read">Gets a connection that nobody else has meanwhile.</param>
    /// <exception cref="StorageUnavailableException">The file cannot be read; says what to do.</exception>
    public T Read<T>(Func<SqliteReader, T> read)
    {
        try
        {
            var reader = Take();
            try
            {
                var answer = read(reader);
                GiveBack(reader);
                return answer;
            }
            catch
            {
                // After an error a fresh one: the file may have been moved, or the connection be in a state that nobody knows.
                reader.Dispose();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw database.Explain(e);
        }
    }

    /// <summary>Closes what rests, and what is in use when it is given back.</summary>
    public void Dispose()
    {
        lock (change)
        {
            closed = true;
            while (resting.TryPop(out var reader)) reader.Dispose();
        }
    }

    private SqliteReader Take()
    {
        lock (change)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteTableStore));
            if (resting.TryPop(out var reader)) return reader;
        }

        return new(database);
    }

    private void GiveBack(SqliteReader reader)
    {
        lock (change)
        {
            if (!closed && resting.Count < Kept)
            {
                resting.Push(reader);
                return;
            }
        }

        reader.Dispose();
    }
}
