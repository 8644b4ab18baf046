using System.Text.Json.Nodes;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using HuddleBot.Playground.Slack;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>
/// A signed click that is answered when its change is committed in SQLite, beside Slack's own framework, which only acknowledges, and beside the bare web server, which only checks
/// the signature. In turns, so that whatever else the machine does falls on all.
/// </summary>
internal static class ClickBenchmark
{
    private const string Secret = "playground-signing-secret";
    private const string Source = "survey";
    private const string Workspace = "T0001";
    private const string Manager = "U0002";
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--clicks", "--rounds", "--connections", "--teams");
        var (clicks, rounds, connections, teams) = (read.Number("--clicks", 5000), read.Number("--rounds", 5), read.Number("--connections", 16), read.Number("--teams", 20));
        var folder = Directory.CreateTempSubdirectory("huddlebot-clicks-");
        try
        {
            await using var slack = await SlackPlayground.StartAsync();
            var channels = Enumerable.Range(0, teams).Select(team => slack.AddChannel($"team-{team}", Manager).Id).ToList();
            var file = Path.Combine(folder.FullName, "clicks.db");
            var issues = await PrepareAsync(file, channels, clicks * (rounds + 1));
            string[] settings = [$"--Storage:ConnectionString=Data Source={file}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", $"--Slack:SigningSecret={Secret}", "--Slack:BotToken=xoxb-playground"];
            var medians = await CompareAsync(slack, settings, issues, channels, folder.FullName, (clicks, rounds, connections));
            var celebrated = await CountAsync(file);
            Console.WriteLine($"{celebrated} of {issues.Count} clicks are stored; {slack.Complaints.Count} complaints of the platform");
            Console.WriteLine($"ratio of throughput to bolt {medians[0].PerSecond / medians[1].PerSecond:F2}, to the bare server {medians[0].PerSecond / medians[2].PerSecond:F2}; of p99 to bolt {medians[0].P99 / medians[1].P99:F2}, to the bare server {medians[0].P99 / medians[2].P99:F2}");
            return celebrated == issues.Count ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<(double PerSecond, double P99)>> CompareAsync(
        SlackPlayground slack, string[] settings, IReadOnlyList<IssueId> issues, IReadOnlyList<string> channels, string folder, (int Clicks, int Rounds, int Connections) size)
    {
        await using var bot = await BotProcess.StartAsync(folder, settings);
        await using var bolt = await PeerProcess.StartAsync("node", Path.Combine(AppContext.BaseDirectory, "bolt.mjs"), Secret, slack.ApiBaseUrl.ToString());
        await using var bare = await PeerProcess.StartAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "HuddleBot.Benchmarks.dll"), "bare-server", Secret);
        var peers = new[] { (Name: "HuddleBot, committed", bot.Address), (Name: "bolt, empty", bolt.Address), (Name: "bare server", bare.Address) };
        var (sender, measured) = (new SignedClicks(Secret, size.Connections), peers.Select(_ => new List<(double PerSecond, double P50, double P99)>()).ToList());
        for (var round = 0; round <= size.Rounds; round++)
        {
            var bodies = Enumerable.Range(round * size.Clicks, size.Clicks).Select(number => SignedClicks.Body(issues[number], Manager, Workspace, channels[number % channels.Count], number)).ToList();
            foreach (var peer in Enumerable.Range(0, peers.Length).Select(place => (place + round) % peers.Length))
            {
                var (each, all) = await sender.SendAsync(peers[peer].Address, bodies);
                var took = new Percentiles(each);

                // The first round is to get warm.
                if (round > 0) measured[peer].Add((size.Clicks / all.TotalSeconds, took.Of(50), took.Of(99)));
            }
        }

        var medians = new List<(double, double)>();
        foreach (var (peer, rounds) in peers.Zip(measured))
        {
            var (perSecond, p50, p99) = (Median(rounds.Select(one => one.PerSecond)), Median(rounds.Select(one => one.P50)), Median(rounds.Select(one => one.P99)));
            Console.WriteLine($"{peer.Name,-22} {perSecond,8:F0} a second   p50 {p50,6:F2} ms   p99 {p99,6:F2} ms   (medians of {size.Rounds} rounds of {size.Clicks}, {size.Connections} connections)");
            medians.Add((perSecond, p99));
        }

        return medians;
    }

    /// <summary>Answers that are stored and not posted, so that nothing but the click is going on.</summary>
    private static async Task<IReadOnlyList<IssueId>> PrepareAsync(string file, IReadOnlyList<string> channels, int answers)
    {
        await using var app = HuddleBotBuilder.Build($"--Storage:ConnectionString=Data Source={file}", "--Logging:LogLevel:Default=Error");
        await app.Services.GetRequiredService<ITableStore>().EnsureReadyAsync(None);
        var teams = new JsonArray([.. channels.Select((channel, team) => (JsonNode)new JsonObject
        {
            ["id"] = $"team-{team}", ["name"] = $"Team {team}", ["timeZone"] = "Europe/London", ["channel"] = new JsonObject { ["platform"] = "slack", ["workspace"] = Workspace, ["channel"] = channel },
            ["managers"] = new JsonArray(new JsonObject { ["platform"] = "slack", ["workspace"] = Workspace, ["user"] = Manager }),
            ["routes"] = new JsonArray(new JsonObject { ["attribute"] = "team", ["equals"] = $"team-{team}" }),
        })]);
        var (read, errors) = TeamsFile.Read(new JsonObject { ["frontlineTeams"] = teams }.ToJsonString());
        if (read is null || !await app.Services.GetRequiredService<StoredTeams>().ApplyAsync(read, None)) throw new InvalidOperationException($"the teams were not applied: {string.Join('\n', errors)}");
        var (intake, now, scale) = (app.Services.GetRequiredService<IFeedbackIntake>(), Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), Score.DefaultScale(Metric.Nps)!.Value);
        foreach (var some in Enumerable.Range(0, answers).Chunk(1000))
        {
            await intake.AcceptAsync(
                Source,
                [.. some.Select(number => new ReadResponse.Read(new(
                    Source, $"r-{number}", Score.Create(Metric.Nps, 9, scale).Score, $"The best breakfast of our whole trip, number {number}.", now - Duration.FromMinutes(number % 10_000), null, "en", null,
                    new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = $"team-{number % channels.Count}" })))],
                PostChoice.None, None);
        }

        return [.. Enumerable.Range(0, answers).Select(number => IssueId.OfResponse(new($"team-{number % channels.Count}"), Source, $"r-{number}"))];
    }

    private static async Task<int> CountAsync(string file)
    {
        await using var app = HuddleBotBuilder.Build($"--Storage:ConnectionString=Data Source={file}", "--Logging:LogLevel:Default=Error");
        return await app.Services.GetRequiredService<ITableStore>().ScanAsync(TeamRows.TeamPartitions, None).CountAsync(row => row.RowKey.StartsWith(TeamRows.Issue, StringComparison.Ordinal), None);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
