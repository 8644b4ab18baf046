using HuddleBot.Core.Identity;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>A manager's question is answered by writing below the card.</summary>
public sealed class QuestionThreadTests : IAsyncLifetime
{
    private SlackPlayground slack = null!;
    private SlackBot bot = null!;
    private Message card = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackPlayground.StartAsync(new() { SigningSecret = SlackBot.Secret, BotToken = "xoxb-test", WorkspaceId = "T1", StartsEmpty = true });
        slack.AddUser("Ann", "U1");
        slack.AddUser("Bo", "U2");
        slack.AddChannel("lounge", ChannelKind.Public, ["U1", "U2"], id: "C1");
        slack.AddChannel("elsewhere", ChannelKind.Private, ["U1"], id: "C2");
        bot = await SlackBot.StartAsync(slack.ApiBaseUrl);
        slack.BotUrl = new Uri(bot.Http.BaseAddress!, "/slack/events");
        card = await slack.PostAsUserAsync("U1", "C1", "Card");
        bot.Threads.Thread = card.Ts;
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(slack.Complaints);
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Fact]
    public async Task The_first_words_are_heard_with_their_author_and_their_time()
    {
        var said = await slack.PostAsUserAsync("U2", "C1", "The third floor, room <12>", card.Ts);
        await slack.PostAsUserAsync("U1", "C1", "And the fourth", card.Ts);
        var heard = Assert.Single(bot.Threads.Heard);
        Assert.Equal((Lounge.Channel, "Bo", said.Ts, "The third floor, room <12>"), (heard.Channel, heard.Actor.Name, heard.Message, heard.Words));
        Assert.Equal(Instant.FromUnixTimeTicks((long)(decimal.Parse(said.Ts, System.Globalization.CultureInfo.InvariantCulture) * 10_000_000)), heard.WrittenAt);
    }

    [Fact]
    public async Task Who_calls_the_bot_there_answers_too_and_once()
    {
        await slack.PostAsUserAsync("U1", "C1", "@huddlebot the third floor", card.Ts);
        Assert.Equal("the third floor", Assert.Single(bot.Threads.Heard).Words);
        Assert.Empty(slack.EphemeralsOf("U1"));
    }

    [Fact]
    public async Task What_is_changed_afterwards_is_heard_as_a_change_and_what_is_deleted_is_not()
    {
        var said = await slack.PostAsUserAsync("U2", "C1", "The third floor", card.Ts);
        await slack.EditAsUserAsync("U2", "C1", said.Ts, "The fourth floor");
        await slack.DeleteAsUserAsync("U2", "C1", said.Ts);
        Assert.Single(bot.Threads.Heard);
        Assert.Equal((said.Ts, "The fourth floor"), Assert.Single(bot.Threads.Changed) is var change ? (change.Message, change.Words) : default);
    }

    [Fact]
    public async Task A_command_a_changed_word_and_words_elsewhere_are_no_answer()
    {
        bot.Threads.Thread = null;
        var said = await slack.PostAsUserAsync("U2", "C1", "The third floor", card.Ts);
        bot.Threads.Thread = card.Ts;
        await slack.EditAsUserAsync("U2", "C1", said.Ts, "The fourth floor");
        await slack.DeleteAsUserAsync("U2", "C1", said.Ts);
        await slack.PostAsUserAsync("U1", "C1", "@huddlebot help", card.Ts);
        await slack.PostAsUserAsync("U1", "C1", "Not in the thread");
        var other = await slack.PostAsUserAsync("U1", "C2", "Card");
        await slack.PostAsUserAsync("U1", "C2", "Another channel", other.Ts);
        Assert.Empty(bot.Threads.Heard);
        Assert.Empty(bot.Threads.Changed);
    }

    [Fact]
    public async Task In_the_thread_of_a_huddle_words_belong_to_the_huddle()
    {
        bot.Huddles.Thread = card.Ts;
        await slack.PostAsUserAsync("U2", "C1", "The third floor", card.Ts);
        Assert.Single(bot.Huddles.Heard);
        Assert.Empty(bot.Threads.Heard);
    }
}
