using HuddleBot.Benchmarks.Drain;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>A short drain, with the bot in a process of its own; the long one is a benchmark (<c>-- drain</c>).</summary>
public sealed class DrainTests
{
    private const int Seed = 20261123;
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Two_hundred_messages_that_wait_for_Slack_are_sent_once_within_its_limits_and_urgent_ones_sooner()
    {
        const int times = 4;
        await using var slack = await SlackFarSide.StartAsync(times);
        await AllIsWellAsync(slack, Ceiling.OfSlack(times), canLook: true);
    }

    [Fact]
    public async Task Two_hundred_messages_that_wait_for_Microsoft_Teams_are_sent_within_its_limits_and_urgent_ones_sooner()
    {
        await using var teams = await TeamsFarSide.StartAsync();
        await AllIsWellAsync(teams, Ceiling.OfTeams, canLook: false);
    }

    private static async Task AllIsWellAsync(IFarSide far, IReadOnlyList<Ceiling> ceilings, bool canLook)
    {
        using var folder = new TemporaryFolder();
        var report = await new DrainRun(far, folder.FullPath, 200, 40, 40, Seed, Most, ceilings, canLook, _ => { }).RunAsync();
        Assert.True(report.Failures.Count == 0, $"seed {Seed}: {string.Join("; ", report.Failures)}");
        Assert.True(report is { Sent: 200, Injected: > 10 }, $"seed {Seed}: {report.Sent} sent, {report.Injected} faults");
    }
}
