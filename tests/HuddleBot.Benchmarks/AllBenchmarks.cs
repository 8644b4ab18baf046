using System.Diagnostics;

namespace HuddleBot.Benchmarks;

/// <summary>Everything in a short form, one after the other, each in a process of its own; at the end all tables together. About twenty minutes.</summary>
internal static class AllBenchmarks
{
    private static readonly string[] Short =
    [
        "clicks --clicks 3000 --rounds 3",
        "clicks --platform teams --clicks 3000 --rounds 3",
        "clicks --storage azurite --clicks 150 --rounds 2",
        "clicks --platform teams --storage azurite --clicks 150 --rounds 2",
        "accept --responses 20000 --singles 3000 --rounds 1",
        "accept --storage azurite --responses 1000 --singles 200",
        "start-up --times 2 --seconds 60",
        "operations --small 2000 --large 20000",
        "posted --answers 40 --import 20000",
        "posted --platform teams --answers 40 --import 20000",
        "posted --storage azurite --answers 30 --import 2000",
        "posted --platform teams --storage azurite --answers 30 --import 2000",
        "fan-out --platform slack --teams 200 --lead-seconds 150 --most-minutes 3",
        "queue --teams 30 --escalations 500 --times 20",
        "digest --teams 20 --weeks 4",
    ];

    /// <summary>Those that run a published bot: it is published once for all.</summary>
    private static readonly string[] Published = ["clicks", "accept", "start-up", "posted"];

    private static readonly string[] Drawn = [.. Published, "operations"];

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var folder = Words.Read(words, "--folder").GetValueOrDefault("--folder");
        var made = Directory.CreateTempSubdirectory("huddlebot-all-");
        try
        {
            return await RunAsync(folder, await PublishedBot.OfAsync(null, made.FullName));
        }
        finally
        {
            made.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string? folder, string bot)
    {
        var (table, failed) = (new List<string>(), 0);
        foreach (var one in Short)
        {
            Console.Error.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {one}");
            string[] own = one.Split(' ');
            string[] drawn = folder is not null && Drawn.Contains(own[0]) ? ["--folder", folder] : [];
            string[] published = Published.Contains(own[0]) ? ["--bot", bot] : [];
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HuddleBot.Benchmarks.dll"), .. own, .. published, .. drawn]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var said = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) failed++;
            table.AddRange([$"**{one}**{(process.ExitCode == 0 ? "" : $": ended with {process.ExitCode}")}", "", .. said, ""]);
        }

        Console.Out.WriteLine(string.Join('\n', table));
        return failed == 0 ? 0 : 1;
    }
}
