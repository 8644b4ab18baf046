using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HuddleBot.Playground.Slack;
using Microsoft.AspNetCore.Http;

namespace HuddleBot.Tests.Playground;

/// <summary>What the web page and scripts use.</summary>
public sealed class ControlApiTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("playground").FullName;
    private SlackPlayground slack = null!;
    private FakeBot bot = null!;
    private PlaygroundClient client = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        bot = await FakeBot.StartAsync();
        slack = await StartAsync();
        client = new PlaygroundClient(slack);
        http = new HttpClient { BaseAddress = new Uri(slack.Address) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        client.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_person_sees_their_channels_and_how_much_is_unread()
    {
        await client.PostAsync("C0001", new { text = "news" });

        var before = await GetAsync("/playground/state?user=U0001");
        await GetAsync("/playground/channels/C0001/messages?user=U0001");
        var after = await GetAsync("/playground/state?user=U0001");

        Assert.Equal(["C0001", "C0002", "D0001"], before.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("id").GetString()));
        Assert.Equal(1, before.GetProperty("channels")[0].GetProperty("unread").GetInt32());
        Assert.Equal(0, after.GetProperty("channels")[0].GetProperty("unread").GetInt32());
        Assert.True(before.GetProperty("botReachable").GetBoolean());
        Assert.Equal("slack", before.GetProperty("workspace").GetProperty("platform").GetString());
    }

    [Fact]
    public async Task An_ephemeral_message_is_shown_to_its_person_only()
    {
        await client.CallAsync("chat.postEphemeral", new { channel = "C0001", user = "U0001", text = "psst" });

        Assert.True((await GetAsync("/playground/channels/C0001/messages?user=U0001"))[0].GetProperty("ephemeral").GetBoolean());
        Assert.Equal(0, (await GetAsync("/playground/channels/C0001/messages?user=U0002")).GetArrayLength());
    }

    [Fact]
    public async Task A_form_is_opened_by_a_click_and_submitted_with_what_was_typed()
    {
        var ts = await client.PostAsync("C0001", new { text = "card", blocks = Cards.WithButtons(("issue.fix", "i-1")) });
        bot.Answer = async (request, _) =>
        {
            if (request.Payload.GetProperty("type").GetString() == "block_actions")
                await client.CallAsync("views.open", new { trigger_id = request.Payload.GetProperty("trigger_id").GetString(), view = Cards.Form });
        };

        var clicked = await PostAsync("/playground/click", new { user = "U0001", channel = "C0001", ts, actionId = "issue.fix" });
        var view = (await GetAsync("/playground/views?user=U0001"))[0];
        var viewId = view.GetProperty("id").GetString();
        var empty = await PostAsync("/playground/views/submit", new { user = "U0001", viewId, values = new { } });
        var full = await PostAsync("/playground/views/submit", new { user = "U0001", viewId, values = new { try_block = new Dictionary<string, object> { ["try"] = new { type = "plain_text_input", value = "More people" } } } });

        Assert.True(clicked.GetProperty("ok").GetBoolean());
        Assert.Equal("Fix it ourselves", view.GetProperty("view").GetProperty("title").GetProperty("text").GetString());
        Assert.False(empty.GetProperty("ok").GetBoolean());
        Assert.Equal("Please complete this required field.", empty.GetProperty("errors").GetProperty("try_block").GetString());
        Assert.True(full.GetProperty("ok").GetBoolean(), full.GetRawText());
        Assert.Equal(0, (await GetAsync("/playground/views?user=U0001")).GetArrayLength());
    }

    [Fact]
    public async Task People_write_change_and_delete_in_a_thread()
    {
        var root = await client.PostAsync("C0001", new { text = "Huddle" });
        var ts = (await PostAsync("/playground/messages", new { user = "U0001", channel = "C0001", text = "All well", threadTs = root })).GetProperty("ts").GetString();
        Assert.True((await PostAsync("/playground/messages/edit", new { user = "U0001", channel = "C0001", ts, text = "Nearly" })).GetProperty("heard").GetBoolean());
        Assert.True((await PostAsync("/playground/messages/delete", new { user = "U0001", channel = "C0001", ts })).GetProperty("heard").GetBoolean());
        Assert.Equal([null, "message_changed", "message_deleted"], bot.Requests.Select(request => request.Payload.GetProperty("event").TryGetProperty("subtype", out var subtype) ? subtype.GetString() : null));
    }

    [Fact]
    public async Task Changes_are_told_as_they_happen_to_those_who_see_them()
    {
        using var stream = await http.GetStreamAsync("/playground/events?user=U0001");
        using var reader = new StreamReader(stream);
        Assert.Equal(": connected", await reader.ReadLineAsync());

        await client.PostAsync("C0009", new { text = "for managers" });
        await client.PostAsync("C0001", new { text = "for the desk" });

        await reader.ReadLineAsync();
        Assert.Equal("""data: {"kind":"message","channel":"C0001"}""", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Sample_comments_go_to_the_bot_signed_as_standard_webhooks()
    {
        var received = new List<(string Body, Dictionary<string, string> Headers)>();
        await using var sink = await FakeBot.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            received.Add((await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        slack.BotUrl = sink.Url;

        var answer = await PostAsync("/playground/feedback", new { team = "C0002" });

        Assert.Equal(3, answer.GetProperty("sent").GetInt32());
        Assert.Equal(3, received.Count);
        foreach (var (body, headers) in received)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("playground-feedback-secret"), Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}"));
            Assert.Equal($"v1,{Convert.ToBase64String(expected)}", headers["webhook-signature"]);
            Assert.Equal("restaurant", JsonElement.Parse(body).GetProperty("attributes").GetProperty("area").GetString());
        }
    }

    [Fact]
    public async Task Another_site_s_page_is_turned_away()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/playground/calls");
        request.Headers.Add("Origin", "http://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task What_makes_no_sense_is_said_in_words()
    {
        using var answer = await http.PostAsJsonAsync("/playground/click", new { user = "U0001", channel = "C0001", ts = "1.000000", actionId = "x" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("tom sees no message 1.000000 in front-desk", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Messages_and_home_tabs_survive_a_restart()
    {
        var ts = await client.PostAsync("C0001", new { text = "still here", blocks = Cards.WithButtons(("issue.fix", "i-1")) });
        await client.CallAsync("views.publish", new { user_id = "U0001", view = new { type = "home", blocks = new[] { Cards.Section("home") } } });
        await slack.DisposeAsync();
        slack = await StartAsync();
        using var again = new PlaygroundClient(slack);

        var message = Assert.Single(slack.MessagesIn("front-desk"));
        Assert.Equal((ts, "still here"), (message.Ts, message.Text));
        Assert.NotNull(message.Blocks);
        Assert.NotNull(slack.HomeOf("tom"));
        Assert.True(string.CompareOrdinal(await again.PostAsync("C0001", new { text = "later" }), ts) > 0);
    }

    private Task<SlackPlayground> StartAsync() =>
        SlackPlayground.StartAsync(new SlackPlaygroundOptions { BotUrl = bot.Url, RateLimitScale = null, StateFile = Path.Combine(folder, "state.json") });

    private async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await http.GetStringAsync(path));

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
