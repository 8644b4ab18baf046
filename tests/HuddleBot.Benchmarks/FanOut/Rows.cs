using Microsoft.Data.Sqlite;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>Counts rows in the bot's file from outside, without reading them.</summary>
internal sealed class Rows(string database)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 30 }.ConnectionString;

    /// <param name="partitions">The first characters of the partitions that count.</param>
    public int Count(string partitions, string prefix)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM HuddleBot WHERE PartitionKey >= $partitions AND PartitionKey < $end AND RowKey >= $from AND RowKey < $until";
        command.Parameters.AddWithValue("$partitions", partitions);
        command.Parameters.AddWithValue("$end", partitions + "~");
        command.Parameters.AddWithValue("$from", prefix);
        command.Parameters.AddWithValue("$until", prefix + "~");
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
