using System.Text.Json;
using HuddleBot.Playground.Slack;

namespace HuddleBot.Tests.Playground;

/// <summary>Slack's own libraries judge the Playground: their client understands its answers, their framework accepts its signatures.</summary>
public sealed class OfficialClientTests
{
    [NodeFact]
    public async Task Slack_s_own_client_is_at_home()
    {
        await using var slack = await SlackPlayground.StartAsync();
        await using var judge = NodeProcess.Start("web-api.mjs", slack.ApiBaseUrl.ToString());

        var seen = JsonElement.Parse(await judge.ReadLineAsync());

        Assert.Equal("U0BOT", seen.GetProperty("user").GetString());
        Assert.Equal(seen.GetProperty("ts").GetString(), seen.GetProperty("updated").GetString());
        Assert.Equal("k-1", seen.GetProperty("key").GetString());
        Assert.Equal(["changed", "below"], seen.GetProperty("replies").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(["front-desk", "restaurant", "managers", "cx-leads"], seen.GetProperty("channels").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Europe/Berlin", seen.GetProperty("tz").GetString());
        Assert.Equal("home", seen.GetProperty("home").GetString());
        Assert.Equal("slack_webapi_platform_error invalid_blocks", ErrorOf(seen.GetProperty("tooLong")));
        Assert.Equal("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]", seen.GetProperty("tooLong").GetProperty("messages")[0].GetString());
        Assert.Equal("slack_webapi_platform_error unknown_method", ErrorOf(seen.GetProperty("unknown")));
        Assert.Equal("slack_webapi_rate_limited_error", seen.GetProperty("limited").GetProperty("code").GetString());
        Assert.Equal(1, seen.GetProperty("limited").GetProperty("retryAfter").GetInt32());
        Assert.Equal(["chat.mumble: unknown method: chat.mumble"], slack.Complaints);
    }

    [NodeFact]
    public async Task Slack_s_own_framework_accepts_signatures_and_payloads()
    {
        await using var slack = await SlackPlayground.StartAsync();
        await using var judge = NodeProcess.Start("bolt.mjs", "playground-signing-secret", slack.ApiBaseUrl.ToString());
        slack.BotUrl = new Uri($"http://127.0.0.1:{await judge.ReadLineAsync()}/slack/events");
        await WorkTogetherAsync(slack);
        Assert.Equal("a-challenge", JsonElement.Parse((await slack.VerifyUrlAsync()).AnswerBody).GetProperty("challenge").GetString());
    }

    [NodeFact]
    public async Task Slack_s_own_framework_is_at_home_over_a_socket()
    {
        await using var slack = await SlackPlayground.StartAsync(new() { SocketMode = true });
        await using var judge = NodeProcess.Start("bolt.mjs", "xapp-playground", slack.ApiBaseUrl.ToString());
        Assert.Equal("connected", await judge.ReadLineAsync());
        await WorkTogetherAsync(slack);
    }

    private static async Task WorkTogetherAsync(SlackPlayground slack)
    {
        using var client = new PlaygroundClient(slack);
        var ts = await client.PostAsync("C0001", new { text = "card", blocks = Cards.WithButtons(("issue.fix", "i-1")) });

        Assert.True((await slack.ClickAsync("tom", "front-desk", ts, "issue.fix")).IsOk);
        var view = await slack.WaitForAsync(() => slack.OpenViewsOf("tom").SingleOrDefault());
        Assert.Equal("Say a little more", (await slack.SubmitAsync("tom", view.Id, new Dictionary<string, string?> { ["try"] = "no" })).Errors!["try_block"]);
        Assert.True((await slack.SubmitAsync("tom", view.Id, new Dictionary<string, string?> { ["try"] = "tea" })).IsOk);
        await slack.WaitForAsync(() => slack.MessagesIn("front-desk").FirstOrDefault(message => message.Text == "U0001 tries: tea (i-1)"));

        Assert.True((await slack.CommandAsync("ana", "restaurant", "/huddle help me")).IsOk);
        Assert.Equal("You said help me", Assert.Single(slack.EphemeralsOf("ana")).Text);
        Assert.True((await slack.MessageShortcutAsync("ana", "front-desk", ts, "issue.add")).IsOk);
        await slack.WaitForAsync(() => slack.EphemeralsOf("ana").FirstOrDefault(message => message.Text == "Added: card"));
        Assert.True((await slack.OpenHomeAsync("tom")).IsAcknowledged);
        await slack.WaitForAsync(() => slack.HomeOf("tom"));
        Assert.Empty(slack.Complaints);
    }

    [NodeFact]
    public async Task Slack_s_own_framework_refuses_another_secret()
    {
        await using var slack = await SlackPlayground.StartAsync();
        await using var judge = NodeProcess.Start("bolt.mjs", "another-secret", slack.ApiBaseUrl.ToString());
        slack.BotUrl = new Uri($"http://127.0.0.1:{await judge.ReadLineAsync()}/slack/events");

        Assert.Equal("http_error", (await slack.CommandAsync("tom", "front-desk", "/huddle help")).Delivery!.Failure);
    }

    private static string ErrorOf(JsonElement failure) => $"{failure.GetProperty("code").GetString()} {failure.GetProperty("error").GetString()}";
}
