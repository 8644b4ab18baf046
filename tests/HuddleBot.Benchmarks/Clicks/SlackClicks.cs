using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>Taps on <c>issue.celebrate</c> as Slack sends them: a <c>block_actions</c> payload with the whole message, about 3 kB.</summary>
internal sealed class SlackClicks(string secret, int connections) : SignedClicks(connections)
{
    private readonly SlackSignature signature = new(secret);

    public override byte[] Body(IssueId issue, PersonId by, ChannelId at, int number)
    {
        var (user, workspace, channel) = (by.User, by.Workspace, at.Channel);
        var ts = $"17637{number / 1_000_000:D5}.{number % 1_000_000:D6}";
        var person = new JsonObject { ["id"] = user, ["username"] = "ana", ["name"] = "ana", ["team_id"] = workspace };
        var button = new JsonObject { ["type"] = "button", ["action_id"] = Verbs.Celebrate, ["text"] = Plain("Celebrate"), ["value"] = issue.ToString() };
        var blocks = new JsonArray(
            Quote("The best breakfast of our whole trip, and somebody remembered our names from last year. We will come back for that alone."),
            new JsonObject { ["type"] = "context", ["block_id"] = "ctx", ["elements"] = new JsonArray(Plain("9 of 10 · Breakfast · Sunny Hotel Seaside")) },
            new JsonObject
            {
                ["type"] = "actions", ["block_id"] = "act",
                ["elements"] = new JsonArray([.. new[] { Verbs.Fix, Verbs.Escalate, Verbs.Celebrate, Verbs.Dismiss }.Select(verb => (JsonNode)new JsonObject { ["type"] = "button", ["action_id"] = verb, ["text"] = Plain(verb), ["value"] = issue.ToString() })]),
            });
        var action = button.DeepClone();
        (action["block_id"], action["action_ts"]) = ("act", ts);
        var payload = new JsonObject
        {
            ["type"] = "block_actions", ["user"] = person, ["api_app_id"] = "A0001", ["token"] = "not-used",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = ts, ["channel_id"] = channel, ["is_ephemeral"] = false },
            ["trigger_id"] = $"{number}.{number}.abcdef0123456789", ["team"] = new JsonObject { ["id"] = workspace, ["domain"] = "sunny" }, ["enterprise"] = null, ["is_enterprise_install"] = false,
            ["channel"] = new JsonObject { ["id"] = channel, ["name"] = "front-desk" },
            ["message"] = new JsonObject { ["type"] = "message", ["user"] = "U0BOT", ["bot_id"] = "B0001", ["ts"] = ts, ["team"] = workspace, ["text"] = "A comment", ["blocks"] = blocks },
            ["state"] = new JsonObject { ["values"] = new JsonObject() }, ["response_url"] = "http://127.0.0.1:1/not-used", ["actions"] = new JsonArray(action),
        };
        return Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload.ToJsonString()));
    }

    protected override HttpRequestMessage Sign(byte[] body)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, SlackEndpoint.Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
        request.Headers.Add(SlackSignature.SignatureHeader, signature.Sign(timestamp, body));
        return request;
    }

    protected override bool IsDone(string answer) => answer.Length == 0;

    private static JsonObject Plain(string words) => new() { ["type"] = "plain_text", ["text"] = words, ["emoji"] = true };

    private static JsonObject Quote(string words) => new()
    {
        ["type"] = "rich_text", ["block_id"] = "quote",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_quote", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = words }) }),
    };
}
