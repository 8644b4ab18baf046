using HuddleBot.Hosting;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Tests.Slack;

public sealed class SlackPaceTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTime time = new(Start);
    private readonly SlackPace pace;

    public SlackPaceTests() => pace = new(time, new DeliveryOptions());

    public void Dispose() => pace.Dispose();

    /// <summary>When each of the calls went, in seconds from the start.</summary>
    private async Task<List<double>> TimesOfAsync(TimeSpan over, params Task[] calls)
    {
        var times = new double[calls.Length];
        Array.Fill(times, double.NaN);
        for (var passed = TimeSpan.Zero; passed <= over; passed += TimeSpan.FromMilliseconds(50))
        {
            for (var i = 0; i < calls.Length; i++)
            {
                if (calls[i].IsCompleted && double.IsNaN(times[i])) times[i] = passed.TotalSeconds;
            }

            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await Task.WhenAll(calls.Where(call => call.IsCompleted));
        return [.. times];
    }

    private Task Post(string channel, string workspace = "T1") => pace.WaitAsync(SlackMethods.ChatPostMessage, workspace, channel, CancellationToken.None);

    private Task Call(SlackMethod method, string workspace = "T1") => pace.WaitAsync(method, workspace, null, CancellationToken.None);

    [Fact]
    public async Task One_message_a_second_goes_into_a_channel() => Assert.Equal([0, 1, 2], await TimesOfAsync(TimeSpan.FromSeconds(3), Post("C1"), Post("C1"), Post("C1")));

    [Fact]
    public async Task A_busy_channel_does_not_hold_up_the_others()
    {
        var times = await TimesOfAsync(TimeSpan.FromSeconds(4), Post("C1"), Post("C1"), Post("C1"), Post("C2"), Post("C3"));
        Assert.Equal([0, 1, 2, 0.2, 0.4], times, (expected, actual) => Math.Abs(expected - actual) < 0.01);
    }

    [Fact]
    public async Task A_workspace_gets_three_hundred_a_minute_spaced_evenly()
    {
        var times = await TimesOfAsync(TimeSpan.FromSeconds(59.99), [.. Enumerable.Range(0, 400).Select(i => Post($"C{i}"))]);
        Assert.Equal(300, times.Count(went => !double.IsNaN(went)));
        Assert.All(times.Take(300).Chunk(5).Select((chunk, second) => (chunk, second)), group => Assert.InRange(group.chunk[0], group.second - 0.01, group.second + 0.01));
    }

    [Fact]
    public async Task Workspaces_do_not_share_their_limits() => Assert.Equal([0, 0], await TimesOfAsync(TimeSpan.FromSeconds(1), Post("C1", "T1"), Post("C1", "T2")));

    [Fact]
    public async Task No_sixty_seconds_see_more_than_the_tier_allows()
    {
        foreach (var method in SlackMethods.All.Where(method => method.PerMinute > 0))
        {
            var times = await TimesOfAsync(TimeSpan.FromSeconds(150), [.. Enumerable.Range(0, 300).Select(_ => Call(method))]);
            var went = times.Where(at => !double.IsNaN(at)).ToList();
            Assert.True(went.Count >= method.PerMinute, $"{method}: only {went.Count}");
            Assert.All(went, from => Assert.InRange(went.Count(at => at >= from && at < from + 60), 1, method.PerMinute));
        }
    }

    [Fact]
    public async Task A_few_clicks_at_once_do_not_wait() => Assert.All(await TimesOfAsync(TimeSpan.Zero, [.. Enumerable.Range(0, 20).Select(_ => Call(SlackMethods.ViewsOpen))]), at => Assert.Equal(0, at));

    [Fact]
    public async Task After_a_429_the_method_waits_in_that_workspace_only()
    {
        pace.Block(SlackMethods.ChatUpdate, "T1", TimeSpan.FromSeconds(30));
        var times = await TimesOfAsync(TimeSpan.FromSeconds(31), Call(SlackMethods.ChatUpdate), Call(SlackMethods.ChatUpdate, "T2"), Post("C1"));
        Assert.Equal([30, 0, 0], times);
    }

    [Fact]
    public async Task A_429_counts_for_those_who_wait_already()
    {
        var (first, second) = (Post("C1"), Post("C1"));
        pace.Block(SlackMethods.ChatPostMessage, "T1", TimeSpan.FromSeconds(10));
        Assert.Equal([0, 10], await TimesOfAsync(TimeSpan.FromSeconds(11), first, second));
    }

    [Fact]
    public async Task A_shorter_wait_does_not_cut_a_longer_one_short()
    {
        pace.Block(SlackMethods.ChatUpdate, "T1", TimeSpan.FromSeconds(10));
        pace.Block(SlackMethods.ChatUpdate, "T1", TimeSpan.FromSeconds(1));
        Assert.Equal([10], await TimesOfAsync(TimeSpan.FromSeconds(11), Call(SlackMethods.ChatUpdate)));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nobodys_turn()
    {
        using var patience = new CancellationTokenSource();
        var first = Post("C1");
        var impatient = pace.WaitAsync(SlackMethods.ChatPostMessage, "T1", "C1", patience.Token);
        var last = Post("C1");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal([0, 1], await TimesOfAsync(TimeSpan.FromSeconds(2), first, last));
    }
}
