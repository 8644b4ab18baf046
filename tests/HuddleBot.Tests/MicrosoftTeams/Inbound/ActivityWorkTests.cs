using System.Net;
using HuddleBot.Core.Storage;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Tests.Slack;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>Once, in time, and not lost: whatever the storage does and however often it comes.</summary>
public sealed class ActivityWorkTests : IAsyncLifetime
{
    private readonly FakeTime time = new(Tokens.Now);
    private readonly TaskCompletionSource storage = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LocalIssuer issuer = null!;
    private ActivityHost bot = null!;

    public async Task InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        bot = await ActivityHost.StartAsync(issuer, time);
    }

    public async Task DisposeAsync()
    {
        storage.TrySetResult();
        await bot.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task An_activity_that_comes_twice_is_worked_on_once()
    {
        Slow();
        var answers = Task.WhenAll(PostAsync(Message()), PostAsync(Message()));
        await UntilAsync(() => bot.Router.Handled.Count == 1);
        storage.SetResult();
        Assert.All(await answers, answer => Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body)));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Message())).Status);
        Assert.Single(bot.Router.Handled);
    }

    [Fact]
    public async Task A_click_that_comes_twice_gets_the_same_answer()
    {
        var count = 0;
        bot.Router.Work = _ => Answer(InvokeResponse.Message($"done {++count}"));
        var (first, second) = (await InvokeAsync(InvokeNames.AdaptiveCardAction), await InvokeAsync(InvokeNames.AdaptiveCardAction));
        Assert.Equal("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"done 1"}""", first.Body);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_same_id_in_another_conversation_is_another_activity()
    {
        var other = ActivityHost.Message("1");
        other["conversation"]!["id"] = "19:other@thread.tacv2";
        await bot.PostAsync(ActivityHost.Message("1").ToJsonString(), Bearer);
        await bot.PostAsync(other.ToJsonString(), Bearer);
        Assert.Equal(2, bot.Router.Handled.Count);
    }

    [Fact]
    public async Task Every_edit_of_a_message_counts_once()
    {
        foreach (var text in (string[])["first", "second", "second"])
        {
            var edit = ActivityHost.Message("1");
            (edit["type"], edit["text"]) = ("messageUpdate", text);
            await bot.PostAsync(edit.ToJsonString(), Bearer);
        }

        Assert.Equal(["first", "second"], bot.Router.Handled.Select(activity => activity.Text));
    }

    [Fact]
    public async Task Activities_without_id_are_told_apart_by_what_they_say()
    {
        foreach (var text in (string[])["first", "second", "second"])
        {
            var message = ActivityHost.Message();
            message.Remove("id");
            message["text"] = text;
            await bot.PostAsync(message.ToJsonString(), Bearer);
        }

        Assert.Equal(["first", "second"], bot.Router.Handled.Select(activity => activity.Text));
    }

    [Fact]
    public async Task Nobody_handles_it_is_501()
    {
        bot.Router.Work = _ => Answer(InvokeResponse.NotImplemented);
        var answer = await InvokeAsync("composeExtension/query");
        Assert.Equal((HttpStatusCode.NotImplemented, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task An_empty_answer_is_200_and_empty()
    {
        bot.Router.Work = _ => Answer(InvokeResponse.Empty);
        var answer = await InvokeAsync(InvokeNames.TaskSubmit);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData(InvokeNames.AdaptiveCardAction, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"We are on it"}""")]
    [InlineData(InvokeNames.TaskFetch, """{"task":{"type":"message","value":"We are on it"}}""")]
    [InlineData(InvokeNames.ComposeExtensionSubmitAction, """{"task":{"type":"message","value":"We are on it"}}""")]
    public async Task An_invoke_that_takes_longer_is_told_so_in_time_and_finished_afterwards(string name, string expected)
    {
        Slow(InvokeResponse.Message("done"));
        var answer = await AfterPatienceAsync(ActivityHost.Invoke(name).ToJsonString());
        Assert.Equal((HttpStatusCode.OK, expected), (answer.Status, answer.Body));
        storage.SetResult();
        await UntilAsync(async () => (await InvokeAsync(name)).Body.Contains("done", StringComparison.Ordinal));
        Assert.Single(bot.Router.Handled);
    }

    [Theory]
    [InlineData(InvokeNames.AdaptiveCardAction, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Try again"}""")]
    [InlineData(InvokeNames.TaskSubmit, """{"task":{"type":"message","value":"Try again"}}""")]
    public async Task An_invoke_is_answered_in_words_when_the_storage_is_away_and_may_come_again(string name, string expected)
    {
        bot.Router.Work = _ => throw new StorageUnavailableException("gone");
        var answer = await InvokeAsync(name);
        Assert.Equal((HttpStatusCode.OK, expected), (answer.Status, answer.Body));
        bot.Router.Work = _ => Answer(InvokeResponse.Message("done"));
        await UntilAsync(async () => (await InvokeAsync(name)).Body.Contains("done", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(InvokeNames.AdaptiveCardAction, """{"statusCode":500,"type":"application/vnd.microsoft.error","value":{"code":"InternalServerError","message":"Try again"}}""")]
    [InlineData(InvokeNames.TaskFetch, """{"task":{"type":"message","value":"Try again"}}""")]
    [InlineData(InvokeNames.ComposeExtensionFetchTask, """{"task":{"type":"message","value":"Try again"}}""")]
    public async Task A_fault_of_ours_is_logged_and_answered_with_200(string name, string expected)
    {
        bot.Router.Work = _ => throw new InvalidOperationException("a bug");
        var answer = await InvokeAsync(name);
        Assert.Equal((HttpStatusCode.OK, expected), (answer.Status, answer.Body));
        Assert.Contains(bot.Log.Lines, line => line.Contains("a bug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_takes_longer_is_acknowledged_and_the_bot_does_not_stop_before_it_is_done()
    {
        Slow();
        Assert.Equal(HttpStatusCode.Accepted, (await AfterPatienceAsync(Message())).Status);
        var stopping = bot.DisposeAsync().AsTask();
        Assert.False(stopping.IsCompleted);
        storage.SetResult();
        await stopping;
    }

    [Fact]
    public async Task A_message_is_asked_for_again_when_the_storage_is_away()
    {
        bot.Router.Work = _ => throw new StorageUnavailableException("gone");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(Message())).Status);
        bot.Router.Work = _ => Task.FromResult<ActivityOutcome>(new ActivityOutcome.Done());
        await UntilAsync(async () => (await PostAsync(Message())).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_message_that_meets_a_bug_is_500_and_logged_without_its_words()
    {
        bot.Router.Work = _ => throw new InvalidOperationException("a bug");
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(Message())).Status);
        Assert.Contains(bot.Log.Lines, line => line.Contains("a bug", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("secret plan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_acknowledged_is_tried_again_until_the_storage_is_back()
    {
        var tries = 0;
        bot.Router.Work = async _ =>
        {
            await storage.Task;
            return Interlocked.Increment(ref tries) <= 3 ? throw new StorageUnavailableException("gone") : new ActivityOutcome.Done();
        };
        Assert.Equal(HttpStatusCode.Accepted, (await AfterPatienceAsync(Message())).Status);
        storage.SetResult();
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Volatile.Read(ref tries) == 4;
        });
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Message())).Status);
        Assert.Equal(4, bot.Router.Handled.Count);
    }

    private string Bearer => Tokens.Bearer(issuer.Key, claims: claims => claims["exp"] = Tokens.At(86_400));

    private static string Message() => ActivityHost.Message().ToJsonString();

    private static Task<ActivityOutcome> Answer(InvokeResponse response) => Task.FromResult<ActivityOutcome>(new ActivityOutcome.Answer(response));

    private void Slow(InvokeResponse? response = null) => bot.Router.Work = async _ =>
    {
        await storage.Task;
        return response is null ? new ActivityOutcome.Done() : new ActivityOutcome.Answer(response);
    };

    private Task<ActivityHost.Answer> PostAsync(string body) => bot.PostAsync(body, Bearer);

    private Task<ActivityHost.Answer> InvokeAsync(string name) => PostAsync(ActivityHost.Invoke(name).ToJsonString());

    /// <summary>The clock stands until the work hangs; then the time that Microsoft Teams is kept waiting goes by.</summary>
    private async Task<ActivityHost.Answer> AfterPatienceAsync(string body)
    {
        var answer = PostAsync(body);
        await UntilAsync(() => bot.Router.Handled.Count == 1);
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            return Task.FromResult(answer.IsCompleted);
        });
        return await answer;
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 3000, "it never came to it");
            await Task.Delay(10);
        }
    }
}
