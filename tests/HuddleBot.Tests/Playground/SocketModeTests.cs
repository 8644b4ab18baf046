using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.Slack;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Playground;

/// <summary>The Playground's side of Socket Mode, held to the documentation and to Slack's own client.</summary>
public sealed class SocketModeTests
{
    private static readonly SlackPlaygroundOptions On = new() { SocketMode = true, RateLimitScale = null, RetryWaitScale = 0.01 };

    [Theory]
    [InlineData("", "not_authed")]
    [InlineData("xapp-other", "invalid_auth")]
    [InlineData("xoxb-playground", "not_allowed_token_type")]
    public async Task Only_the_apps_own_token_opens_a_connection(string token, string error)
    {
        await using var slack = await SlackPlayground.StartAsync(On);
        Assert.Equal(error, (await OpenAsync(slack, token)).GetProperty("error").GetString());

        // "passing it as a POST parameter will result in an error"
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([new("token", "xapp-playground")]);
        using var answer = await http.PostAsync(new Uri(slack.ApiBaseUrl, "apps.connections.open"), form);
        Assert.False((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task A_ticket_is_good_for_one_connection_which_begins_with_hello()
    {
        await using var slack = await SlackPlayground.StartAsync(On);
        var url = await UrlAsync(slack);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, CancellationToken.None);
        var hello = await NextAsync(socket);
        Assert.Equal(("hello", 1, "A0001"), (hello.GetProperty("type").GetString(), hello.GetProperty("num_connections").GetInt32(), hello.GetProperty("connection_info").GetProperty("app_id").GetString()));
        Assert.Equal(18_000, hello.GetProperty("debug_info").GetProperty("approximate_connection_time").GetInt32());

        using var again = new ClientWebSocket();
        again.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => again.ConnectAsync(url, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, again.HttpStatusCode);
    }

    [Fact]
    public async Task The_eleventh_connection_is_turned_away()
    {
        await using var slack = await SlackPlayground.StartAsync(On);
        var sockets = new List<ClientWebSocket>();
        for (var i = 1; i <= 10; i++)
        {
            sockets.Add(await ConnectAsync(slack));
            Assert.Equal(i, (await NextAsync(sockets[^1])).GetProperty("num_connections").GetInt32());
        }

        using var eleventh = await ConnectAsync(slack);
        Assert.Equal("too_many_websockets", (await NextAsync(eleventh)).GetProperty("reason").GetString());
        Assert.Equal(10, slack.Sockets.Count);
        sockets.ForEach(socket => socket.Dispose());
        await slack.WaitUntilAsync(() => slack.Sockets.Count == 0);
    }

    [Fact]
    public async Task A_connection_is_warned_ten_seconds_ahead_then_asked_to_go_then_closed()
    {
        var time = new TestTime();
        await using var slack = await SlackPlayground.StartAsync(On with { TimeProvider = time });
        using var socket = await ConnectAsync(slack, "&debug_reconnects=true");
        Assert.Equal(360, (await NextAsync(socket)).GetProperty("debug_info").GetProperty("approximate_connection_time").GetInt32());
        time.Skip(TimeSpan.FromSeconds(350));
        Assert.Equal("warning", (await NextAsync(socket)).GetProperty("reason").GetString());
        Assert.Equal(1, slack.Sockets.Count);
        time.Skip(TimeSpan.FromSeconds(10));
        Assert.Equal("refresh_requested", (await NextAsync(socket)).GetProperty("reason").GetString());
        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[64], CancellationToken.None)).MessageType);
    }

    [Fact]
    public async Task Envelopes_say_what_they_are_and_an_event_that_is_not_acknowledged_comes_again_on_the_next_connection()
    {
        await using var slack = await SlackPlayground.StartAsync(On with { AcknowledgeWithin = TimeSpan.FromMilliseconds(300) });
        Assert.Equal("/huddle failed with the error \"dispatch_failed\"", (await slack.CommandAsync("tom", "front-desk", "/huddle help")).UserSees);
        var first = await ConnectAsync(slack);
        await NextAsync(first);
        var sent = slack.OpenHomeAsync("tom");
        var envelope = await NextAsync(first);
        Assert.Equal(("events_api", false, 0, ""), (TypeOf(envelope), Accepts(envelope), envelope.GetProperty("retry_attempt").GetInt32(), envelope.GetProperty("retry_reason").GetString()));
        Assert.Equal("event_callback", envelope.GetProperty("payload").GetProperty("type").GetString());
        Assert.Equal("http_timeout", (await sent).Failure);
        first.Dispose();
        await slack.WaitUntilAsync(() => slack.Sockets.Count == 0);

        using var second = await ConnectAsync(slack);
        await NextAsync(second);
        var again = await NextAsync(second);
        Assert.True(again.GetProperty("retry_attempt").GetInt32() > 0);
        Assert.Equal(envelope.GetProperty("payload").GetProperty("event_id").GetString(), again.GetProperty("payload").GetProperty("event_id").GetString());
        await SayAsync(second, new { envelope_id = again.GetProperty("envelope_id").GetString() });
        await slack.WaitUntilAsync(() => slack.Deliveries[^1].IsAcknowledged);

        var command = slack.CommandAsync("tom", "front-desk", "/huddle add Tea & <cake>");
        var asked = await NextAsync(second);
        Assert.Equal(("slash_commands", true, "add Tea &amp; &lt;cake&gt;"), (TypeOf(asked), Accepts(asked), asked.GetProperty("payload").GetProperty("text").GetString()));
        await SayAsync(second, new { envelope_id = asked.GetProperty("envelope_id").GetString(), payload = new { text = "Done." } });
        Assert.True((await command).IsOk);
        Assert.Equal("Done.", Assert.Single(slack.EphemeralsOf("tom")).Text);
        Assert.Empty(slack.Complaints);
        await SayAsync(second, new { envelope_id = "e-never-sent" });
        await slack.WaitUntilAsync(() => slack.Complaints.Count == 1);
    }

    [NodeFact]
    public async Task Slack_s_own_client_stays_connected_renews_and_hears_what_it_missed()
    {
        await using var slack = await SlackPlayground.StartAsync(On with { RetryWaitScale = 0.3 });
        await using var judge = NodeProcess.Start("socket-mode.mjs", "xapp-playground", slack.ApiBaseUrl.ToString());
        Assert.Equal("connected", await judge.ReadLineAsync());
        Assert.True((await slack.OpenHomeAsync("tom")).IsAcknowledged);
        Assert.Equal("""{"type":"events_api","retry":0,"reason":"","accepts":false,"is":"event_callback"}""", await judge.ReadLineAsync());
        Assert.True((await slack.GlobalShortcutAsync("tom", "any")).IsOk);
        Assert.Equal("""{"type":"interactive","accepts":true,"is":"shortcut"}""", await judge.ReadLineAsync());
        Assert.True((await slack.CommandAsync("tom", "front-desk", "/huddle help")).IsOk);
        Assert.Equal("""{"type":"slash_commands","accepts":true,"is":"/huddle"}""", await judge.ReadLineAsync());

        // It closes first and comes back after five seconds; what was said meanwhile comes with a retry.
        await slack.Sockets.RenewAsync("refresh_requested");
        await slack.WaitUntilAsync(() => slack.Sockets.Count == 0);
        Assert.Equal("connection_failed", (await slack.OpenHomeAsync("tom")).Failure);
        Assert.Equal("reconnecting", await judge.ReadLineAsync());
        Assert.Equal("connected", await judge.ReadLineAsync());
        Assert.StartsWith("""{"type":"events_api","retry":2,""", await judge.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Empty(slack.Complaints);
    }

    [NodeFact]
    public async Task Slack_s_own_client_notices_a_deaf_line()
    {
        await using var slack = await SlackPlayground.StartAsync(On);
        await using var judge = NodeProcess.Start("socket-mode.mjs", "xapp-playground", slack.ApiBaseUrl.ToString());
        Assert.Equal("connected", await judge.ReadLineAsync());
        slack.Sockets.Deafen();
        Assert.Equal("reconnecting", await judge.ReadLineAsync());
        Assert.Equal("connected", await judge.ReadLineAsync());
    }

    [NodeFact]
    public async Task Slack_s_own_client_gives_up_with_another_token()
    {
        await using var slack = await SlackPlayground.StartAsync(On);
        await using var judge = NodeProcess.Start("socket-mode.mjs", "xapp-other", slack.ApiBaseUrl.ToString());
        Assert.Equal("invalid_auth", await judge.ReadLineAsync());
    }

    [Fact]
    public async Task The_page_and_scripts_see_the_connections_and_let_them_go_wrong()
    {
        await using var slack = await SlackPlayground.StartAsync(On);
        using var http = new HttpClient { BaseAddress = new Uri(slack.Address) };
        Assert.Equal((true, false), await StateAsync(http));
        using var socket = await ConnectAsync(slack);
        await NextAsync(socket);
        Assert.Equal((true, true), await StateAsync(http));
        using var odd = await http.PostAsJsonAsync("/playground/sockets", new { @do = "dance" });
        Assert.False(odd.IsSuccessStatusCode);
        using var cut = await http.PostAsJsonAsync("/playground/sockets", new { @do = "cut" });
        Assert.True(cut.IsSuccessStatusCode);
        await slack.WaitUntilAsync(() => slack.Sockets.Count == 0);
        Assert.Throws<InvalidOperationException>(() => slack.Sockets.Inject(new Fault(FaultKind.Html)));
    }

    private static async Task<(bool SocketMode, bool Reachable)> StateAsync(HttpClient http)
    {
        var state = await http.GetFromJsonAsync<JsonElement>("/playground/state");
        return (state.GetProperty("socketMode").GetBoolean(), state.GetProperty("botReachable").GetBoolean());
    }

    private static string? TypeOf(JsonElement envelope) => envelope.GetProperty("type").GetString();

    private static bool Accepts(JsonElement envelope) => envelope.GetProperty("accepts_response_payload").GetBoolean();

    private static async Task<JsonElement> OpenAsync(SlackPlayground slack, string token = "xapp-playground")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(slack.ApiBaseUrl, "apps.connections.open"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<Uri> UrlAsync(SlackPlayground slack, string more = "") => new((await OpenAsync(slack)).GetProperty("url").GetString() + more);

    private static async Task<ClientWebSocket> ConnectAsync(SlackPlayground slack, string more = "")
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(await UrlAsync(slack, more), CancellationToken.None);
        return socket;
    }

    private static async Task<JsonElement> NextAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[256 * 1024];
        var got = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(got), patience.Token);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            got += part.Count;
            if (part.EndOfMessage) return JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, got));
        }
    }

    private static Task SayAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
