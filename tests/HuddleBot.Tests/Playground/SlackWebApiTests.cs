using System.Net;
using System.Text.Json;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Tests.Playground;

/// <summary>The Web API refuses what Slack refuses, with Slack's words.</summary>
public sealed class SlackWebApiTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private SlackPlayground slack = null!;
    private PlaygroundClient client = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { TimeProvider = time });
        client = new PlaygroundClient(slack);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await slack.DisposeAsync();
    }

    [Theory]
    [InlineData("chat.postMessage", """{"channel":"C0001"}""", "no_text")]
    [InlineData("chat.postMessage", """{"channel":"C9999","text":"x"}""", "channel_not_found")]
    [InlineData("chat.postMessage", """{"channel":"C0001","text":"x","thread_ts":"1.000000"}""", "thread_not_found")]
    [InlineData("chat.postMessage", """{"channel":"C0001","text":"x","blocks":{"type":"section"}}""", "invalid_blocks_format")]
    [InlineData("chat.postMessage", """{"channel":"C0001","text":"x","blocks":"[{"}""", "invalid_blocks_format")]
    [InlineData("chat.postMessage", """{"channel":"C0001","text":"x","blocks":[{"type":"carousel9"}]}""", "invalid_blocks")]
    [InlineData("chat.postMessage", """{"channel":"C0001","text":"x","metadata":{"event_type":"a"}}""", "invalid_metadata_schema")]
    [InlineData("chat.update", """{"channel":"C0001","ts":"1.000000","text":"x"}""", "message_not_found")]
    [InlineData("chat.update", """{"channel":"U0001","ts":"1.000000","text":"x"}""", "channel_not_found")]
    [InlineData("chat.postEphemeral", """{"channel":"C0001","user":"U0003","text":"x"}""", "user_not_in_channel")]
    [InlineData("conversations.info", """{"channel":"C9999"}""", "channel_not_found")]
    [InlineData("conversations.list", """{"cursor":"bogus"}""", "invalid_cursor")]
    [InlineData("conversations.list", """{"types":"rooms"}""", "invalid_types")]
    [InlineData("users.info", """{"user":"U9999"}""", "user_not_found")]
    [InlineData("views.open", """{"trigger_id":"made-up","view":{}}""", "invalid_trigger_id")]
    [InlineData("views.update", """{"view_id":"V9","view":{}}""", "not_found")]
    [InlineData("views.publish", """{"user_id":"U0001","view":{"type":"modal","blocks":[]}}""", "invalid_arguments")]
    [InlineData("oauth.v2.access", """{"client_id":"1000.2000","client_secret":"wrong","code":"x"}""", "bad_client_secret")]
    [InlineData("chat.scheduleEverything", """{"channel":"C0001"}""", "unknown_method")]
    public async Task What_slack_refuses_is_refused(string method, string arguments, string error)
    {
        var answer = await client.CallAsync(method, JsonElement.Parse(arguments));

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(error, answer.GetProperty("error").GetString());
        Assert.Empty(slack.MessagesIn("C0001"));
    }

    [Fact]
    public async Task An_unknown_method_or_argument_is_a_complaint()
    {
        await client.CallAsync("chat.postMesage", new { channel = "C0001" });
        await client.CallAsync("chat.postMessage", new { channel = "C0001", text = "x", unfurl_link = false });

        Assert.Equal(["chat.postMesage: unknown method: chat.postMesage", "chat.postMessage: unknown argument: unfurl_link"], slack.Complaints);
    }

    [Fact]
    public async Task Only_the_right_token_is_let_in_and_a_dead_one_is_told_so()
    {
        using var stranger = new PlaygroundClient(slack, "xoxb-another");
        using var nobody = new PlaygroundClient(slack, "");

        Assert.Equal("invalid_auth", (await stranger.CallAsync("auth.test", new { })).GetProperty("error").GetString());
        Assert.Equal("not_authed", (await nobody.CallAsync("auth.test", new { })).GetProperty("error").GetString());
        Assert.Equal("U0BOT", (await client.CallAsync("auth.test", new { })).GetProperty("user_id").GetString());
        await slack.UninstallAsync();
        Assert.Equal("account_inactive", (await client.CallAsync("auth.test", new { })).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_bot_posts_updates_replies_and_deletes_its_own_messages_only()
    {
        var ts = await client.PostAsync("C0001", new { text = "first", metadata = new { event_type = "huddlebot", event_payload = new { key = "k-1" } } });
        var reply = await client.PostAsync("C0001", new { text = "below", thread_ts = ts });
        var updated = await client.CallAsync("chat.update", new { channel = "C0001", ts, text = "second" });
        var foreign = await slack.PostAsUserAsync("tom", "front-desk", "a person's words");

        Assert.True(updated.GetProperty("ok").GetBoolean());
        Assert.Equal(["second", "a person's words"], slack.MessagesIn("C0001").Select(message => message.Text));
        Assert.Equal("k-1", slack.MessagesIn("C0001")[0].Metadata!.Value.GetProperty("event_payload").GetProperty("key").GetString());
        Assert.Equal(reply, Assert.Single(slack.ThreadOf("C0001", ts)).Ts);
        Assert.Equal("cant_update_message", (await client.CallAsync("chat.update", new { channel = "C0001", ts = foreign.Ts, text = "x" })).GetProperty("error").GetString());
        Assert.Equal("cant_delete_message", (await client.CallAsync("chat.delete", new { channel = "C0001", ts = foreign.Ts })).GetProperty("error").GetString());
        Assert.True((await client.CallAsync("chat.delete", new { channel = "C0001", ts = reply })).GetProperty("ok").GetBoolean());
        Assert.Empty(slack.ThreadOf("C0001", ts));
    }

    [Fact]
    public async Task An_update_with_text_alone_takes_the_blocks_away_and_keeps_the_metadata()
    {
        var ts = await client.PostAsync("C0001", new { text = "x", blocks = new[] { Cards.Section("y") }, metadata = new { event_type = "a", event_payload = new { } } });

        await client.CallAsync("chat.update", new { channel = "C0001", ts, text = "text alone" });

        var message = Assert.Single(slack.MessagesIn("C0001"));
        Assert.Null(message.Blocks);
        Assert.NotNull(message.Metadata);
    }

    [Theory]
    [InlineData("chat.postMessage", 40_001, "msg_too_long")]
    [InlineData("chat.postMessage", 40_000, null)]
    [InlineData("chat.update", 4_001, "msg_too_long")]
    [InlineData("chat.update", 4_000, null)]
    public async Task Text_has_a_limit(string method, int length, string? error)
    {
        var ts = await client.PostAsync("C0001", new { text = "x" });

        var answer = await client.CallAsync(method, new { channel = "C0001", ts, text = new string('x', length) });

        Assert.Equal(error, answer.TryGetProperty("error", out var given) ? given.GetString() : null);
    }

    [Fact]
    public async Task The_blocks_of_a_message_have_a_limit_together()
    {
        var blocks = Enumerable.Repeat(Cards.Section(new string('x', 2900)), 5);

        Assert.Equal("msg_blocks_too_long", (await client.CallAsync("chat.postMessage", new { channel = "C0001", text = "x", blocks })).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Private_channels_archived_channels_and_missing_scopes_are_told_apart()
    {
        slack.AddChannel("secret", ChannelKind.Private, ["ana"], withBot: false, id: "C0100");
        slack.AddChannel("open", ChannelKind.Public, ["ana"], withBot: false, id: "C0101");
        await slack.ArchiveAsync("restaurant");

        Assert.Equal("channel_not_found", await ErrorOfPostAsync(client, "C0100"));
        Assert.Equal("is_archived", await ErrorOfPostAsync(client, "C0002"));
        Assert.Null(await ErrorOfPostAsync(client, "C0101"));

        await using var narrow = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { Scopes = new HashSet<string> { "chat:write" } });
        using var narrowClient = new PlaygroundClient(narrow);
        narrow.AddChannel("open", ChannelKind.Public, ["ana"], withBot: false, id: "C0101");
        Assert.Equal("not_in_channel", await ErrorOfPostAsync(narrowClient, "C0101"));
        var missing = await narrowClient.CallAsync("users.info", new { user = "U0001" });
        Assert.Equal("missing_scope users:read", $"{missing.GetProperty("error").GetString()} {missing.GetProperty("needed").GetString()}");
    }

    [Fact]
    public async Task A_person_s_id_opens_the_direct_message()
    {
        var answer = await client.CallAsync("chat.postMessage", new { channel = "U0002", text = "just for you" });

        Assert.StartsWith("D", answer.GetProperty("channel").GetString(), StringComparison.Ordinal);
        Assert.Equal("just for you", Assert.Single(slack.DirectMessagesOf("ana")).Text);
    }

    [Fact]
    public async Task A_channel_takes_a_short_burst_and_then_one_message_a_second()
    {
        for (var i = 0; i < 3; i++) Assert.Null(await ErrorOfPostAsync(client, "C0001"));

        using var refused = await client.SendAsync("chat.postMessage", new { channel = "C0001", text = "too fast" });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Null(await ErrorOfPostAsync(client, "C0002"));
        Assert.Empty(slack.Complaints);

        Assert.Equal("ratelimited", await ErrorOfPostAsync(client, "C0001"));
        Assert.Contains("Retry-After", Assert.Single(slack.Complaints), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await ErrorOfPostAsync(client, "C0001"));
        Assert.Equal("ratelimited", await ErrorOfPostAsync(client, "C0001"));
    }

    [Fact]
    public async Task A_method_has_the_calls_a_minute_of_its_tier()
    {
        for (var i = 0; i < 20; i++) Assert.True((await client.CallAsync("users.list", new { })).GetProperty("ok").GetBoolean());

        using var refused = await client.SendAsync("users.list", new { });
        Assert.Equal(TimeSpan.FromSeconds(60), refused.Headers.RetryAfter!.Delta);
        Assert.True((await client.CallAsync("auth.test", new { })).GetProperty("ok").GetBoolean());
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await client.CallAsync("users.list", new { })).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task History_goes_page_by_page_newest_first_and_gives_metadata_only_when_asked()
    {
        for (var i = 1; i <= 5; i++)
        {
            await client.PostAsync("C0001", new { text = $"m{i}", metadata = new { event_type = "huddlebot", event_payload = new { key = i } } });
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await client.CallAsync("conversations.history", new { channel = "C0001", limit = 3, include_all_metadata = true });
        var cursor = first.GetProperty("response_metadata").GetProperty("next_cursor").GetString();
        var second = await client.CallAsync("conversations.history", new { channel = "C0001", limit = 3, cursor });

        Assert.Equal(["m5", "m4", "m3"], TextsOf(first));
        Assert.Equal(["m2", "m1"], TextsOf(second));
        Assert.False(second.GetProperty("has_more").GetBoolean());
        Assert.Equal(5, first.GetProperty("messages")[0].GetProperty("metadata").GetProperty("event_payload").GetProperty("key").GetInt32());
        Assert.False(second.GetProperty("messages")[0].GetProperty("metadata").TryGetProperty("event_payload", out _));
    }

    [Fact]
    public async Task An_installation_ends_with_a_token_and_a_code_works_once()
    {
        await slack.UninstallAsync();
        var authorize = new Uri($"{slack.Address}/oauth/v2/authorize?client_id=1000.2000&scope=chat:write&state=s-1&redirect_uri=http://127.0.0.1:1/slack/oauth_redirect");
        var back = System.Web.HttpUtility.ParseQueryString(slack.AllowInstallation(authorize, "carol").Query);
        var exchange = new { client_id = "1000.2000", client_secret = "playground-client-secret", code = back["code"], redirect_uri = "http://127.0.0.1:1/slack/oauth_redirect" };

        var installed = await client.CallAsync("oauth.v2.access", exchange);
        var again = await client.CallAsync("oauth.v2.access", exchange);

        Assert.Equal("s-1", back["state"]);
        Assert.Equal("T0001", installed.GetProperty("team").GetProperty("id").GetString());
        Assert.Equal("invalid_code", again.GetProperty("error").GetString());
        using var installedClient = new PlaygroundClient(slack, installed.GetProperty("access_token").GetString()!);
        Assert.True((await installedClient.CallAsync("auth.test", new { })).GetProperty("ok").GetBoolean());
    }

    private static IEnumerable<string?> TextsOf(JsonElement history) => history.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString());

    private static async Task<string?> ErrorOfPostAsync(PlaygroundClient client, string channel)
    {
        var answer = await client.CallAsync("chat.postMessage", new { channel, text = "x" });
        return answer.TryGetProperty("error", out var error) ? error.GetString() : null;
    }
}
