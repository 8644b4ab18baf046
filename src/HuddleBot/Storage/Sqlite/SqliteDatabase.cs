using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Storage.Sqlite;

/// <summary>The file, how its connections are opened, and what its errors mean to the person who runs the bot.</summary>
internal sealed class SqliteDatabase
{
    public const string DefaultConnectionString = "Data Source=huddlebot.db";
    private const int SchemaVersion = 1;

    /// <summary>Of the connection that writes: the upper pages of a large index stay at hand. SQLite's own is 2000.</summary>
    private const int CacheKiB = 16_000;

    private readonly int busyTimeoutSeconds;
    private readonly SqliteConnectionStringBuilder reading;
    private readonly SqliteConnectionStringBuilder writing;

    /// <param name="busyTimeoutSeconds">So long a connection waits for others that keep the file locked.</param>
    /// <exception cref="SettingsException">Not a connection string that names one file.</exception>
    public SqliteDatabase(string? connectionString, string table = "HuddleBot", int busyTimeoutSeconds = 10)
    {
        this.busyTimeoutSeconds = busyTimeoutSeconds;
        SqliteConnectionStringBuilder settings;
        try
        {
            settings = new(string.IsNullOrWhiteSpace(connectionString) ? DefaultConnectionString : connectionString);
        }
        catch (ArgumentException e)
        {
            throw new SettingsException($"Storage:ConnectionString is no SQLite connection string, such as '{DefaultConnectionString}': {e.Message}", e);
        }

        if (settings.Mode == SqliteOpenMode.Memory || settings.DataSource is "" or ":memory:" || settings.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new SettingsException($"Storage:ConnectionString must name a file, such as '{DefaultConnectionString}': what is kept in memory is lost when the bot stops, and the command line could not see it.");
        if (settings.Mode == SqliteOpenMode.ReadOnly) throw new SettingsException("Storage:ConnectionString says Mode=ReadOnly, but the bot has to write.");

        Table = table;
        Path = System.IO.Path.GetFullPath(settings.DataSource);
        settings.DataSource = Path;
        settings.Cache = SqliteCacheMode.Private;
        settings.DefaultTimeout = busyTimeoutSeconds;
        // A reader never makes a file: an empty one in the place of a lost one would look like a customer without feedback.
        reading = new(settings.ConnectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        writing = new(settings.ConnectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
    }

    public string Path { get; }

    /// <summary>Letters and digits only (checked by <see cref="StorageOptions"/>), so it can stand in SQL as it is.</summary>
    public string Table { get; }

    public SqliteConnection OpenReader() => Open(reading, "PRAGMA query_only = 1");

    /// <summary>
    /// Opens the connection that writes, and makes the table where it is missing.
    /// WAL lets readers and other processes go on while it writes. A commit is in the operating system's hands when it returns, so it survives the death of the
    /// process; synchronous = FULL also waits for the disk, so it survives the loss of power as far as the disk keeps its word. Group commit pays for the wait.
    /// Whoever writes sees to it that the log is carried into the file: <see cref="SqliteCheckpoints"/>.
    /// </summary>
    public SqliteConnection OpenWriter()
    {
        if (System.IO.Path.GetDirectoryName(Path) is { } folder && !Directory.Exists(folder))
            throw new StorageUnavailableException($"The folder {folder} of the database does not exist. Create it, or name another file in Storage:ConnectionString.");
        var connection = Open(writing, $"PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -{CacheKiB}");
        try
        {
            if (Scalar(connection, "PRAGMA journal_mode = WAL") is not "wal")
                throw new StorageUnavailableException($"The database {Path} cannot use a write-ahead log there; put it on a local disk (not a network folder).");
            var version = (long)Scalar(connection, "PRAGMA user_version")!;
            if (version > SchemaVersion)
                throw new StorageUnavailableException($"The database {Path} was made by a newer HuddleBot. Start that version, or name another file in Storage:ConnectionString.");
            // Asked first, because making even what is there would wait for whoever is writing.
            if (version < SchemaVersion || Scalar(connection, $"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{Table}' COLLATE NOCASE") is null)
            {
                Execute(connection, $"""
                    BEGIN IMMEDIATE;
                    CREATE TABLE IF NOT EXISTS "{Table}" (
                        PartitionKey TEXT NOT NULL, RowKey TEXT NOT NULL, ETag TEXT NOT NULL, Properties TEXT NOT NULL, PRIMARY KEY (PartitionKey, RowKey));
                    PRAGMA user_version = {SchemaVersion};
                    COMMIT;
                    """);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What SQLite's result codes ask of the person who runs the bot.</summary>
    public StorageUnavailableException Explain(SqliteException e) => new(
        e.SqliteErrorCode switch
        {
            5 or 6 => $"The database {Path} has been locked by another program for {busyTimeoutSeconds} seconds. Close the program that holds it (a backup, a sqlite3 shell with an open transaction).",
            8 => $"The database {Path} is read-only for the bot. Give its user the right to write the file and its folder; where the disk itself is mounted read-only, mount it for writing, or move the file and name it in Storage:ConnectionString.",
            10 when !IsFull => $"The disk failed to read or write the database {Path}: {e.Message} Check the disk and its free space.",
            11 => $"The database {Path} is damaged. Stop the bot, keep a copy, and restore a backup (or try: sqlite3 FILE .recover).",
            10 or 13 => $"The disk of the database {Path} is full. Make room there, or move the file and name it in Storage:ConnectionString. With room the bot goes on by itself.",
            14 => $"The database {Path} cannot be opened. Check that its folder exists, that the bot's user may read and write there, and that the disk is not mounted read-only.",
            26 => $"The file {Path} is no SQLite database. Name another file in Storage:ConnectionString.",
            _ => $"The database {Path} does not work: {e.Message}",
        },
        e);

    /// <summary>Without room for the log's index SQLite speaks of a disk that fails.</summary>
    private bool IsFull => new DriveInfo(Path).AvailableFreeSpace < 64 * 1024;

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private SqliteConnection Open(SqliteConnectionStringBuilder settings, string pragma)
    {
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {busyTimeoutSeconds * 1000}; {pragma};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
