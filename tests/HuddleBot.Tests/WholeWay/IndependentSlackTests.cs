using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.FrontlineTeams;
using HuddleBot.Slack.Inbound;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The main path of the whole bot before a Slack that others wrote. It has no people, so the clicks are ours, signed.</summary>
public sealed class IndependentSlackTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string SigningSecret = "the-secret-of-the-emulated-app";

    [NodeFact("emulate")]
    public async Task A_comment_becomes_a_card_a_form_and_an_edited_card()
    {
        using var node = Slack.Node.Start(EmulateTests.Script);
        try
        {
            var started = JsonNode.Parse(await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await node.StandardError.ReadToEndAsync()))!;
            await WalkAsync(new((string)started["url"]! + "/api/"), (string)started["channel"]!, (string)started["user"]!);
        }
        finally
        {
            node.Kill(entireProcessTree: true);
            await node.WaitForExitAsync();
        }
    }

    private static async Task WalkAsync(Uri api, string channel, string user)
    {
        using var folder = new TemporaryFolder();
        using var slack = new HttpClient { BaseAddress = api, DefaultRequestHeaders = { Authorization = new("Bearer", "xoxb-test") } };
        var workspace = (string)(await CallAsync(slack, "auth.test"))["team_id"]!;
        await using var bot = HuddleBotBuilder.Build(
            "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("huddlebot.db")}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
            $"--Slack:ApiBaseUrl={api}", $"--Slack:SigningSecret={SigningSecret}", "--Slack:BotToken=xoxb-test", "--Feedback:Sources:survey:Verify=Bearer", "--Feedback:Sources:survey:Secret=survey-secret-survey-secret");
        await ApplyAsync(bot, workspace, channel);
        await bot.StartAsync();
        using var http = new HttpClient { BaseAddress = new(bot.Urls.Single()) };

        await SendAsync(http, "Nobody could tell me where the bus leaves.");
        var card = await MessageAsync(slack, channel, "Nobody could tell me where the bus leaves.");
        var issue = Button(card, Verbs.Fix)["value"]!.GetValue<string>();

        // The trigger is good for one form: the bot has opened one with it, and nobody else can.
        var trigger = (string)(await CallAsync(slack, "views.generateTriggerId", ("user_id", user)))["trigger_id"]!;
        Assert.Equal(HttpStatusCode.OK, await InteractAsync(http, Click(card, Verbs.Fix, workspace, channel, user, trigger)));
        var second = await CallAsync(slack, "views.open", ("trigger_id", trigger), ("view", """{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[]}"""));
        Assert.Contains("exchanged", (string)second["error"]!, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await InteractAsync(http, Submission(issue, workspace, channel, user)));
        var decided = await MessageAsync(slack, channel, "Ask at the desk");
        Assert.Equal((string)card["ts"]!, (string)decided["ts"]!);
        Assert.Equal(HttpStatusCode.OK, await InteractAsync(http, Click(decided, Verbs.Undo, workspace, channel, user, "none")));
        await UntilAsync(slack, channel, messages => messages.Any(message => Text(message).Contains(Verbs.Fix, StringComparison.Ordinal)));
        Assert.Single(await MessagesAsync(slack, channel), message => Text(message).Contains("where the bus leaves", StringComparison.Ordinal));
        await bot.StopAsync();
    }

    private static async Task ApplyAsync(WebApplication bot, string workspace, string channel)
    {
        var (file, errors) = TeamsFile.Read($$"""
            { "frontlineTeams": [{ "id": "lounge", "name": "Lounge", "timeZone": "Europe/London",
              "channel": { "platform": "slack", "workspace": "{{workspace}}", "channel": "{{channel}}" }, "routes": [{ "source": "survey" }] }] }
            """);
        Assert.Empty(errors);
        await bot.Services.GetRequiredService<Core.Storage.ITableStore>().EnsureReadyAsync(CancellationToken.None);
        Assert.True(await bot.Services.GetRequiredService<StoredTeams>().ApplyAsync(file!, CancellationToken.None));
    }

    private static async Task SendAsync(HttpClient http, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/feedback/survey")
        {
            Content = new StringContent(new JsonObject { ["id"] = "r-1", ["metric"] = "nps", ["score"] = 3, ["comment"] = words, ["answeredAt"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) }.ToJsonString(), null, "application/json"),
            Headers = { Authorization = new("Bearer", "survey-secret-survey-secret") },
        };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<JsonNode> CallAsync(HttpClient slack, string method, params (string Name, string Value)[] arguments)
    {
        using var form = new FormUrlEncodedContent(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value)));
        using var answer = await slack.PostAsync(new Uri(method, UriKind.Relative), form);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<List<JsonNode>> MessagesAsync(HttpClient slack, string channel) =>
        [.. (await CallAsync(slack, "conversations.history", ("channel", channel)))["messages"]!.AsArray().Select(message => message!)];

    private static async Task UntilAsync(HttpClient slack, string channel, Func<List<JsonNode>, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds(await MessagesAsync(slack, channel))) await Task.Delay(50, limit.Token);
    }

    private static async Task<JsonNode> MessageAsync(HttpClient slack, string channel, string words)
    {
        await UntilAsync(slack, channel, messages => messages.Any(message => Text(message).Contains(words, StringComparison.Ordinal)));
        return (await MessagesAsync(slack, channel)).First(message => Text(message).Contains(words, StringComparison.Ordinal));
    }

    private static string Text(JsonNode message) => message.ToJsonString(Readable);

    private static JsonNode Button(JsonNode card, string verb) =>
        card["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "actions").SelectMany(block => block!["elements"]!.AsArray()).Single(button => (string?)button!["action_id"] == verb)!;

    private static JsonObject Click(JsonNode card, string verb, string workspace, string channel, string user, string trigger) => new()
    {
        ["type"] = "block_actions", ["trigger_id"] = trigger, ["team"] = new JsonObject { ["id"] = workspace }, ["user"] = new JsonObject { ["id"] = user, ["username"] = "ana" },
        ["channel"] = new JsonObject { ["id"] = channel }, ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = (string)card["ts"]!, ["channel_id"] = channel },
        ["message"] = card.DeepClone(),
        ["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "button", ["action_id"] = verb, ["block_id"] = (string?)Button(card, verb).Parent!.Parent!["block_id"], ["value"] = (string)Button(card, verb)["value"]!, ["action_ts"] = "1.2" + verb.Length,
        }),
    };

    private static JsonObject Submission(string issue, string workspace, string channel, string user) => new()
    {
        ["type"] = "view_submission", ["team"] = new JsonObject { ["id"] = workspace }, ["user"] = new JsonObject { ["id"] = user, ["username"] = "ana" },
        ["view"] = new JsonObject
        {
            ["id"] = "V1", ["type"] = "modal", ["callback_id"] = Verbs.Fix, ["private_metadata"] = new FormState(issue, 0, IsChange: false, channel).Write(),
            ["state"] = new JsonObject { ["values"] = new JsonObject { ["b"] = new JsonObject { [Verbs.Inputs.Try] = new JsonObject { ["type"] = "plain_text_input", ["value"] = "Ask at the desk" } } } },
        },
    };

    private static async Task<HttpStatusCode> InteractAsync(HttpClient http, JsonObject payload)
    {
        using var form = new FormUrlEncodedContent([new("payload", payload.ToJsonString())]);
        var body = await form.ReadAsByteArrayAsync();
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, SlackEndpoint.Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = form.Headers.ContentType;
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(SlackSignature.SignatureHeader, new SlackSignature(SigningSecret).Sign(timestamp, body));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
