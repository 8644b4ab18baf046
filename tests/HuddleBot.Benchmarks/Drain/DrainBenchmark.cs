using System.Globalization;
using HuddleBot.Benchmarks.FanOut;

namespace HuddleBot.Benchmarks.Drain;

/// <summary>Thousands of messages wait at once, the platform keeps its limits and has bad moments: is each sent once, are the limits kept, does what is urgent wait less?</summary>
internal static class DrainBenchmark
{
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--platform", "--posts", "--channels", "--urgent-percent", "--seed", "--most-minutes");
        var (posts, channels) = (read.Number("--posts", 5000), read.Number("--channels", 300));
        var (isSlack, urgent) = (read.GetValueOrDefault("--platform", "slack") == "slack", posts * read.Number("--urgent-percent", 10) / 100);
        var folder = Directory.CreateTempSubdirectory("huddlebot-drain-");
        try
        {
            await using IFarSide far = isSlack ? await SlackFarSide.StartAsync() : await TeamsFarSide.StartAsync();
            var most = TimeSpan.FromMinutes(read.Number("--most-minutes", isSlack ? 30 : 10));
            var run = new DrainRun(far, folder.FullName, posts, channels, urgent, read.Number("--seed", 20261123), most, isSlack ? Ceiling.OfSlack(1) : Ceiling.OfTeams, CanLook: isSlack, Say);
            return (await run.RunAsync()).Print();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Say(string line) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {line}"));
}
