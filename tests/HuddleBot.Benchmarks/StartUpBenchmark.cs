using System.Globalization;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Core.Identity;

namespace HuddleBot.Benchmarks;

/// <summary>How long until the bot is ready, and how much memory it takes, with one team and with many.</summary>
internal static class StartUpBenchmark
{
    private const int Times = 2;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(12);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--teams", "--bot", "--huddles");
        foreach (var teams in (int[])[1, read.Number("--teams", 10_000)])
        {
            var folder = Directory.CreateTempSubdirectory("huddlebot-start-up-");
            try
            {
                await using var company = new Company(Path.Combine(folder.FullName, "huddlebot.db"));
                var manager = new PersonId(Platform.Slack, "T0001", "U0002");
                await company.MoveInAsync([.. Enumerable.Range(0, teams).Select(index => new ChannelId(Platform.Slack, "T0001", $"C{index}"))], [], manager, read.Number("--huddles", 1) == 1 ? TimeProvider.System.GetUtcNow().AddHours(12) : null);
                for (var time = 0; time < Times; time++)
                {
                    await using var bot = await BotProcess.StartAsync(
                        folder.FullName, [.. company.Settings, "--Slack:SigningSecret=secret", "--Slack:BotToken=xoxb-none", "--Slack:ApiBaseUrl=http://127.0.0.1:9/api/", "--Logging:LogLevel:Default=Information"],
                        binary: read.GetValueOrDefault("--bot"));
                    var first = bot.ResidentMemory;
                    await Task.Delay(Settled);
                    Console.Out.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {teams:N0} | ready after {bot.ReadyAfter.TotalMilliseconds:N0} ms | {first:N0} MiB when ready | {bot.ResidentMemory:N0} MiB after {Settled.TotalSeconds:N0} s, peak {bot.PeakMemory:N0} | processor {bot.ProcessorTime.TotalSeconds:N1} s |"));
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }
}
