using HuddleBot.Hosting;
using HuddleBot.Playground.Faults;
using HuddleBot.Slack.SocketMode;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Slack.SocketMode;

/// <summary>The operator is told once, in words that say what to do, and once more when it is over.</summary>
public sealed class SocketOutageTests
{
    private const string Away = "Slack has had no connection to this bot for a minute";
    private const string Refused = "Slack does not let the bot connect";
    private const string Back = "Slack reaches the bot again";

    [Fact]
    public async Task A_minute_without_a_line_is_told_once_and_its_end_once()
    {
        var time = new TestTime();
        await using var scene = await SocketScene.OpenAsync(time);
        var state = scene.Bot.Services.GetRequiredService<IConnectionState>();
        Assert.Null(state.Trouble);
        using (scene.Slack.Inject(new Fault(FaultKind.ServerError) { Method = "apps.connections.open", Times = null }))
        {
            scene.Slack.Sockets.Cut();
            await scene.SaysAsync("is renewed, (cut)");
            await scene.ConnectedAsync(0);
            await UntilAsync(() => state.Trouble is { } trouble && trouble.StartsWith("Slack does not reach this bot since", StringComparison.Ordinal) && trouble.Contains("http_503", StringComparison.Ordinal));
            time.Skip(TimeSpan.FromSeconds(50));
            Assert.Empty(scene.Said(Away));
            time.Skip(TimeSpan.FromSeconds(15));
            Assert.Contains("(http_503)", await scene.SaysAsync(Away), StringComparison.Ordinal);
            for (var i = 0; i < 5; i++) time.Skip(TimeSpan.FromMinutes(2));
        }

        await UntilAsync(() =>
        {
            time.Skip(TimeSpan.FromSeconds(30));
            return scene.Slack.Sockets.Count == 2;
        });
        await scene.SaysAsync(Back);
        Assert.Single(scene.Said(Away));
        Assert.Single(scene.Said(Back));
        Assert.Null(state.Trouble);
    }

    [Theory]
    [InlineData("xapp-of-another-app", "invalid_auth", "Basic Information")]
    public async Task A_token_that_is_not_taken_is_told_at_once_with_what_to_do(string token, string reason, string toDo)
    {
        await using var scene = await SocketScene.OpenAsync(connects: false, settings: ("Slack:AppToken", token));
        var line = await scene.SaysAsync(Refused);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Contains(toDo, line, StringComparison.Ordinal);
        Assert.DoesNotContain(token, line, StringComparison.Ordinal);
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Calls.Count(call => call.Method == "apps.connections.open") >= 4);
        Assert.Single(scene.Said(Refused));
    }

    [Fact]
    public async Task Socket_Mode_that_is_switched_off_is_told_and_comes_back_by_itself()
    {
        var time = new TestTime();
        await using var scene = await SocketScene.OpenAsync(time);
        await scene.Slack.Sockets.EnableAsync(false);
        Assert.Contains("Enable Socket Mode", await scene.SaysAsync("link_disabled: "), StringComparison.Ordinal);
        await scene.ConnectedAsync(0);
        await scene.Slack.Sockets.EnableAsync(true);
        await UntilAsync(() =>
        {
            time.Skip(TimeSpan.FromSeconds(30));
            return scene.Slack.Sockets.Count == 2;
        });
        await scene.SaysAsync(Back);
        Assert.Single(scene.Said(Refused));
    }

    [Fact]
    public async Task More_lines_than_Slack_allows_are_told_once_and_the_others_work_on()
    {
        await using var scene = await SocketScene.OpenAsync(settings: ("Slack:SocketConnections", "8"), connects: false);
        await scene.ConnectedAsync(8);
        await using var other = await SlackBot.StartAsync(scene.Slack.ApiBaseUrl, ("Slack:SigningSecret", ""), ("Slack:AppToken", "xapp-playground"), ("Slack:SocketConnections", "3"));
        await scene.ConnectedAsync(10);
        for (var i = 0; i < 200 && !other.Log.Lines.Any(line => line.Contains(Refused, StringComparison.Ordinal)); i++) await Task.Delay(50);
        Assert.Contains("Slack:SocketConnections", Assert.Single(other.Log.Lines, line => line.Contains(Refused, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Null(other.Services.GetRequiredService<IConnectionState>().Trouble);
        Assert.True((await scene.Slack.OpenHomeAsync("U1")).IsAcknowledged);
    }

    [Fact]
    public void Pauses_grow_to_a_minute_and_begin_anew_after_a_line_that_lived()
    {
        var pause = new ReconnectPause(new Random(1));
        Assert.Equal(TimeSpan.Zero, pause.Next());
        var waits = Enumerable.Range(0, 12).Select(_ => pause.Next()).ToList();
        Assert.InRange(waits[0], TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.2));
        Assert.InRange(waits[3], TimeSpan.FromSeconds(6.4), TimeSpan.FromSeconds(9.6));
        Assert.All(waits[8..], wait => Assert.InRange(wait, TimeSpan.FromSeconds(48), TimeSpan.FromMinutes(1)));
        pause.Ended(TimeSpan.FromSeconds(1));
        Assert.NotEqual(TimeSpan.Zero, pause.Next());
        pause.Ended(ReconnectPause.Lived);
        Assert.Equal(TimeSpan.Zero, pause.Next());
        Assert.Equal(TimeSpan.FromMinutes(5), pause.Next(TimeSpan.FromMinutes(5)));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(100, patience.Token);
    }
}
