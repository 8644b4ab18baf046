using HuddleBot.Core.Huddles;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Scheduling;

/// <summary>The bot's own clock for huddles, on a machine whose clock was wrong for a while.</summary>
public sealed class WrongClockTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTime time = new(Morning);
    private WebApplication bot = null!;

    public async Task InitializeAsync()
    {
        bot = HuddleBotBuilder.Build(time, "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("bot.db")}", "--Logging:LogLevel:Default=None");
        await bot.Services.GetRequiredService<ITableStore>().EnsureReadyAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(365)]
    public async Task One_that_was_days_ahead_keeps_no_huddle_from_its_day_once_it_is_right(int days)
    {
        await LookAsync(Morning);
        await LookAsync(Morning.AddDays(days).AddMinutes(30));
        await LookAsync(Morning.AddMinutes(1));
        await LookAsync(Morning.AddMinutes(30));
        await LookAsync(Morning.AddDays(1).AddMinutes(30));
        Assert.Equal(["2026-11-23", "2026-11-24"], (await HeldAsync()).Take(2));
    }

    [Fact]
    public async Task One_that_was_hours_behind_brings_up_nothing_twice()
    {
        await LookAsync(Morning);
        await LookAsync(Morning.AddMinutes(30));
        await LookAsync(Morning.AddHours(-5));
        await LookAsync(Morning.AddMinutes(30));
        Assert.Equal(["2026-11-23"], await HeldAsync());
    }

    private async Task LookAsync(DateTimeOffset now)
    {
        time.Advance(now - time.GetUtcNow());
        foreach (var work in bot.Services.GetServices<IDueWork>()) await work.RunDueAsync(ClockTower.TeamOf("a", """{"at":"09:00","postBefore":0}"""), CancellationToken.None);
    }

    private async Task<List<string>> HeldAsync() =>
        [.. (await bot.Services.GetRequiredService<ITableStore>().QueryAsync(TeamRows.PartitionOf(new("a")), TeamRows.Huddle, null, CancellationToken.None).ToListAsync())
            .Where(row => row.RequireString("Phase") != nameof(HuddlePhase.Skipped)).Select(row => row.RowKey.Split('-', 2)[1][..10])];
}
