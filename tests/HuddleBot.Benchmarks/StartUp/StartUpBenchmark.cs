using System.Diagnostics;
using HuddleBot.Benchmarks.Clicks;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Benchmarks.Plots;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack;

namespace HuddleBot.Benchmarks.StartUp;

/// <summary>
/// How long until the bot is ready and until its first click is answered, committed, and what it takes of memory and processor, with one team and with many; beside the start of a bare
/// web server. The bot is published first, as an operator does.
/// </summary>
internal static class StartUpBenchmark
{
    private const string Secret = "secret";
    private const string Workspace = "T0001";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly PersonId Manager = new(Platform.Slack, Workspace, "U0002");

    private sealed record Start(TimeSpan Ready, double MemoryWhenReady, TimeSpan FirstClick, double MemoryLater, double Peak, TimeSpan Processor);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--teams", "--times", "--seconds", "--bot", "--huddles", "--folder");
        var (times, watched) = (read.Number("--times", 3), TimeSpan.FromSeconds(read.Number("--seconds", 60)));
        var folder = Directory.CreateTempSubdirectory("huddlebot-start-up-");
        try
        {
            var bot = await PublishedBot.OfAsync(read.GetValueOrDefault("--bot"), folder.FullName);
            await using var slack = await SlackPlayground.StartAsync();
            var channel = slack.AddChannel("front-desk", Manager.User).Id;
            var bare = await BareAsync(times);
            var most = read.Number("--teams", 10_000);
            var starts = new List<(string Name, IReadOnlyList<Start> Starts)>();
            foreach (var teams in (int[])[1, most])
                starts.Insert(0, ($"{teams:N0} {(teams == 1 ? "team" : "teams")}", await StartsAsync(folder.CreateSubdirectory($"{teams}").FullName, bot, slack, channel, teams, read.Number("--huddles", 1) == 1, times, watched)));

            var report = new Report("start-up", $"Start, published for this kind of machine: medians of {times}");
            void Add(string unit, string format, Func<IReadOnlyList<Start>, double> of, double? ofBare = null) =>
                report.Add(unit, format, [.. starts.Select(one => (one.Name, of(one.Starts))), .. ofBare is { } other ? new[] { ("bare web server", other) } : []]);
            Add("until ready, ms", "N0", some => Median(some.Select(start => start.Ready.TotalMilliseconds)), bare.Ready);
            Add("first click, stored, ms", "N0", some => Median(some.Select(start => start.FirstClick.TotalMilliseconds)));
            Add("memory when ready, MiB", "N0", some => some.Max(start => start.MemoryWhenReady), bare.Memory);
            Add($"memory after {watched.TotalSeconds:N0} s, MiB", "N0", some => some[^1].MemoryLater);
            Add("memory at most, MiB", "N0", some => some[^1].Peak);
            Add($"processor in the first {watched.TotalSeconds:N0} s, s", "N1", some => some[^1].Processor.TotalSeconds);
            report.Write(read.GetValueOrDefault("--folder"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Ready, double Memory)> BareAsync(int times)
    {
        List<(double Ready, double Memory)> starts = [];
        using var http = new HttpClient();
        for (var time = 0; time < times; time++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var bare = await PeerProcess.StartAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "HuddleBot.Benchmarks.dll"), "bare-server", Secret);
            await http.GetStringAsync(new Uri(bare.Address, "/readyz"));
            starts.Add((Stopwatch.GetElapsedTime(started).TotalMilliseconds, bare.ResidentMemory));
        }

        return (Median(starts.Select(start => start.Ready)), starts.Max(start => start.Memory));
    }

    /// <summary>The last start is watched for longer.</summary>
    private static async Task<IReadOnlyList<Start>> StartsAsync(string folder, string binary, SlackPlayground slack, string channel, int teams, bool meet, int times, TimeSpan watched)
    {
        await using var company = new Company($"--Storage:ConnectionString=Data Source={Path.Combine(folder, "huddlebot.db")}");
        ChannelId[] channels = [new(Platform.Slack, Workspace, channel), .. Enumerable.Range(1, teams - 1).Select(index => new ChannelId(Platform.Slack, Workspace, $"C{index}"))];
        await company.MoveInAsync(channels, [], Manager, meet ? TimeProvider.System.GetUtcNow().AddHours(12) : null);
        await company.HearAsync(1, Manager);
        string[] settings = [.. company.Settings, $"--Slack:SigningSecret={Secret}", "--Slack:BotToken=xoxb-playground", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}"];
        var (clicks, starts) = (new SlackClicks(Secret, 1), new List<Start>());
        for (var time = 0; time < times; time++)
        {
            var issue = IssueId.OfResponse(new("team-0"), Company.Source, $"0-{1 + time}");
            var began = Stopwatch.GetTimestamp();
            await using var bot = await BotProcess.StartAsync(folder, settings, binary: binary);
            var memory = bot.ResidentMemory;
            var clicked = Stopwatch.GetTimestamp();
            await clicks.SendAsync(bot.Address, [clicks.Body(issue, Manager, channels[0], time)]);

            // Slack's three seconds: what takes longer is acknowledged before it is stored.
            while (await company.Store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Issue + issue.Key, CancellationToken.None) is null) await Task.Delay(Look);
            var firstClick = Stopwatch.GetElapsedTime(clicked);
            if (time == times - 1) await Task.Delay(Max(watched - Stopwatch.GetElapsedTime(began), TimeSpan.Zero));
            starts.Add(new(bot.ReadyAfter, memory, firstClick, bot.ResidentMemory, bot.PeakMemory, bot.ProcessorTime));
        }

        return starts;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
