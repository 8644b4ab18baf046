using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HuddleBot.Storage.Sqlite;

/// <summary>
/// Carries the write-ahead log into the file, beside the writer. SQLite by itself does it within a commit, and who waits for that commit waits for thousands of pages. In two steps: first, on a
/// connection of its own, all that is in the log; then, between two commits, the little that has come since, after which SQLite begins the log anew.
/// </summary>
/// <remarks>
/// What goes wrong here loses nothing, the log has it all: it is tried again with the next commits, and a disk that is full or broken makes those fail too. Only for the writer's thread.
/// </remarks>
internal sealed class SqliteCheckpoints(SqliteDatabase database) : IDisposable
{
    /// <summary>
    /// The log is carried over when it has so many pages more (16 MiB); SQLite's own number is 1000. The keys of responses are hashes, so a page is changed again and again: the more changes come
    /// together, the fewer pages are written and waited for twice.
    /// </summary>
    private const int PagesInLog = 4000;

    /// <summary>Several processes that write without pause could keep the log from ever being carried over to its end: then the others wait for that once.</summary>
    private const int TooManyPages = 2 * PagesInLog;

    /// <summary>A disk that is slower than those who write: they wait for it.</summary>
    private const int FarTooManyPages = 4 * PagesInLog;

    private SqliteConnection? beside;
    private Task? carrying;
    private int written;

    /// <summary>To be called between two commits, when those who waited for the last have been told.</summary>
    /// <param name="writer">The connection that has committed.</param>
    public void AfterCommit(sqlite3 writer)
    {
        raw.sqlite3_db_status(writer, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        written += pages;
        if (written >= FarTooManyPages) carrying?.GetAwaiter().GetResult();
        if (carrying is { IsCompleted: true })
        {
            // Where another process is at it, so would it be after thousands of pages more: once more after the next commit.
            if (Carry(writer, raw.SQLITE_CHECKPOINT_PASSIVE) is not { } inLog) return;
            carrying = null;
            if (inLog > TooManyPages) Carry(writer, raw.SQLITE_CHECKPOINT_FULL);
        }
        else if (carrying is null && written >= PagesInLog)
        {
            written = 0;
            carrying = Task.Run(CarryBeside);
        }
    }

    /// <summary>Waits for what is being carried over.</summary>
    public void Dispose()
    {
        carrying?.GetAwaiter().GetResult();
        beside?.Dispose();
    }

    private void CarryBeside()
    {
        try
        {
            beside ??= database.OpenReader();
            Carry(beside.Handle!, raw.SQLITE_CHECKPOINT_PASSIVE);
        }
        catch (SqliteException)
        {
            // The file cannot be opened at this moment (see the remarks): the writer then carries all of it itself, between two commits.
        }
    }

    /// <returns>How many pages the log has, where all but those that somebody still reads are in the file now; null where another process is at it, or it failed.</returns>
    private static int? Carry(sqlite3 connection, int mode) =>
        raw.sqlite3_wal_checkpoint_v2(connection, "main", mode, out var pages, out _) == raw.SQLITE_OK ? pages : null;
}
