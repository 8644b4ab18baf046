using Microsoft.Data.Sqlite;

namespace HuddleBot.Benchmarks;

/// <summary>SQLite without a bot, as durable as the bot has it.</summary>
internal static class BareSqlite
{
    public static SqliteConnection OpenToWrite(string file)
    {
        var connection = Open(file);
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        return connection;
    }

    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
