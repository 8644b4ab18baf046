using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Tests.Slack;

/// <summary>What people write in threads, before a Slack that tells the bot of every message of its channels.</summary>
public sealed class ThreadMessageTests : IAsyncLifetime
{
    private SlackPlayground slack = null!;
    private SlackBot bot = null!;
    private Message room = null!;

    private IEnumerable<(string Who, string? Said)> Heard => bot.Huddles.Heard.Select(heard => (heard.Actor.Name, heard.Text));

    /// <summary>What the bot has asked of Slack, apart from the look at its token with which it starts.</summary>
    private int Asked => slack.Calls.Count(call => call.Method != "auth.test");

    public async Task InitializeAsync()
    {
        slack = await SlackPlayground.StartAsync(new() { SigningSecret = SlackBot.Secret, BotToken = "xoxb-test", WorkspaceId = "T1", StartsEmpty = true });
        slack.AddUser("Ann", "U1");
        slack.AddUser("Bo", "U2");
        slack.AddChannel("lounge", ChannelKind.Public, ["U1", "U2"], id: "C1");
        slack.AddChannel("elsewhere", ChannelKind.Private, ["U1"], id: "C2");
        bot = await SlackBot.StartAsync(slack.ApiBaseUrl);
        slack.BotUrl = new Uri(bot.Http.BaseAddress!, "/slack/events");
        room = await slack.PostAsUserAsync("U1", "C1", "Huddle");
        bot.Huddles.Thread = room.Ts;
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(slack.Complaints);
        Assert.All(slack.Deliveries, delivery => Assert.True(delivery.IsAcknowledged));
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private Task<Message> SayAsync(string text, string user = "U1") => slack.PostAsUserAsync(user, "C1", text, room.Ts);

    [Fact]
    public async Task An_answer_is_heard_in_plain_text_with_its_author_and_its_thread()
    {
        var said = await SayAsync("I can't come. The <lift> & the bar are fine, https://example.com says", "U2");
        var heard = Assert.Single(bot.Huddles.Heard);
        Assert.Equal((Lounge.Channel, room.Ts, said.Ts), (heard.Channel, heard.Thread, heard.Message));
        Assert.Equal((new(Platform.Slack, "T1", "U2"), "Bo"), (heard.Actor.Id, heard.Actor.Name));
        Assert.Equal("I can't come. The <lift> & the bar are fine, https://example.com says", heard.Text);
    }

    [Fact]
    public async Task People_who_are_mentioned_are_called_by_their_names()
    {
        await slack.SendEventAsync(Event("<@U2>, could you? <!here> <https://example.com|See>", "1.2"));
        Assert.Equal("Bo, could you? @here See", Assert.Single(bot.Huddles.Heard).Text);
    }

    [Theory]
    [InlineData("Well done :tada:")]
    [InlineData(":wave: Two things:")]
    public async Task An_answer_keeps_its_emoji_and_its_colons(string text)
    {
        await SayAsync(text);
        Assert.Equal(text, Assert.Single(bot.Huddles.Heard).Text);
    }

    [Fact]
    public async Task A_change_and_a_deletion_are_heard_and_what_changes_no_words_is_not()
    {
        var said = await SayAsync("All well");
        await slack.EditAsUserAsync("U1", "C1", said.Ts, "All well, but the lift is loud");
        var unfurled = Changed("All well", "All well", said.Ts);
        await slack.SendEventAsync(unfurled);
        await slack.DeleteAsUserAsync("U1", "C1", said.Ts);
        Assert.Equal([("Ann", "All well"), ("Ann", "All well, but the lift is loud"), ("Ann", null)], Heard);
        Assert.All(bot.Huddles.Heard, heard => Assert.Equal((room.Ts, said.Ts), (heard.Thread, heard.Message)));

        // Slack's own times, whenever the events come: when it was written, when it was changed.
        var (written, changed, gone) = (bot.Huddles.Heard.First(), bot.Huddles.Heard.ElementAt(1), bot.Huddles.Heard.Last());
        Assert.All(bot.Huddles.Heard, heard => Assert.Equal(said.Ts, $"{heard.WrittenAt!.Value.ToUnixTimeTicks() / 10_000_000m:0.000000}"));
        Assert.Null(written.ChangedAt);
        Assert.True(written.WrittenAt < changed.ChangedAt && changed.ChangedAt < gone.ChangedAt);
    }

    [Fact]
    public async Task What_comes_again_is_heard_once()
    {
        slack.Repetition = new(3, AtOnce: true);
        var said = await SayAsync("All well");
        await slack.EditAsUserAsync("U1", "C1", said.Ts, "Nearly");
        slack.Repetition = Repetition.None;
        await slack.RedeliverAsync(slack.Deliveries[^1].Request);
        Assert.Equal([("Ann", "All well"), ("Ann", "Nearly")], Heard);
    }

    [Fact]
    public async Task What_is_no_answer_of_a_person_is_left_alone_without_asking_anybody()
    {
        var calls = Asked;
        await slack.PostAsUserAsync("U1", "C1", "In the channel");
        await slack.SendEventAsync(Event("Itself", room.Ts));
        await slack.SendEventAsync(With(Event("From a bot", "1.2"), ("bot_id", "B7")));
        await slack.SendEventAsync(With(Event("From us", "1.3"), ("user", "U0BOT")));
        await slack.SendEventAsync(With(Event("From Slack", "1.4"), ("user", "USLACKBOT")));
        await slack.SendEventAsync(With(Event("joined", "1.5"), ("subtype", "channel_join")));
        await slack.SendEventAsync(With(Event("To the bot alone", "1.6"), ("channel_type", "im"), ("channel", "D1")));
        await slack.SendEventAsync(With(Event("In another channel", "1.7"), ("channel", "C2")));
        await slack.SendEventAsync(new JsonObject { ["type"] = "message", ["subtype"] = "message_deleted", ["channel"] = "C1", ["deleted_ts"] = "1.8" });
        await slack.SendEventAsync(new JsonObject { ["type"] = "message", ["text"] = 7, ["channel"] = new JsonObject(), ["message"] = 3 });
        await slack.SendEventAsync(With(Changed("a", "This message was deleted.", "1.9"), ("message", With(Event("x", "1.9"), ("subtype", "tombstone")))));
        Assert.Empty(bot.Huddles.Heard);
        Assert.Equal(calls, Asked);
    }

    [Fact]
    public async Task An_answer_that_is_shown_in_the_channel_too_or_has_a_file_is_one()
    {
        await slack.SendEventAsync(With(Event("For all", "1.2"), ("subtype", "thread_broadcast")));
        await slack.SendEventAsync(With(Event("With a picture", "1.3"), ("subtype", "file_share")));
        Assert.Equal([("Ann", "For all"), ("Ann", "With a picture")], Heard);
    }

    [Fact]
    public async Task In_a_huddle_a_command_behind_the_bots_name_is_done_and_anything_else_is_an_answer()
    {
        await SayAsync("@huddlebot issues");
        Assert.StartsWith("IssuesList", Assert.Single(slack.EphemeralsOf("U1")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Huddles.Heard);
        var said = await SayAsync("@huddlebot, I am ill today");
        await SayAsync("Sorry @huddlebot");
        await slack.EditAsUserAsync("U1", "C1", said.Ts, "@huddlebot I am ill all week");
        Assert.Equal([("Ann", "I am ill today"), ("Ann", "Sorry"), ("Ann", "I am ill all week")], Heard);
        Assert.Single(slack.EphemeralsOf("U1"));
    }

    [Fact]
    public async Task In_another_thread_who_calls_the_bot_is_helped()
    {
        bot.Huddles.Thread = "another";
        await SayAsync("@huddlebot what can you do?");
        Assert.StartsWith("Help", Assert.Single(slack.EphemeralsOf("U1")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Huddles.Heard);
    }

    private JsonObject Event(string text, string ts) => new()
    {
        ["type"] = "message", ["channel"] = "C1", ["channel_type"] = "channel", ["user"] = "U1", ["text"] = text, ["ts"] = ts, ["thread_ts"] = room.Ts,
    };

    private JsonObject Changed(string before, string after, string ts) => new()
    {
        ["type"] = "message", ["subtype"] = "message_changed", ["channel"] = "C1", ["channel_type"] = "channel", ["previous_message"] = Event(before, ts), ["message"] = Event(after, ts),
    };

    private static JsonObject With(JsonObject json, params (string Name, JsonNode Value)[] properties)
    {
        foreach (var (name, value) in properties) json[name] = value;
        return json;
    }
}
