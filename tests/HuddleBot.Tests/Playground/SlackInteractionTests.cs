using System.Text.Json;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Deliveries;
using Microsoft.AspNetCore.Http;

namespace HuddleBot.Tests.Playground;

public sealed class SlackInteractionTests : IAsyncLifetime
{
    private SlackPlayground slack = null!;
    private FakeBot bot = null!;
    private PlaygroundClient client = null!;

    public async Task InitializeAsync()
    {
        bot = await FakeBot.StartAsync();
        slack = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { BotUrl = bot.Url, RetryWaitScale = 0.0001 });
        client = new PlaygroundClient(slack);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_click_is_signed_and_carries_who_where_and_what()
    {
        var ts = await client.PostAsync("C0001", new { text = "A comment", blocks = Cards.WithButtons(("issue.fix", "i-1"), ("issue.escalate", "i-1")) });

        var click = await slack.ClickAsync("tom", "front-desk", ts, "issue.escalate");

        Assert.True(click.IsOk);
        var received = Assert.Single(bot.Requests);
        Assert.Equal("application/x-www-form-urlencoded", received.ContentType);
        Assert.Equal(RequestSignature.Sign("playground-signing-secret", long.Parse(received.Headers["X-Slack-Request-Timestamp"]), System.Text.Encoding.UTF8.GetBytes(received.Body)),
            received.Headers["X-Slack-Signature"]);
        var payload = received.Payload;
        Assert.Equal("block_actions", payload.GetProperty("type").GetString());
        Assert.Equal("U0001", payload.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal("C0001", payload.GetProperty("channel").GetProperty("id").GetString());
        Assert.Equal(ts, payload.GetProperty("message").GetProperty("ts").GetString());
        Assert.Equal("i-1", payload.GetProperty("actions")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_modal_opens_once_for_the_one_who_clicked_and_sends_every_input_when_submitted()
    {
        var view = await OpenFormAsync();

        var missing = await slack.SubmitAsync("tom", view, new Dictionary<string, string?> { ["try"] = null });
        Assert.Equal("Please complete this required field.", missing.Errors!["try_block"]);
        Assert.Single(bot.Requests);

        var sent = await slack.SubmitAsync("tom", view, new Dictionary<string, string?> { ["try"] = "Two people at the desk" });

        Assert.True(sent.IsOk);
        Assert.Empty(slack.OpenViewsOf("tom"));
        var values = bot.Requests.Last().Payload.GetProperty("view").GetProperty("state").GetProperty("values");
        Assert.Equal("Two people at the desk", values.GetProperty("try_block").GetProperty("try").GetProperty("value").GetString());
        Assert.Equal("U0001", values.GetProperty("owner_block").GetProperty("owner").GetProperty("selected_user").GetString());
        Assert.Equal(JsonValueKind.Null, values.GetProperty("date_block").GetProperty("date").GetProperty("selected_date").ValueKind);
    }

    [Fact]
    public async Task Errors_of_the_bot_stand_below_their_inputs_and_the_modal_stays()
    {
        var view = await OpenFormAsync();
        bot.Answer = (_, response) => response.WriteAsJsonAsync(new { response_action = "errors", errors = new { try_block = "Say a little more" } });

        var sent = await slack.SubmitAsync("tom", view, new Dictionary<string, string?> { ["try"] = "x" });

        Assert.Equal("Say a little more", sent.Errors!["try_block"]);
        Assert.Equal("Say a little more", Assert.Single(slack.OpenViewsOf("tom")).Errors!["try_block"]);
    }

    private async Task<string> OpenFormAsync()
    {
        var ts = await client.PostAsync("C0001", new { text = "A comment", blocks = Cards.WithButtons(("issue.fix", "i-1")) });
        await slack.ClickAsync("tom", "C0001", ts, "issue.fix");
        var trigger = bot.Requests.Last().Payload.GetProperty("trigger_id").GetString();
        var opened = await client.CallAsync("views.open", new { trigger_id = trigger, view = Cards.Form });
        Assert.True(opened.GetProperty("ok").GetBoolean(), opened.GetRawText());
        var again = await client.CallAsync("views.open", new { trigger_id = trigger, view = Cards.Form });
        Assert.Equal("exchanged_trigger_id", again.GetProperty("error").GetString());
        return opened.GetProperty("view").GetProperty("id").GetString()!;
    }
}
