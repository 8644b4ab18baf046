using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Benchmarks.Plots;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>
/// A signed click that is answered when its change is committed, beside the platform's own framework, which only checks and acknowledges; in SQLite also beside the bare web server,
/// which only checks Slack's signature; in Azurite also beside the official client, which only stores a row. In turns, so that whatever else the machine does falls on all.
/// </summary>
internal static class ClickBenchmark
{
    private const string Table = "Clicks";
    private const int First = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private sealed record Peer(string Name, Func<IReadOnlyList<byte[]>, Task<(IReadOnlyList<TimeSpan> Each, TimeSpan All)>> SendAsync);

    private sealed record Measured(double PerSecond, double P50, double P99);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--platform", "--storage", "--clicks", "--rounds", "--connections", "--teams", "--bot", "--folder");
        var (platform, isAzure) = (read.GetValueOrDefault("--platform", "slack"), read.GetValueOrDefault("--storage") == "azurite");
        var (clicks, rounds, connections, teams) = (read.Number("--clicks", isAzure ? 300 : 5000), read.Number("--rounds", isAzure ? 3 : 5), read.Number("--connections", 16), read.Number("--teams", 20));
        var folder = Directory.CreateTempSubdirectory("huddlebot-clicks-");
        try
        {
            var binary = await PublishedBot.OfAsync(read.GetValueOrDefault("--bot"), folder.FullName);
            await using var storage = await BenchmarkStorage.StartAsync(read.GetValueOrDefault("--storage"), folder.FullName);
            await using var far = await IFarSide.StartAsync(platform);
            await using var company = new Company(storage.Settings(Table));
            var channels = Enumerable.Range(0, teams).Select(team => far.AddChannel($"team-{team}")).ToList();
            await company.Store.EnsureReadyAsync(CancellationToken.None);
            await company.MoveInAsync(channels, [], far.Manager, null);
            var issues = await company.StoreAsync(0, (clicks * (rounds + 1)) + First, teams);
            await using var bot = await BotProcess.StartAsync(folder.FullName, [.. company.Settings, .. far.Settings], far.Environment, binary);

            // In Microsoft Teams the bot learns its tenant's address from the first activity.
            await far.ConnectAsync(bot.Address);
            await CompareAsync(far, bot, storage, folder.FullName, (clicks, rounds, connections), number => far.Clicks(1).Body(issues[number], far.Manager, channels[number % teams], number), read.GetValueOrDefault("--folder"), platform);

            // What takes longer than the platform waits is answered before it is stored.
            var (celebrated, patience) = (0, TimeProvider.System.GetUtcNow() + Patience);
            do celebrated = await company.Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).CountAsync(row => row.RowKey.StartsWith(TeamRows.Issue, StringComparison.Ordinal), CancellationToken.None);
            while (celebrated < issues.Count && TimeProvider.System.GetUtcNow() < patience);
            Console.WriteLine($"{celebrated} of {issues.Count} clicks are stored; {far.Complaints.Count} complaints of the platform");
            return celebrated == issues.Count ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(
        IFarSide far, BotProcess bot, BenchmarkStorage storage, string folder, (int Clicks, int Rounds, int Connections) size, Func<int, byte[]> body, string? plots, string platform)
    {
        var sender = far.Clicks(size.Connections);
        var (framework, process) = await far.StartFrameworkAsync();
        await using var frameworkEnds = process;
        List<Peer> peers = [new("HuddleBot, committed", bodies => sender.SendAsync(bot.Address, bodies)), new(framework, bodies => sender.SendAsync(process.Address, bodies))];
        await using var bare = storage.Azurite is null && platform == "slack" ? await PeerProcess.StartAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "HuddleBot.Benchmarks.dll"), "bare-server", SlackFarSide.Secret) : null;
        if (bare is not null) peers.Add(new("bare server", bodies => sender.SendAsync(bare.Address, bodies)));
        if (storage.Azurite is { } azurite) peers.Add(new("official client, one row", bodies => OfficialClient.WriteAsync(azurite, folder, bodies.Select(Convert.ToBase64String), 1, size.Connections)));

        var (measured, before) = (peers.ConvertAll(_ => new List<Measured>()), TimeSpan.Zero);

        // One after the other: sixteen at once to a process that has just started can take longer than the platform waits.
        foreach (var peer in (Uri[])[bot.Address, process.Address]) await far.Clicks(1).SendAsync(peer, [.. Enumerable.Range(size.Clicks * (size.Rounds + 1), First).Select(body)]);
        for (var round = 0; round <= size.Rounds; round++)
        {
            // The first round is to get warm.
            if (round == 1) before = bot.ProcessorTime;
            var bodies = Enumerable.Range(round * size.Clicks, size.Clicks).Select(body).ToList();
            foreach (var peer in Enumerable.Range(0, peers.Count).Select(place => (place + round) % peers.Count))
            {
                var (each, all) = await peers[peer].SendAsync(bodies);
                var took = new Percentiles(each);
                if (round > 0) measured[peer].Add(new(size.Clicks / all.TotalSeconds, took.Of(50), took.Of(99)));
            }
        }

        var processor = (bot.ProcessorTime - before).TotalMilliseconds / size.Clicks / size.Rounds;
        var report = new Report($"clicks-{platform}-{storage.Name.ToLowerInvariant()}", $"Clicks, {(platform == "slack" ? "Slack" : "Microsoft Teams")}, {storage.Name}: medians of {size.Rounds} rounds of {size.Clicks}, {size.Connections} connections");
        void Add(string unit, string format, Func<Measured, double> of) => report.Add(unit, format, [.. peers.Zip(measured, (peer, rounds) => (peer.Name, Median(rounds.Select(of))))]);
        Add("answered a second", "N0", one => one.PerSecond);
        Add("p50, ms", "N2", one => one.P50);
        Add("p99, ms", "N2", one => one.P99);
        report.Add("processor of the bot, ms a click", "N2", [("HuddleBot, committed", processor)]);
        report.Write(plots);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
