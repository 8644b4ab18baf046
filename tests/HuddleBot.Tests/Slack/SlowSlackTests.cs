using HuddleBot.Core.Cards;

namespace HuddleBot.Tests.Slack;

/// <summary>A trigger opens a form for three seconds; nothing that the form does not need may use them up.</summary>
public sealed class SlowSlackTests : IAsyncLifetime
{
    private readonly TaskCompletionSource name = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StubSlack slack = null!;
    private SlackBot bot = null!;

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        slack.On("users.info", _ =>
        {
            name.Task.GetAwaiter().GetResult();
            return """{"ok":true,"user":{"id":"U1","name":"ann","profile":{"display_name":"Ann"}}}""";
        });

        // The clock stands: whoever waits for a while waits for ever.
        bot = await SlackBot.StartAsync(slack.ApiBaseUrl, new FakeTime(TimeProvider.System.GetUtcNow()));
    }

    public async Task DisposeAsync()
    {
        name.TrySetResult();
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Theory]
    [InlineData(Verbs.Fix)]
    [InlineData(Verbs.Show)]
    public async Task A_form_is_opened_before_the_name_is_known_and_the_decision_has_the_name(string verb)
    {
        var click = bot.InteractAsync(Payloads.Click(verb));
        await slack.NextAsync("views.open");
        await click;
        Assert.Equal("ann.user", Assert.Single(bot.Desk.Looks).Actor.Name);

        // The question that the click began is the only one.
        var submission = bot.InteractAsync(Payloads.Submission(Verbs.Fix, Payloads.StateOf()));
        name.SetResult();
        await submission;
        Assert.Equal("Ann", Assert.Single(bot.Desk.Done).Actor.Name);
        Assert.Single(slack.Of("users.info"));
    }

    [Fact]
    public async Task The_command_and_the_shortcut_open_their_forms_at_once_too()
    {
        // Sooner than the question for the name is given up.
        var limit = TimeSpan.FromSeconds(8);
        await Task.WhenAll(slack.NextAsync("views.open"), bot.CommandAsync("add")).WaitAsync(limit);
        await Task.WhenAll(slack.NextAsync("views.open"), bot.InteractAsync(Payloads.MessageAction(Verbs.Add, "The lift"))).WaitAsync(limit);
    }
}
