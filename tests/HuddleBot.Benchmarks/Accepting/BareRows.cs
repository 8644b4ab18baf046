using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Benchmarks.Accepting;

/// <summary>What the bot has stored, inserted once more by bare SQLite: the same rows in the same order, table and keys, as durable.</summary>
/// <param name="AnswersPerSecond">Answers whose rows are inserted in a second.</param>
/// <param name="RowsEach">Of an answer, with its share of what belongs to several.</param>
/// <param name="CharactersEach">Of keys, ETags and properties.</param>
internal sealed record BareRows(double AnswersPerSecond, double RowsEach, double CharactersEach)
{
    private const string Columns = "PartitionKey, RowKey, ETag, Properties";

    /// <param name="name">Of the bot's file, which nobody uses any more.</param>
    /// <param name="together">So many answers in a transaction.</param>
    public static BareRows Insert(string folder, string name, int answers, int together)
    {
        var rows = Read(Path.Combine(folder, $"{name}.db"));
        using var connection = BareSqlite.OpenToWrite(Path.Combine(folder, $"rows-{name}.db"));
        BareSqlite.Execute(connection, "CREATE TABLE HuddleBot (PartitionKey TEXT NOT NULL, RowKey TEXT NOT NULL, ETag TEXT NOT NULL, Properties TEXT NOT NULL, PRIMARY KEY (PartitionKey, RowKey))");
        using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO HuddleBot ({Columns}) VALUES ($0, $1, $2, $3)";
        var values = Enumerable.Range(0, 4).Select(place => insert.Parameters.Add($"${place}", SqliteType.Text)).ToList();
        var started = Stopwatch.GetTimestamp();
        foreach (var some in rows.Chunk(Math.Max(1, (int)Math.Round((double)rows.Count * together / answers))))
        {
            BareSqlite.Execute(connection, "BEGIN");
            foreach (var row in some)
            {
                for (var place = 0; place < values.Count; place++) values[place].Value = row[place];
                insert.ExecuteNonQuery();
            }

            BareSqlite.Execute(connection, "COMMIT");
        }

        var took = Stopwatch.GetElapsedTime(started);
        return new(answers / took.TotalSeconds, (double)rows.Count / answers, (double)rows.Sum(row => row.Sum(text => text.Length)) / answers);
    }

    private static List<string[]> Read(string file)
    {
        using var connection = BareSqlite.Open(file);
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT {Columns} FROM HuddleBot ORDER BY rowid";
        using var reader = select.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)]);
        return rows;
    }
}
