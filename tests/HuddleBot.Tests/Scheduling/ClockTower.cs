using System.Diagnostics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.FrontlineTeams;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Quartz;

namespace HuddleBot.Tests.Scheduling;

/// <summary>Real bots on one storage, with nothing to do but to note what is due.</summary>
internal sealed class ClockTower(TimeProvider time) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<WebApplication> bots = [];

    public RecordedLog Log { get; } = new();

    public async Task<RecordingWork> StartBotAsync()
    {
        var bot = HuddleBotBuilder.Build(
            time,
            services =>
            {
                services.RemoveAll<IDueWork>().AddSingleton<RecordingWork>().AddSingleton<IDueWork>(provider => provider.GetRequiredService<RecordingWork>());
                services.AddSingleton(time).AddLogging(logging => logging.AddProvider(Log));
            },
            "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("huddlebot.db")}", "--Logging:Console:LogLevel:Default=None");
        bots.Add(bot);
        await bot.StartAsync();
        return bot.Services.GetRequiredService<RecordingWork>();
    }

    public async Task StopBotAsync(int index)
    {
        await bots[index].StopAsync();
        await bots[index].DisposeAsync();
        bots.RemoveAt(index);
    }

    /// <param name="huddles">Of teams a, b, c… in London: their <c>huddle</c>.</param>
    public Task ApplyAsync(params string[] huddles) => ApplyAsync(huddles.Select((huddle, i) => ($"{(char)('a' + i)}", huddle)));

    public async Task ApplyAsync(IEnumerable<(string Id, string Huddle)> teams)
    {
        var (file, errors) = TeamsFile.Read($$"""{"frontlineTeams":[{{string.Join(',', teams.Select(team => Json(team.Id, team.Huddle)))}}]}""");
        Assert.Empty(errors);
        Assert.True(await Service<StoredTeams>().ApplyAsync(file!, CancellationToken.None));
    }

    public static FrontlineTeam TeamOf(string id, string huddle) => TeamsFile.ReadStoredTeam(Json(id, huddle));

    public Task RingAsync(string team) => Service<IDoorbell>().RingAsync(new(team), CancellationToken.None);

    public async Task<List<DateTimeOffset>> PlannedAsync(int bot = 0)
    {
        var scheduler = await bots[bot].Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var keys = Enumerable.Range(0, 10_000).Select(i => new TriggerKey($"team-{i}")).ToList();
        return [.. (await scheduler.GetTriggers(keys)).Select(trigger => trigger.NextFireTimeUtc).OfType<DateTimeOffset>()];
    }

    public Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    public async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30), $"{what}: not within 30 seconds. {string.Join('\n', Log.Lines)}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots)
        {
            await bot.StopAsync();
            await bot.DisposeAsync();
        }

        folder.Dispose();
    }

    private static string Json(string id, string huddle) => $$"""
        {"id":"{{id}}","name":"Team {{id}}","timeZone":"Europe/London","workingDays":["mon","tue","wed","thu","fri","sat","sun"],
         "channel":{"platform":"slack","workspace":"T0001","channel":"C-{{id}}"},"huddle":{{huddle}} }
        """;

    private T Service<T>()
        where T : notnull => bots[0].Services.GetRequiredService<T>();
}
