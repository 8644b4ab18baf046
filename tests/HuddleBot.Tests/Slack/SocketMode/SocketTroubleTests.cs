using System.Diagnostics;
using System.Net;
using HuddleBot.Core.Cards;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Slack.SocketMode;

/// <summary>Lines that are cut, deaf, renewed or come twice: nothing that Slack repeats is lost, nothing is done twice, and the bot is back by itself.</summary>
public sealed class SocketTroubleTests
{
    [Fact]
    public async Task Without_a_signing_secret_the_address_is_off()
    {
        await using var scene = await SocketScene.OpenAsync();
        using var answer = await scene.Bot.Http.PostAsync(new Uri("/slack/events", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Cut_lines_are_replaced_at_once()
    {
        await using var scene = await SocketScene.OpenAsync();
        var ts = await scene.PostAsync();
        scene.Slack.Sockets.Cut();
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Calls.Count(call => call.Method == "apps.connections.open") == 4 && scene.Slack.Sockets.Count == 2);
        Assert.True((await scene.Slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate)).IsOk);
        Assert.Single(scene.Bot.Desk.Done);
    }

    [Theory]
    [InlineData(FaultKind.CutConnection)]
    [InlineData(FaultKind.DropAnswer)]
    public async Task An_event_whose_line_is_cut_comes_again_and_is_heard_once(FaultKind kind)
    {
        await using var scene = await SocketScene.OpenAsync();
        using var fault = scene.Slack.Sockets.Inject(new Fault(kind));
        await scene.Slack.OpenHomeAsync("U1");
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Deliveries is [.., { IsAcknowledged: true, RetryNumber: > 0 }]);
        await scene.Slack.WaitForAsync(() => scene.Slack.HomeOf("U1"));
        Assert.Equal("connection_failed", scene.Slack.Deliveries[0].Failure);
        Assert.Single(scene.Slack.Calls, call => call.Method == "views.publish");
        await scene.ConnectedAsync();
    }

    [Fact]
    public async Task A_click_whose_answer_was_lost_is_done_once_however_often_it_comes()
    {
        await using var scene = await SocketScene.OpenAsync();
        var ts = await scene.PostAsync();
        using (scene.Slack.Sockets.Inject(new Fault(FaultKind.DropAnswer))) Assert.False((await scene.Slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate)).IsOk);
        await scene.ConnectedAsync();
        Assert.True((await scene.Slack.RedeliverAsync(scene.Slack.Deliveries[0].Request)).IsAcknowledged);
        Assert.Single(scene.Bot.Desk.Done);
    }

    [Fact]
    public async Task The_same_envelope_over_two_lines_at_once_is_done_once_and_answered_on_both()
    {
        await using var scene = await SocketScene.OpenAsync();
        var ts = await scene.PostAsync();
        scene.Slack.Repetition = Repetition.TwiceAtOnce;
        await scene.Slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate);
        await scene.Slack.CommandAsync("U1", "C1", "/huddle add The lift is stuck");
        await scene.Slack.OpenHomeAsync("U1");
        Assert.Equal(2, scene.Bot.Desk.Done.Count);
        Assert.Equal(6, scene.Slack.Deliveries.Count(delivery => delivery.IsAcknowledged));
        Assert.Single(scene.Slack.Calls, call => call.Method == "views.publish");
    }

    [Theory]
    [InlineData("warning", 2, 2)]
    [InlineData("refresh_requested", 1, 1)]
    public async Task A_renewal_loses_no_click_and_after_a_warning_the_new_line_is_up_before_the_old_one_goes(string reason, int lines, int atLeast)
    {
        await using var scene = await SocketScene.OpenAsync();
        var ts = await scene.PostAsync();
        var fewest = 2;
        using var clicking = new CancellationTokenSource();
        var clicks = Task.Run(async () =>
        {
            var count = 0;
            for (; !clicking.IsCancellationRequested; count++)
            {
                Assert.True((await scene.Slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate)).IsOk);
                fewest = Math.Min(fewest, scene.Slack.Sockets.Count);
            }

            return count;
        });
        await scene.Slack.Sockets.RenewAsync(reason, lines);
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Calls.Count(call => call.Method == "apps.connections.open") == 2 + lines && scene.Slack.Sockets.Count == 2, TimeSpan.FromSeconds(30));
        await clicking.CancelAsync();
        Assert.Equal(await clicks, scene.Bot.Desk.Done.Count);
        Assert.NotEmpty(scene.Bot.Desk.Done);
        Assert.Equal(atLeast, Math.Min(fewest, atLeast));
    }

    [Fact]
    public async Task A_deaf_line_is_noticed_within_the_silence_that_is_allowed()
    {
        await using var scene = await SocketScene.OpenAsync(settings: ("Slack:SocketSilenceSeconds", "2"));
        var watch = Stopwatch.StartNew();
        scene.Slack.Sockets.Deafen();
        await scene.SaysAsync("renewed, (silent)");
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10));
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Calls.Count(call => call.Method == "apps.connections.open") == 4 && scene.Slack.Sockets.Count == 2);
        Assert.True((await scene.Slack.OpenHomeAsync("U1")).IsAcknowledged);
    }

    [Fact]
    public async Task Lines_that_were_opened_together_are_not_renewed_together()
    {
        var time = new TestTime();
        await using var scene = await SocketScene.OpenAsync(time);
        time.Skip(TimeSpan.FromHours(2));
        Assert.Equal(2, scene.Slack.Calls.Count(call => call.Method == "apps.connections.open"));
        time.Skip(TimeSpan.FromHours(0.6));
        await scene.SaysAsync("renewed, (age)");
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Calls.Count(call => call.Method == "apps.connections.open") == 3);
        Assert.Single(scene.Said("renewed, (age)"));
        time.Skip(TimeSpan.FromHours(2.5));
        await scene.Slack.WaitUntilAsync(() => scene.Slack.Calls.Count(call => call.Method == "apps.connections.open") == 4);
        Assert.Equal(2, scene.Said("renewed, (age)").Count);
    }

    [Fact]
    public async Task A_line_on_which_nothing_goes_wrong_is_left_alone()
    {
        await using var scene = await SocketScene.OpenAsync(settings: ("Slack:SocketSilenceSeconds", "2"));
        using var more = scene.Slack.Sockets.Inject(new Fault(FaultKind.Slow) { Delay = TimeSpan.FromSeconds(3) });
        Assert.True((await scene.Slack.OpenHomeAsync("U1")).IsAcknowledged);
        Assert.Equal(2, scene.Slack.Calls.Count(call => call.Method == "apps.connections.open"));
    }

    [Fact]
    public async Task A_stop_answers_what_was_received_before_the_lines_close()
    {
        var storage = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scene = await SocketScene.OpenAsync();
        var ts = await scene.PostAsync();
        var received = new TaskCompletionSource();
        scene.Bot.Desk.Storage = () =>
        {
            received.TrySetResult();
            return storage.Task;
        };
        var click = scene.Slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate);
        await received.Task;
        var stop = scene.Bot.DisposeAsync().AsTask();
        await scene.SaysAsync("Application is shutting down");
        Assert.False(click.IsCompleted);
        Assert.Equal(2, scene.Slack.Sockets.Count);
        storage.SetResult();
        Assert.True((await click).IsOk);
        await stop;
        await scene.ConnectedAsync(0);
        Assert.Single(scene.Bot.Desk.Done);
        Assert.Empty(scene.Slack.Complaints);
        await scene.Slack.DisposeAsync();
    }

    [Fact]
    public async Task A_slow_storage_is_answered_in_time_and_the_person_is_told_afterwards()
    {
        var storage = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var scene = await SocketScene.OpenAsync();
        scene.Bot.Desk.Storage = () => storage.Task;
        Assert.True((await scene.Slack.CommandAsync("U1", "C1", "/huddle add The lift")).IsOk);
        Assert.Empty(scene.Slack.EphemeralsOf("U1"));
        storage.SetResult();
        await scene.Slack.WaitUntilAsync(() => scene.Slack.EphemeralsOf("U1").Count == 1);
        Assert.Single(scene.Bot.Desk.Done);
    }

    [Fact]
    public async Task No_token_ticket_or_word_of_anybody_is_in_the_log()
    {
        await using var scene = await SocketScene.OpenAsync();
        var ts = await scene.PostAsync();
        await scene.Slack.CommandAsync("U1", "C1", "/huddle add The-lift-is-stuck");
        using (scene.Slack.Inject(new Fault(FaultKind.Html) { Method = "apps.connections.open", Times = 2 }))
        {
            scene.Slack.Sockets.Cut();
            await scene.Slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate);
            await scene.ConnectedAsync();
        }

        Assert.NotEmpty(scene.Bot.Log.Lines);
        foreach (var secret in (string[])["xapp-", "xoxb-", "ticket", "lift"]) Assert.Empty(scene.Said(secret));
    }
}
