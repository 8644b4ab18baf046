using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Benchmarks.Clicks;
using HuddleBot.Benchmarks.Plots;
using Microsoft.Data.Sqlite;

namespace HuddleBot.Benchmarks.Accepting;

/// <summary>
/// Answers that are durably accepted in a second: one a post, a hundred a post, and a CSV file; each beside bare SQLite with the same bytes at the same durability, and with the
/// same rows (all that is stored of them afterwards, under the same keys), in turns; in Azurite beside the official client, which stores one row an answer. The bot checks, routes, counts, keeps what was known, and prepares cards meanwhile.
/// </summary>
internal static class AcceptBenchmark
{
    private const string Secret = "feedback-secret-of-the-benchmark";
    private const int InArray = 100;
    private const int InFile = 1000;

    /// <summary>So many answers before what is measured: the runtime compiles what runs often. Few in Azurite, where a question takes the longer the more rows there are.</summary>
    private static int Warm(BenchmarkStorage storage) => storage.Azurite is null ? 2000 : 100;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--storage", "--responses", "--singles", "--file", "--rounds", "--connections", "--teams", "--bot", "--folder");
        var isAzure = read.GetValueOrDefault("--storage") == "azurite";
        var (responses, singles, rounds) = (read.Number("--responses", isAzure ? 2_000 : 50_000), read.Number("--singles", isAzure ? 300 : 10_000), read.Number("--rounds", isAzure ? 1 : 3));
        var (inFile, connections, teams) = (read.Number("--file", isAzure ? 2_000 : 200_000), read.Number("--connections", 16), read.Number("--teams", 20));
        var folder = Directory.CreateTempSubdirectory("huddlebot-accept-");
        try
        {
            var binary = await PublishedBot.OfAsync(read.GetValueOrDefault("--bot"), folder.FullName);
            var sender = new SignedFeedback(Secret, connections);
            List<(string Name, double Ours, double Bare, BareRows? Rows)> measured = [];
            for (var round = 0; round < rounds; round++)
            {
                var here = folder.CreateSubdirectory($"{round}").FullName;
                var answers = Enumerable.Range(0, Math.Max(responses, inFile)).Select(number => SignedFeedback.Answer(number, teams).ToJsonString()).ToList();
                await using var storage = await BenchmarkStorage.StartAsync(read.GetValueOrDefault("--storage"), here);
                async Task<double> BareAsync(string name, IEnumerable<string> some, int together, int atOnce) => storage.Azurite is { } azurite
                    ? some.Count() / (await OfficialClient.WriteAsync(azurite, here, some, Math.Min(together, InArray), atOnce)).All.TotalSeconds
                    : Bare(here, name, some, together);
                BareRows? Rows(string name, int count, int together) => isAzure ? null : BareRows.Insert(here, name, count, together);
                measured.Add(("one a post", await PostAsync(sender, binary, storage, here, "singles", answers.Take(singles), 1, teams), await BareAsync("bare-singles", answers.Take(singles), 1, connections), Rows("singles", singles + Warm(storage), 1)));
                measured.Add(("a hundred a post", await PostAsync(sender, binary, storage, here, "arrays", answers.Take(responses), InArray, teams), await BareAsync("bare-arrays", answers.Take(responses), InArray, connections), Rows("arrays", responses + Warm(storage), InArray)));
                measured.Add(("a CSV file", await ImportAsync(binary, storage, here, inFile, teams), await BareAsync("bare-file", answers.Take(inFile), InFile, 1), Rows("file", inFile, InFile)));
            }

            var report = new Report($"accept-{(isAzure ? "azurite" : "sqlite")}", $"Answers accepted, {(isAzure ? "Azurite" : "SQLite")}: medians of {rounds} rounds, {connections} connections");
            foreach (var kind in measured.GroupBy(one => one.Name))
            {
                var (ours, bare) = (("HuddleBot", Median(kind.Select(one => one.Ours))), Median(kind.Select(one => one.Bare)));
                if (kind.First().Rows is { } rows)
                    report.Add(FormattableString.Invariant($"{kind.Key}, answers a second ({rows.RowsEach:F2} rows, {rows.CharactersEach:F0} characters each)"), "N0", ours, ("bare SQLite, the same rows", Median(kind.Select(one => one.Rows!.AnswersPerSecond))), ("the same bytes", bare));
                else report.Add($"{kind.Key}, answers a second", "N0", ours, ("official client", bare));
            }

            report.Write(read.GetValueOrDefault("--folder"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> PostAsync(SignedFeedback sender, string binary, BenchmarkStorage storage, string folder, string name, IEnumerable<string> answers, int each, int teams)
    {
        var settings = await TeamsAsync(storage, folder, name, teams);
        await using var bot = await BotProcess.StartAsync(folder, settings, binary: binary);
        static List<byte[]> Bodies(IEnumerable<string> answers, int each) => [.. answers.Chunk(each).Select(some => Encoding.UTF8.GetBytes(each == 1 ? some[0] : $"[{string.Join(',', some)}]"))];
        await sender.SendAsync(bot.Address, Bodies(Enumerable.Range(1_000_000, Warm(storage)).Select(number => SignedFeedback.Answer(number, teams).ToJsonString()), each), each);
        var bodies = Bodies(answers, each);
        var (all, took) = await sender.SendAsync(bot.Address, bodies, each);
        Write($"  {name}: {bodies.Count} posts in {all.TotalSeconds:F1} s, p50 / p99 {took}");
        return bodies.Count * each / all.TotalSeconds;
    }

    /// <summary>With the start of the process, as a person types it.</summary>
    private static async Task<double> ImportAsync(string binary, BenchmarkStorage storage, string folder, int responses, int teams)
    {
        var settings = await TeamsAsync(storage, folder, "file", teams);
        var file = Path.Combine(folder, "answers.csv");
        await using (var csv = new StreamWriter(file))
        {
            await csv.WriteLineAsync("id,score,comment,date,touchpoint,customer,segment,team");
            for (var number = 0; number < responses; number++)
            {
                var answer = SignedFeedback.Answer(number, teams);
                await csv.WriteLineAsync(FormattableString.Invariant(
                    $"{answer["id"]},{answer["score"]},\"{answer["comment"]}\",{answer["answeredAt"]},{answer["touchpoint"]},{answer["customer"]!["id"]},{answer["customer"]!["segment"]},{answer["attributes"]!["team"]}"));
            }
        }

        var took = await BotVerb.RunAsync(["import", file, "--source", "rows", .. settings], binary: binary);
        Write($"  file: {responses} rows, {new FileInfo(file).Length / 1024 / 1024} MiB in {took.TotalSeconds:F1} s");
        return responses / took.TotalSeconds;
    }

    private static async Task<string[]> TeamsAsync(BenchmarkStorage storage, string folder, string name, int teams)
    {
        var file = Path.Combine(folder, $"{name}.json");
        static JsonObject Place(string kind, string id) => new() { ["platform"] = "slack", ["workspace"] = "T0001", [kind] = id };
        await File.WriteAllTextAsync(file, new JsonObject
        {
            ["frontlineTeams"] = new JsonArray([.. Enumerable.Range(0, teams).Select(team => (JsonNode)new JsonObject
            {
                ["id"] = $"team-{team}", ["name"] = $"Team {team}", ["timeZone"] = "Europe/London", ["channel"] = Place("channel", $"C{team:D4}"), ["managers"] = new JsonArray(Place("user", "U0002")),
                ["routes"] = new JsonArray(new JsonObject { ["attribute"] = "team", ["equals"] = $"team-{team}" }),
            })]),
        }.ToJsonString());
        string[] settings =
        [
            .. storage.Settings(name), $"--Feedback:Sources:survey:Secret={Secret}", "--Feedback:Sources:rows:Format=csv",
            .. new[] { ("Id", "id"), ("Metric", "=nps"), ("Score", "score"), ("Comment", "comment"), ("AnsweredAt", "date"), ("Touchpoint", "touchpoint"), ("Customer:Id", "customer"), ("Customer:Segment", "segment"), ("Attributes:team", "team") }
                .Select(column => $"--Feedback:Sources:rows:Mapping:{column.Item1}={column.Item2}"),
        ];
        await BotVerb.RunAsync(["teams", "apply", file, .. settings]);
        return settings;
    }

    private static double Bare(string folder, string name, IEnumerable<string> answers, int together)
    {
        using var connection = BareSqlite.OpenToWrite(Path.Combine(folder, $"{name}.db"));
        BareSqlite.Execute(connection, "CREATE TABLE answers (id INTEGER PRIMARY KEY, json TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO answers (json) VALUES ($json)";
        var (json, count, started) = (insert.Parameters.Add("$json", SqliteType.Text), 0, Stopwatch.GetTimestamp());
        foreach (var some in answers.Chunk(together))
        {
            BareSqlite.Execute(connection, "BEGIN");
            foreach (var answer in some)
            {
                json.Value = answer;
                count += insert.ExecuteNonQuery();
            }

            BareSqlite.Execute(connection, "COMMIT");
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
