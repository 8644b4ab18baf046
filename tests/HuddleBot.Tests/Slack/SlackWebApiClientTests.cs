using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Slack.WebApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>What leaves, and what each of Slack's answers comes to.</summary>
public sealed class SlackWebApiClientTests : IAsyncLifetime
{
    private static readonly RenderedCard Card = new("""{"blocks":[{"type":"divider"}]}""", "<!channel> & <@U1>", "A comment");
    private static readonly ChatPost Post = new("k1", Lounge.Channel, null, Card);
    private static readonly ChatUpdate Update = new("k1", Lounge.Channel, "C1", "1.1", Card);

    private StubSlack slack = null!;
    private SlackBot bot = null!;

    private IChatPlatform Platform => bot.Services.GetRequiredService<IChatPlatform>();

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        bot = await SlackBot.StartAsync(slack, ("Delivery:Slack:PerWorkspacePerMinute", "6000"));
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private Task<SendResult> PostAsync(string channel = "C1") => Platform.PostAsync(Post with { Channel = Lounge.Channel with { Channel = channel } }, CancellationToken.None);

    [Fact]
    public async Task A_message_carries_its_key_and_nothing_that_parses()
    {
        slack.On("chat.postMessage", """{"ok":true,"channel":"C1","ts":"1.1"}""");
        Assert.Equal(new SendResult.Sent("C1", "1.1"), await Platform.PostAsync(Post with { ThreadMessageId = "0.9" }, CancellationToken.None));
        var call = Assert.Single(slack.Of("chat.postMessage"));
        Assert.Equal(("application/json; charset=utf-8", "Bearer xoxb-test"), (call.ContentType, call.Authorization));
        Assert.True(JsonNode.DeepEquals(call.Body, JsonNode.Parse("""
            {"channel":"C1","text":"&lt;!channel&gt; &amp; &lt;@U1&gt;","blocks":[{"type":"divider"}],"thread_ts":"0.9","parse":"none","unfurl_links":false,"unfurl_media":false,
             "metadata":{"event_type":"huddlebot_message","event_payload":{"key":"k1"}}}
            """)), call.Body.ToJsonString());
    }

    [Fact]
    public async Task An_update_replaces_blocks_text_and_key()
    {
        slack.On("chat.update", """{"ok":true,"channel":"C1","ts":"1.1","text":"x"}""");
        Assert.Equal(new SendResult.Sent("C1", "1.1"), await Platform.UpdateAsync(Update, CancellationToken.None));
        Assert.True(JsonNode.DeepEquals(Assert.Single(slack.Of("chat.update")).Body, JsonNode.Parse("""
            {"channel":"C1","ts":"1.1","text":"&lt;!channel&gt; &amp; &lt;@U1&gt;","blocks":[{"type":"divider"}],"parse":"none",
             "metadata":{"event_type":"huddlebot_message","event_payload":{"key":"k1"}}}
            """)));
    }

    [Fact]
    public async Task A_long_summary_is_shortened_and_never_within_an_escape()
    {
        slack.On("chat.postMessage", """{"ok":true,"channel":"C1","ts":"1.1"}""");
        await Platform.PostAsync(Post with { Card = Card with { Summary = string.Concat(Enumerable.Repeat("<😀", 3000)) } }, CancellationToken.None);
        var text = Assert.Single(slack.Of("chat.postMessage"))["text"]!;
        Assert.InRange(text.Length, 3900, 4000);
        Assert.Matches("^(&lt;😀)+(&lt;)?…$", text);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ok":false}""")]
    public async Task An_answer_without_an_error_code_is_no_refusal(string answer)
    {
        slack.On("chat.postMessage", answer);
        Assert.True(Assert.IsType<SendResult.TryLater>(await PostAsync()).MayHaveArrived);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "internal_error", "later, may have arrived" }, { "fatal_error", "later, may have arrived" }, { "service_unavailable", "later, may have arrived" },
        { "ratelimited", "later" }, { "rate_limited", "later" }, { "team_added_to_org", "later" }, { "external_channel_migrating", "later" },
        { "token_revoked", "closed" }, { "account_inactive", "closed" }, { "invalid_auth", "closed" }, { "not_authed", "closed" }, { "token_expired", "closed" }, { "missing_scope", "closed" },
        { "channel_not_found", "closed" }, { "not_in_channel", "closed" }, { "is_archived", "closed" }, { "restricted_action_read_only_channel", "closed" },
        { "invalid_blocks", "refused" }, { "msg_too_long", "refused" }, { "no_text", "refused" }, { "never_heard_of", "refused" },
        { "message_not_found", "gone" }, { "cant_update_message", "gone" }, { "edit_window_closed", "gone" }, { "thread_not_found", "gone" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Every_error_means_one_thing(string code, string meaning)
    {
        slack.On("chat.postMessage", $$"""{"ok":false,"error":"{{code}}"}""");
        Assert.Equal(meaning, await PostAsync() switch
        {
            SendResult.TryLater { MayHaveArrived: true } => "later, may have arrived",
            SendResult.TryLater => "later",
            SendResult.ChannelClosed => "closed",
            SendResult.Refused => "refused",
            SendResult.Gone => "gone",
            var other => other.ToString(),
        });
    }

    [Fact]
    public async Task A_429_says_for_how_long_and_holds_the_method_back()
    {
        slack.On("chat.postMessage", (context, call) =>
        {
            if (slack.Of("chat.postMessage").Count > 1) return Results.Text("""{"ok":true,"channel":"C2","ts":"1.2"}""", "application/json");
            context.Response.Headers.RetryAfter = "1";
            return Results.Text("""{"ok":false,"error":"ratelimited"}""", "application/json", statusCode: 429);
        });
        var limited = Assert.IsType<SendResult.TryLater>(await PostAsync());
        Assert.Equal((Duration.FromSeconds(1), false), (limited.After, limited.MayHaveArrived));
        var before = TimeProvider.System.GetTimestamp();
        Assert.IsType<SendResult.Sent>(await PostAsync("C2"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(before).TotalSeconds, 0.9, 10);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-3")]
    [InlineData("0")]
    [InlineData("nonsense")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("")]
    public async Task A_429_that_says_nothing_sensible_of_how_long_is_one_that_does_not_say(string header)
    {
        slack.On("chat.postMessage", (context, _) =>
        {
            context.Response.Headers.RetryAfter = header;
            return Results.Text("""{"ok":false,"error":"ratelimited"}""", "application/json", statusCode: 429);
        });
        Assert.Equal(Duration.FromSeconds(5), Assert.IsType<SendResult.TryLater>(await PostAsync()).After);
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"messages":null}""")]
    public async Task A_history_without_messages_is_no_empty_channel(string answer)
    {
        slack.On("conversations.history", answer);
        Assert.IsType<FindResult.AskLater>(await Platform.FindAsync(Post, Instant.FromUnixTimeSeconds(1), CancellationToken.None));
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(503, "<html>")]
    [InlineData(200, "<html>")]
    [InlineData(200, "")]
    [InlineData(200, """{"ok":true}""")]
    public async Task An_answer_that_says_nothing_may_hide_an_arrival(int status, string body)
    {
        slack.On("chat.postMessage", (_, _) => Results.Text(body, "text/html", statusCode: status));
        Assert.True(Assert.IsType<SendResult.TryLater>(await PostAsync()).MayHaveArrived);
    }

    [Theory]
    [InlineData("""{"ok":"true"}""")]
    [InlineData("[]")]
    [InlineData("""{"ok":false,"error":7}""")]
    public async Task An_answer_of_another_shape_is_no_success(string body)
    {
        slack.On("chat.postMessage", body);
        Assert.IsNotType<SendResult.Sent>(await PostAsync());
    }

    [Fact]
    public async Task A_cut_connection_may_hide_an_arrival()
    {
        slack.On("chat.postMessage", (context, _) =>
        {
            context.Abort();
            return Results.Empty;
        });
        Assert.True(Assert.IsType<SendResult.TryLater>(await PostAsync()).MayHaveArrived);
    }

    [Fact]
    public async Task Nothing_has_arrived_where_nobody_listens()
    {
        await using var alone = await SlackBot.StartAsync(new Uri("http://127.0.0.1:1/api/"));
        var result = await alone.Services.GetRequiredService<IChatPlatform>().PostAsync(Post, CancellationToken.None);
        Assert.False(Assert.IsType<SendResult.TryLater>(result).MayHaveArrived);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_token()
    {
        await using var elsewhere = await StubSlack.StartAsync();
        slack.On("chat.postMessage", (_, _) => Results.Redirect(elsewhere.ApiBaseUrl + "chat.postMessage", preserveMethod: true));
        Assert.IsType<SendResult.Refused>(await PostAsync());
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task Neither_token_nor_words_are_logged()
    {
        slack.On("chat.postMessage", """{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] must be more [json-pointer:/blocks/0]"]}}""");
        await PostAsync();
        Assert.Contains(bot.Log.Lines, line => line.Contains("invalid_blocks", StringComparison.Ordinal) && line.Contains("/blocks/0", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("xoxb", StringComparison.Ordinal) || line.Contains("<!channel>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_message_is_found_by_its_key_on_any_page()
    {
        slack.On("conversations.history", call => call["cursor"] is null
            ? """{"ok":true,"messages":[{"ts":"9.1"},{"ts":"8.1","metadata":{"event_type":"other","event_payload":{"key":"k1"}}}],"response_metadata":{"next_cursor":"c2"}}"""
            : """{"ok":true,"messages":[{"ts":"7.1","metadata":{"event_type":"huddlebot_message","event_payload":{"key":"k1"}}}]}""");
        var from = Instant.FromUnixTimeMilliseconds(1763800000123);
        Assert.Equal(new FindResult.Found("C1", "7.1"), await Platform.FindAsync(Post, from, CancellationToken.None));
        Assert.IsType<FindResult.NotThere>(await Platform.FindAsync(Post with { Key = "k2" }, from, CancellationToken.None));
        var call = slack.Of("conversations.history")[0];
        Assert.Equal(("1763800000.123000", "true"), (call["oldest"], call["include_all_metadata"]));
        Assert.StartsWith("application/x-www-form-urlencoded", call.ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_reply_is_looked_for_in_its_thread_and_a_direct_message_in_its_own_channel()
    {
        const string found = """{"ok":true,"messages":[{"ts":"7.1","metadata":{"event_type":"huddlebot_message","event_payload":{"key":"k1"}}}]}""";
        slack.On("conversations.replies", found).On("conversations.history", found).On("conversations.open", """{"ok":true,"channel":{"id":"D1"}}""");
        await Platform.FindAsync(Post with { ThreadMessageId = "0.9" }, Instant.MinValue, CancellationToken.None);
        Assert.Equal("0.9", Assert.Single(slack.Of("conversations.replies"))["ts"]);
        Assert.Equal(new FindResult.Found("D1", "7.1"), await Platform.FindAsync(Post with { Channel = Lounge.Channel with { Channel = "U2" } }, Instant.FromUnixTimeSeconds(1), CancellationToken.None));
    }

    [Theory]
    [InlineData("missing_scope", typeof(FindResult.CannotTell))]
    [InlineData("unknown_method", typeof(FindResult.CannotTell))]
    [InlineData("ratelimited", typeof(FindResult.AskLater))]
    [InlineData("not_in_channel", typeof(FindResult.ChannelClosed))]
    [InlineData("thread_not_found", typeof(FindResult.NotThere))]
    public async Task Not_being_able_to_look_is_not_the_same_as_not_there(string code, Type meaning)
    {
        slack.On("conversations.history", $$"""{"ok":false,"error":"{{code}}"}""");
        Assert.IsType(meaning, await Platform.FindAsync(Post, Instant.FromUnixTimeSeconds(1), CancellationToken.None));
    }

    [Fact]
    public void Only_known_hosts_are_answered()
    {
        var urls = bot.Services.GetRequiredService<HuddleBot.Slack.ResponseUrlClient>();
        Assert.All((string[])["https://hooks.slack.com/actions/1", "https://hooks.slack-gov.com/x", slack.ResponseUrl.AbsoluteUri], url => Assert.True(urls.IsAllowed(new(url)), url));
        Assert.All(
            (string[])["https://hooks.slack.com.evil.test/", "https://evilslack.com/", "http://hooks.slack.com/", "https://user@hooks.slack.com/", "ftp://127.0.0.1/", "http://169.254.169.254/", "http://localhost/", "file:///etc/passwd"],
            url => Assert.False(urls.IsAllowed(new(url)), url));
    }
}
