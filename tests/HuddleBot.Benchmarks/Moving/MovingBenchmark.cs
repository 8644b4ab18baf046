using System.Diagnostics;
using System.Globalization;
using HuddleBot.Benchmarks.Queue;
using HuddleBot.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Benchmarks.Moving;

/// <summary>
/// <c>export backup</c> and <c>restore</c> of a team's responses, as a person types them, on both storages; beside bare SQLite and Microsoft's own client for tables
/// (<c>@azure/data-tables</c>) with the same rows.
/// </summary>
internal static class MovingBenchmark
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--responses", "--azure-responses", "--rounds");
        var (responses, azureResponses, rounds) = (read.Number("--responses", 200_000), read.Number("--azure-responses", 200_000), read.Number("--rounds", 1));
        var folder = Directory.CreateTempSubdirectory("huddlebot-moving-");
        try
        {
            for (var round = 0; round < rounds; round++) await OnSqliteAsync(Directory.CreateDirectory(Path.Combine(folder.FullName, $"{round}")).FullName, responses);
            if (azureResponses > 0) await OnTablesAsync(folder.FullName, azureResponses);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task OnSqliteAsync(string folder, int responses)
    {
        string InFolder(string name) => Path.Combine(folder, name);
        await FillAsync(InFolder("here.db"), responses);
        var export = await BotVerb.RunAsync(["export", "backup", "--out", InFolder("backup.jsonl"), .. Sqlite(InFolder("here.db"))]);
        var bareRead = Time(() => BareRead(InFolder("here.db"), InFolder("bare.jsonl")));
        var restore = await BotVerb.RunAsync(["restore", InFolder("backup.jsonl"), .. Sqlite(InFolder("there.db"))]);
        var bareWrite = Time(() => BareWrite(InFolder("here.db"), InFolder("bare.db")));
        Write($"SQLite, {responses} rows, {new FileInfo(InFolder("backup.jsonl")).Length / 1024 / 1024} MiB:");
        Tell("export", responses, export, bareRead, "bare SQLite, the same bytes read and written to a file");
        Tell("restore", responses, restore, bareWrite, "bare SQLite, the same bytes inserted, 100 a transaction, as durable");
    }

    private static async Task OnTablesAsync(string folder, int responses)
    {
        string InFolder(string name) => Path.Combine(folder, name);
        await FillAsync(InFolder("tables.db"), responses);
        await BotVerb.RunAsync(["export", "backup", "--out", InFolder("tables.jsonl"), .. Sqlite(InFolder("tables.db"))]);
        TimeSpan restore, export, officialWrite, officialRead;
        await using (var azurite = await AzuriteProcess.StartAsync())
        {
            restore = await BotVerb.RunAsync(["restore", InFolder("tables.jsonl"), .. Tables(azurite)]);
            export = await BotVerb.RunAsync(["export", "backup", "--out", InFolder("back.jsonl"), .. Tables(azurite)]);
        }

        // In an Azurite of its own: how fast that is depends on what it holds.
        await using (var azurite = await AzuriteProcess.StartAsync())
            (officialWrite, officialRead) = await OfficialAsync(azurite, InFolder("tables.jsonl"));
        Write($"Azurite in memory, {responses} rows:");
        Tell("export", responses, export, officialRead, "the official client, reading all rows once");
        Tell("restore", responses, restore, officialWrite, "the official client, 100 rows a transaction, 16 at once");
    }

    private static string[] Sqlite(string file) => [$"--Storage:ConnectionString=Data Source={file}"];

    private static string[] Tables(AzuriteProcess azurite) => ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}"];

    /// <summary>Rows as the intake stores responses, so many that each team has twenty thousand.</summary>
    private static async Task FillAsync(string file, int responses)
    {
        await using var app = HuddleBotBuilder.Build([.. Sqlite(file), "--Logging:LogLevel:Default=Error"]);
        var store = app.Services.GetRequiredService<ITableStore>();
        var at = NodaTime.Instant.FromUtc(2026, 11, 20, 9, 0);
        foreach (var some in Enumerable.Range(0, responses).Chunk(100))
        {
            await store.SubmitTransactionAsync(
                [.. some.Select(i => TableTransactionAction.Add(new($"team-{some[0] / 20_000:D3}", $"r-{i:x16}")
                {
                    ["Source"] = "survey", ["ResponseId"] = $"r-{i}", ["Metric"] = "nps", ["Score"] = (double)(i % 11), ["ScaleFrom"] = 0.0, ["ScaleTo"] = 10.0,
                    ["Comment"] = $"Nobody at the desk for {i} minutes, and the tap drips. Sehr schön war dafür das Frühstück – 朝食.", ["AnsweredAt"] = at - NodaTime.Duration.FromSeconds(i), ["ReceivedAt"] = at,
                    ["Touchpoint"] = "arrival", ["Language"] = "en", ["CustomerId"] = $"c-{i}", ["CustomerSegment"] = "business", ["CustomerMayContact"] = true, ["Queued"] = false,
                }))],
                None);
        }
    }

    private static void BareRead(string database, string file)
    {
        using var connection = BareSqlite.Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT PartitionKey, RowKey, Properties FROM HuddleBot ORDER BY PartitionKey, RowKey";
        using var reader = command.ExecuteReader();
        using var output = new StreamWriter(file, append: false, new System.Text.UTF8Encoding(false), 256 * 1024);
        while (reader.Read()) output.Write($"{reader.GetString(0)}\t{reader.GetString(1)}\t{reader.GetString(2)}\n");
    }

    private static void BareWrite(string from, string to)
    {
        using var source = BareSqlite.Open(from);
        using var select = source.CreateCommand();
        select.CommandText = "SELECT PartitionKey, RowKey, ETag, Properties FROM HuddleBot ORDER BY PartitionKey, RowKey";
        using var reader = select.ExecuteReader();
        using var target = BareSqlite.OpenToWrite(to);
        BareSqlite.Execute(target, "CREATE TABLE HuddleBot (PartitionKey TEXT NOT NULL, RowKey TEXT NOT NULL, ETag TEXT NOT NULL, Properties TEXT NOT NULL, PRIMARY KEY (PartitionKey, RowKey))");
        using var insert = target.CreateCommand();
        insert.CommandText = "INSERT INTO HuddleBot VALUES ($0, $1, $2, $3)";
        var values = Enumerable.Range(0, 4).Select(i => insert.Parameters.Add($"${i}", SqliteType.Text)).ToList();
        for (var row = 0; reader.Read(); row++)
        {
            if (row % 100 == 0) BareSqlite.Execute(target, row == 0 ? "BEGIN" : "COMMIT; BEGIN");
            for (var i = 0; i < 4; i++) values[i].Value = reader.GetString(i);
            insert.ExecuteNonQuery();
        }

        BareSqlite.Execute(target, "COMMIT");
    }

    private static async Task<(TimeSpan Write, TimeSpan Read)> OfficialAsync(AzuriteProcess azurite, string file)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "official-tables.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, azurite.ConnectionString, file]) { WorkingDirectory = AzuriteProcess.RootOfRepository(), UseShellExecute = false, RedirectStandardOutput = true })!;
        var seconds = (await node.StandardOutput.ReadToEndAsync()).Split('\n');
        await node.WaitForExitAsync();
        if (node.ExitCode != 0) throw new InvalidOperationException("the official client failed");
        return (Seconds(seconds[0]), Seconds(seconds[1]));

        static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
    }

    private static TimeSpan Time(Action work)
    {
        var started = TimeProvider.System.GetTimestamp();
        work();
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static void Tell(string what, int rows, TimeSpan ours, TimeSpan bare, string beside) =>
        Write($"  {what,-7} {ours.TotalSeconds,6:F1} s, {rows / ours.TotalSeconds,8:N0} rows a second; {beside}: {bare.TotalSeconds:F1} s; speed as a ratio {bare.TotalSeconds / ours.TotalSeconds:F2}");

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
