using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.AspNetCore.Http;

namespace HuddleBot.Tests.Playground;

/// <summary>What goes to the bot late, twice or not at all, and what the bot answers outside the Web API.</summary>
public sealed class SlackDeliveryTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly HttpClient http = new();
    private SlackPlayground slack = null!;
    private FakeBot bot = null!;
    private PlaygroundClient client = null!;

    public async Task InitializeAsync()
    {
        bot = await FakeBot.StartAsync();
        slack = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { BotUrl = bot.Url, TimeProvider = time, RetryWaitScale = 0.0001, RateLimitScale = null });
        client = new PlaygroundClient(slack);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        client.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public void The_documented_signature_comes_out_for_the_documented_request()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            RequestSignature.Sign("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, System.Text.Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public async Task A_command_carries_escaped_words_and_its_answer_is_seen_by_one_person()
    {
        bot.Answer = (_, response) => response.WriteAsJsonAsync(new { text = "Done." });

        var ran = await slack.CommandAsync("tom", "front-desk", "/huddle add Tea & <cake>");

        Assert.True(ran.IsOk);
        var fields = System.Web.HttpUtility.ParseQueryString(Assert.Single(bot.Requests).Body);
        Assert.Equal(("/huddle", "add Tea &amp; &lt;cake&gt;", "U0001", "C0001", "T0001"), (fields["command"], fields["text"], fields["user_id"], fields["channel_id"], fields["team_id"]));
        Assert.Equal("Done.", Assert.Single(slack.EphemeralsOf("tom")).Text);
        Assert.Empty(slack.EphemeralsOf("ana"));
        Assert.Empty(slack.MessagesIn("front-desk"));
    }

    [Fact]
    public async Task The_person_sees_that_the_bot_is_late()
    {
        await using var impatient = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { BotUrl = bot.Url, AcknowledgeWithin = TimeSpan.FromMilliseconds(50) });
        bot.Answer = async (_, response) => await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal("/huddle failed with the error \"operation_timeout\"", (await impatient.CommandAsync("tom", "front-desk", "/huddle help")).UserSees);
    }

    [Fact]
    public async Task The_person_sees_that_the_bot_is_broken_or_away()
    {
        bot.Answer = (_, response) => Task.FromResult(response.StatusCode = 500);
        Assert.Equal("/huddle failed with the error \"http_service_error\"", (await slack.CommandAsync("tom", "front-desk", "/huddle help")).UserSees);
        slack.BotUrl = new Uri("http://127.0.0.1:1/slack/events");
        Assert.Equal("/huddle failed with the error \"dispatch_failed\"", (await slack.CommandAsync("tom", "front-desk", "/huddle help")).UserSees);
        Assert.Equal("/other is not a valid command.", (await slack.CommandAsync("tom", "front-desk", "/other")).UserSees);
    }

    [Fact]
    public async Task A_response_url_takes_five_messages_within_half_an_hour()
    {
        await slack.CommandAsync("tom", "front-desk", "/huddle help");
        var url = System.Web.HttpUtility.ParseQueryString(bot.Requests.Single().Body)["response_url"]!;

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await http.PostAsJsonAsync(url, new { text = $"answer {i}" })).StatusCode);
        Assert.Equal("used_url", await (await http.PostAsJsonAsync(url, new { text = "one too many" })).Content.ReadAsStringAsync());
        Assert.Equal(5, slack.EphemeralsOf("tom").Count);

        await slack.CommandAsync("tom", "front-desk", "/huddle help");
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("expired_url", await (await http.PostAsJsonAsync(System.Web.HttpUtility.ParseQueryString(bot.Requests.Last().Body)["response_url"], new { text = "late" })).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_response_url_replaces_or_deletes_the_message_that_was_clicked()
    {
        var ts = await client.PostAsync("C0001", new { text = "card", blocks = Cards.WithButtons(("issue.fix", "i-1")) });
        await slack.ClickAsync("tom", "C0001", ts, "issue.fix");
        var url = bot.Requests.Single().Payload.GetProperty("response_url").GetString();

        await http.PostAsJsonAsync(url, new { replace_original = true, text = "fixed" });
        Assert.Equal("fixed", Assert.Single(slack.MessagesIn("C0001")).Text);
        await http.PostAsJsonAsync(url, new { delete_original = true });
        Assert.Empty(slack.MessagesIn("C0001"));
    }

    [Fact]
    public async Task Every_delivery_can_come_twice_at_the_same_time()
    {
        slack.Repetition = Repetition.TwiceAtOnce;

        await slack.CommandAsync("tom", "front-desk", "/huddle add Same words");

        Assert.Equal(2, bot.Requests.Count);
        Assert.Single(bot.Requests.Select(request => request.Body).Distinct(StringComparer.Ordinal));
        Assert.Equal("http_timeout", Assert.Single(bot.Requests, request => request.Headers.ContainsKey("X-Slack-Retry-Num")).Headers["X-Slack-Retry-Reason"]);
    }

    [Fact]
    public async Task An_event_that_is_not_taken_comes_again_three_times_with_the_reason()
    {
        bot.Answer = (_, response) => Task.FromResult(response.StatusCode = 500);

        var first = await slack.OpenHomeAsync("ana");
        await slack.WaitUntilAsync(() => slack.Deliveries.Count == 4);

        Assert.Equal("http_error", first.Failure);
        Assert.Equal(["", "1", "2", "3"], bot.Requests.Select(request => request.Headers.GetValueOrDefault("X-Slack-Retry-Num", "")));
        Assert.All(bot.Requests.Skip(1), request => Assert.Equal("http_error", request.Headers["X-Slack-Retry-Reason"]));
        var ids = bot.Requests.Select(request => request.Payload.GetProperty("event_id").GetString()).Distinct(StringComparer.Ordinal);
        Assert.Single(ids);
    }

    [Fact]
    public async Task A_bot_can_decline_the_retries()
    {
        bot.Answer = (_, response) =>
        {
            response.StatusCode = 500;
            response.Headers["x-slack-no-retry"] = "1";
            return Task.CompletedTask;
        };

        Assert.True((await slack.OpenHomeAsync("ana")).NoRetry);
        Assert.Single(slack.Deliveries);
    }

    [Fact]
    public async Task A_mention_and_what_the_bot_has_subscribed_to_reach_it_where_it_is_a_member()
    {
        slack.AddChannel("without-the-bot", ChannelKind.Public, ["tom"], withBot: false);
        await slack.PostAsUserAsync("tom", "without-the-bot", "nothing for a bot");
        await slack.PostAsUserAsync("tom", "front-desk", "@huddlebot help");
        await slack.PostAsUserAsync("ana", "managers", "among us");
        await client.PostAsync("U0001", new { text = "hello" });
        await slack.PostAsUserAsync("tom", "D0001", "issues");

        var events = bot.Requests.Select(request => request.Payload.GetProperty("event")).ToList();
        Assert.Equal(["message", "app_mention", "message", "message"], events.Select(e => e.GetProperty("type").GetString()));
        Assert.All(events[..2], e => Assert.Equal("<@U0BOT> help", e.GetProperty("text").GetString()));
        Assert.Equal(["channel", "group", "im"], events.Where(e => e.TryGetProperty("channel_type", out _)).Select(e => e.GetProperty("channel_type").GetString()));
    }

    [Fact]
    public async Task A_bot_that_has_not_subscribed_to_messages_hears_mentions()
    {
        await using var deaf = await SlackPlayground.StartAsync(new() { BotUrl = bot.Url, MessageEvents = new HashSet<string>() });
        await deaf.PostAsUserAsync("tom", "front-desk", "nothing for a bot");
        var said = await deaf.PostAsUserAsync("tom", "front-desk", "@huddlebot help");
        Assert.Null(await deaf.EditAsUserAsync("tom", "front-desk", said.Ts, "nothing"));
        Assert.Equal("app_mention", Assert.Single(bot.Requests).Payload.GetProperty("event").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_change_and_a_deletion_tell_what_was_there_before()
    {
        var root = await slack.PostAsUserAsync("tom", "front-desk", "Huddle");
        var said = await slack.PostAsUserAsync("tom", "front-desk", "All <well>", root.Ts);
        await slack.EditAsUserAsync("tom", "front-desk", said.Ts, "Nearly");
        await slack.DeleteAsUserAsync("tom", "front-desk", said.Ts);
        await Assert.ThrowsAsync<InvalidOperationException>(() => slack.EditAsUserAsync("ana", "front-desk", root.Ts, "x"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => slack.EditAsUserAsync("tom", "front-desk", said.Ts, "It is gone"));

        var events = bot.Requests.Select(request => request.Payload.GetProperty("event")).ToList();
        Assert.Equal([null, null, "message_changed", "message_deleted"], events.Select(e => e.TryGetProperty("subtype", out var subtype) ? subtype.GetString() : null));
        Assert.Equal((said.Ts, root.Ts), (events[1].GetProperty("ts").GetString(), events[1].GetProperty("thread_ts").GetString()));
        Assert.Equal(("Nearly", "All &lt;well&gt;"), (events[2].GetProperty("message").GetProperty("text").GetString(), events[2].GetProperty("previous_message").GetProperty("text").GetString()));
        Assert.Equal("U0001", events[2].GetProperty("message").GetProperty("edited").GetProperty("user").GetString());
        Assert.Equal((said.Ts, root.Ts), (events[3].GetProperty("deleted_ts").GetString(), events[3].GetProperty("previous_message").GetProperty("thread_ts").GetString()));
        Assert.All(events[2..], e => Assert.True(e.GetProperty("hidden").GetBoolean()));
        Assert.Empty(slack.ThreadOf("front-desk", root.Ts));
    }

    [Fact]
    public async Task A_trigger_lives_three_seconds()
    {
        await slack.GlobalShortcutAsync("tom", "any");
        var trigger = bot.Requests.Single().Payload.GetProperty("trigger_id").GetString();
        time.Advance(TimeSpan.FromSeconds(3.1));

        Assert.Equal("expired_trigger_id", (await client.CallAsync("views.open", new { trigger_id = trigger, view = Cards.Form })).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Modals_stack_three_high_update_by_hash_and_tell_when_they_close()
    {
        var first = await OpenAsync("views.open");
        await OpenAsync("views.push");
        await OpenAsync("views.push");
        Assert.Equal("push_limit_reached", (await OpenAsync("views.push")).GetProperty("error").GetString());
        Assert.Equal(3, slack.OpenViewsOf("tom").Count);

        var (id, hash) = (first.GetProperty("view").GetProperty("id").GetString(), first.GetProperty("view").GetProperty("hash").GetString());
        Assert.True((await client.CallAsync("views.update", new { view_id = id, hash, view = Cards.Form })).GetProperty("ok").GetBoolean());
        Assert.Equal("hash_conflict", (await client.CallAsync("views.update", new { view_id = id, hash, view = Cards.Form })).GetProperty("error").GetString());

        await slack.CloseViewAsync("tom", slack.OpenViewsOf("tom")[^1].Id);
        Assert.Equal("view_closed", bot.Requests.Last().Payload.GetProperty("type").GetString());
        Assert.Equal(2, slack.OpenViewsOf("tom").Count);
    }

    [Theory]
    [InlineData("""{"response_action":"clear"}""", null, 0)]
    [InlineData("", null, 0)]
    [InlineData("""{"response_action":"errors","errors":{"no_such_block":"x"}}""", "We had some trouble connecting. Try again?", 1)]
    [InlineData("""{"response_action":"update","view":{"type":"modal"}}""", "We had some trouble connecting. Try again?", 1)]
    [InlineData("""{"hello":1}""", "We had some trouble connecting. Try again?", 1)]
    [InlineData("ok", "We had some trouble connecting. Try again?", 1)]
    public async Task A_submitted_modal_does_what_the_answer_says(string answer, string? userSees, int viewsLeft)
    {
        await OpenAsync("views.open");
        bot.Answer = (_, response) => response.WriteAsync(answer);

        var submitted = await slack.SubmitAsync("tom", slack.OpenViewsOf("tom")[0].Id, new Dictionary<string, string?> { ["try"] = "x" });

        Assert.Equal(userSees, submitted.UserSees);
        Assert.Equal(viewsLeft, slack.OpenViewsOf("tom").Count);
        Assert.Equal(userSees is null ? 0 : 1, slack.Complaints.Count);
    }

    [Fact]
    public async Task What_is_typed_stays_when_the_bot_updates_the_form()
    {
        var opened = await OpenAsync("views.open");
        var id = opened.GetProperty("view").GetProperty("id").GetString()!;
        await slack.ClickInViewAsync("tom", id, "owner", "U0002");
        await client.CallAsync("views.update", new { view_id = id, view = Cards.Form });

        await slack.SubmitAsync("tom", id, new Dictionary<string, string?> { ["try"] = "x" });

        var values = bot.Requests.Last().Payload.GetProperty("view").GetProperty("state").GetProperty("values");
        Assert.Equal("U0002", values.GetProperty("owner_block").GetProperty("owner").GetProperty("selected_user").GetString());
    }

    [Fact]
    public async Task Nobody_clicks_in_a_private_channel_that_they_are_not_in()
    {
        var ts = await client.PostAsync("C0009", new { text = "card", blocks = Cards.WithButtons(("triage.accept", "i-1")) });

        await Assert.ThrowsAsync<InvalidOperationException>(() => slack.ClickAsync("tom", "managers", ts, "triage.accept"));
        Assert.True((await slack.ClickAsync("ana", "managers", ts, "triage.accept")).IsOk);
    }

    private async Task<JsonElement> OpenAsync(string method)
    {
        await slack.GlobalShortcutAsync("tom", "any");
        return await client.CallAsync(method, new { trigger_id = bot.Requests.Last().Payload.GetProperty("trigger_id").GetString(), view = Cards.Form });
    }
}
