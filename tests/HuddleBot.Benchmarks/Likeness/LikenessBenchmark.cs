using System.Globalization;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Benchmarks.Likeness;

/// <summary>
/// How long it takes to find what looks like an escalation among thousands, and what the index of their texts takes in memory: the real suggestions on a real file, beside the
/// same with a small index.
/// </summary>
internal static class LikenessBenchmark
{
    private const int Small = 100;
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--known", "--times");
        var (known, times) = (read.Number("--known", 10_000), read.Number("--times", 200));
        var folder = Directory.CreateTempSubdirectory("huddlebot-likeness-");
        try
        {
            var small = await MeasureAsync(Path.Combine(folder.FullName, "small.db"), Small, times);
            var large = await MeasureAsync(Path.Combine(folder.FullName, "large.db"), known, times);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| | {Small:N0} known: p50 / p99 | {known:N0} known: p50 / p99 | ratio of p50 |\n|---|---|---|---|"));
            Write("a suggestion", small.Quiet, large.Quiet);
            Write("a suggestion after something has changed", small.AfterChange, large.AfterChange);
            Write("the first of a process, which reads them all", small.First, large.First);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| memory of the index | {small.Bytes / 1048576.0:F1} MiB | {large.Bytes / 1048576.0:F1} MiB | {(double)large.Bytes / small.Bytes:F0} |"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Figures> MeasureAsync(string file, int known, int times)
    {
        // Never started: the file of a bot without the bot.
        await using var bot = HuddleBotBuilder.Build("--Storage:Provider=Sqlite", $"--Storage:ConnectionString=Data Source={file}", "--Logging:LogLevel:Default=Error");
        var store = bot.Services.GetRequiredService<ITableStore>();
        await store.EnsureReadyAsync(None);
        var feed = new LikenessFeed(store);
        var escalations = new ManyTexts(known);
        foreach (var news in escalations.Known()) await feed.ReadAsync(news, None);

        var first = new List<TimeSpan>();
        for (var start = 0; start < 3; start++) first.Add(await TimeAsync(() => FirstAsync(store, feed, escalations)));

        // What has just completed is still on the stack until somebody else goes on.
        await Task.Yield();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var suggestions = New(store, feed);
        await suggestions.FindAsync(escalations.Asked(0), None);
        await Task.Yield();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        var (quiet, afterChange) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var time = -10; time < times; time++)
        {
            var asked = escalations.Asked(time + 10);
            var taken = await TimeAsync(() => suggestions.FindAsync(asked, None));
            if (time >= 0) quiet.Add(taken);
            await feed.ReadAsync(escalations.Another(time + 10), None);
            taken = await TimeAsync(() => suggestions.FindAsync(asked, None));
            if (time >= 0) afterChange.Add(taken);
        }

        return new(quiet, afterChange, first, bytes);
    }

    /// <summary>By itself, so that nothing of it is left in memory.</summary>
    private static async Task FirstAsync(ITableStore store, LikenessFeed feed, ManyTexts escalations)
    {
        using var fresh = New(store, feed);
        await fresh.FindAsync(escalations.Asked(0), None);
    }

    private static ThemeSuggestions New(ITableStore store, LikenessFeed feed) => new(feed, new ThemeStore(store), new NoTeams(), TimeProvider.System);

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static void Write(string name, IReadOnlyList<TimeSpan> small, IReadOnlyList<TimeSpan> large)
    {
        var (few, many) = (new Percentiles(small), new Percentiles(large));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} (n = {many.Count}) | {few.Of(50):F1} / {few.Of(99):F1} ms | {many.Of(50):F1} / {many.Of(99):F1} ms | {many.Of(50) / few.Of(50):F1} |"));
    }

    private sealed record Figures(IReadOnlyList<TimeSpan> Quiet, IReadOnlyList<TimeSpan> AfterChange, IReadOnlyList<TimeSpan> First, long Bytes);

    private sealed class NoTeams : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(TeamsSnapshot.Empty);
    }
}
