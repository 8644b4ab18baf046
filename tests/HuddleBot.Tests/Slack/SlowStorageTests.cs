using System.Diagnostics;
using System.Net;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Slack;

/// <summary>Slack gives us three seconds, the storage takes what it takes.</summary>
public sealed class SlowStorageTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource storage = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StubSlack slack = null!;
    private SlackBot bot = null!;

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        bot = await SlackBot.StartAsync(slack);
        bot.Desk.Storage = () => storage.Task;

        // The first request warms the host up; it is not what is measured.
        await bot.EventAsync(new() { ["type"] = "url_verification", ["challenge"] = "x" });
    }

    public async Task DisposeAsync()
    {
        storage.TrySetResult();
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private static async Task<SlackBot.Answer> InTimeAsync(Task<SlackBot.Answer> request)
    {
        var watch = Stopwatch.StartNew();
        var answer = await request;
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
        return answer;
    }

    [Fact]
    public async Task A_form_closes_in_time_and_is_saved_afterwards()
    {
        var answer = await InTimeAsync(bot.InteractAsync(Payloads.Submission(Verbs.Fix, Payloads.StateOf())));
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
        Assert.Empty(bot.Desk.Done);
        storage.SetResult();
        Assert.Equal("EventNote &lt;&amp;&gt;", (await slack.NextAsync("chat.postEphemeral"))["text"]);
        Assert.Single(bot.Desk.Done);
    }

    [Fact]
    public async Task A_late_no_is_told_privately()
    {
        bot.Desk.Refusal = new Refusal.DateInThePast();
        await InTimeAsync(bot.InteractAsync(Payloads.Submission(Verbs.Fix, Payloads.StateOf(), "V1", ("date", "2020-01-01"))));
        storage.SetResult();
        Assert.Equal("RefusalNote DateInThePast &lt;&amp;&gt;", (await slack.NextAsync("chat.postEphemeral"))["text"]);
    }

    [Fact]
    public async Task A_late_command_is_answered_privately_and_once()
    {
        await Task.WhenAll(InTimeAsync(bot.CommandAsync("issues")), InTimeAsync(bot.CommandAsync("issues")));
        storage.SetResult();
        Assert.Equal("IssuesList &lt;&amp;&gt;", (await slack.NextAsync("chat.postEphemeral"))["text"]);
        Assert.Single(slack.Of("chat.postEphemeral"));
    }

    [Fact]
    public async Task The_bot_does_not_stop_before_what_it_acknowledged_is_done()
    {
        await InTimeAsync(bot.InteractAsync(Payloads.Click(Verbs.Celebrate)));
        var stopping = bot.DisposeAsync();
        storage.SetResult();
        await stopping;
        Assert.Single(bot.Desk.Done);
        bot = await SlackBot.StartAsync(slack);
    }

    [Fact]
    public async Task A_form_stays_when_the_storage_fails_and_can_be_sent_again()
    {
        bot.Desk.Storage = () => throw new StorageUnavailableException("gone");
        var submission = Payloads.Submission(Verbs.Fix, Payloads.StateOf(), "V1", ("owner", "U1"), ("date", null));
        var answer = await bot.InteractAsync(submission);
        Assert.Equal("errors", (string?)answer.Json["response_action"]);
        Assert.StartsWith("TryAgainNote", (string?)answer.Json["errors"]!["block_owner"], StringComparison.Ordinal);

        bot.Desk.Storage = () => Task.CompletedTask;
        Assert.Equal("", (await bot.InteractAsync(submission)).Body);
        Assert.Single(bot.Desk.Done);
    }

    [Fact]
    public async Task A_click_is_asked_to_be_tried_again_when_the_storage_fails()
    {
        bot.Desk.Storage = () => throw new StorageUnavailableException("gone");
        await bot.InteractAsync(Payloads.Click(Verbs.Celebrate));
        Assert.Equal("TryAgainNote &lt;&amp;&gt;", Assert.Single(slack.Of("chat.postEphemeral"))["text"]);
        var answer = await bot.CommandAsync("issues");
        Assert.Equal("TryAgainNote", (string?)answer.Json["blocks"]![0]!["text"]!["text"]);
    }

    [Fact]
    public async Task An_event_that_failed_is_asked_for_again()
    {
        bot.Desk.Storage = () => throw new StorageUnavailableException("gone");
        var opened = Payloads.Event("app_home_opened", new() { ["user"] = "U1", ["tab"] = "home" });
        Assert.Equal(HttpStatusCode.InternalServerError, (await bot.EventAsync(opened)).Status);
        bot.Desk.Storage = () => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, (await bot.EventAsync(opened)).Status);
        Assert.Single(slack.Of("views.publish"));
    }

    [Fact]
    public async Task A_fault_of_ours_is_logged_and_told_without_what_the_person_wrote()
    {
        bot.Desk.Storage = () => throw new InvalidOperationException("a bug");
        await bot.InteractAsync(Payloads.Submission(Verbs.Fix, Payloads.StateOf(), "V1", ("try", "our secret plan")));
        Assert.Contains(bot.Log.Lines, line => line.Contains("a bug", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("secret plan", StringComparison.Ordinal) || line.Contains("xoxb", StringComparison.Ordinal));
    }
}
