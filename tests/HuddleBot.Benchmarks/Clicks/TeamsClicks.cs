using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.Playground.MicrosoftTeams;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>Taps on <c>issue.celebrate</c> as Microsoft Teams sends them (<c>adaptiveCard/action</c>, about 1.5 kB), under the token with which the Playground signs.</summary>
internal sealed class TeamsClicks(TeamsPlayground teams, string person, int connections) : SignedClicks(connections)
{
    private readonly AuthenticationHeaderValue token = new("Bearer", teams.IssueChannelToken());

    public override byte[] Body(IssueId issue, PersonId by, ChannelId at, int number)
    {
        var (who, now, message) = (teams.PersonNamed(person), TimeProvider.System.GetUtcNow(), (1_763_700_000_000 + number).ToString(CultureInfo.InvariantCulture));
        var stamp = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["id"] = $"f:{Guid.NewGuid()}", ["timestamp"] = stamp, ["localTimestamp"] = stamp, ["localTimezone"] = who.TimeZone,
            ["channelId"] = "msteams", ["serviceUrl"] = teams.ServiceUrl.ToString(), ["locale"] = who.Locale, ["replyToId"] = message,
            ["from"] = new JsonObject { ["id"] = who.Mri, ["name"] = who.RealName, ["aadObjectId"] = who.Id },
            ["conversation"] = new JsonObject { ["isGroup"] = true, ["conversationType"] = "channel", ["tenantId"] = by.Workspace, ["id"] = $"{at.Channel};messageid={message}" },
            ["recipient"] = new JsonObject { ["id"] = $"28:{teams.AppId}", ["name"] = "HuddleBot" },
            ["entities"] = new JsonArray(new JsonObject { ["locale"] = who.Locale, ["country"] = "GB", ["platform"] = "Web", ["timezone"] = who.TimeZone, ["type"] = "clientInfo" }),
            ["channelData"] = new JsonObject
            {
                ["channel"] = new JsonObject { ["id"] = at.Channel }, ["team"] = new JsonObject { ["id"] = at.Channel, ["name"] = "Sunny Hotel Seaside" }, ["tenant"] = new JsonObject { ["id"] = by.Workspace },
                ["source"] = new JsonObject { ["name"] = "message" },
            },
            ["value"] = new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Celebrate", ["verb"] = Verbs.Celebrate, ["data"] = new JsonObject { ["item"] = issue.ToString(), ["version"] = 0, ["card"] = "issue" } },
                ["trigger"] = "manual",
            },
        }.ToJsonString());
    }

    protected override HttpRequestMessage Sign(byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ActivityEndpoint.Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json", "utf-8");
        request.Headers.Authorization = token;
        return request;
    }

    /// <summary>A refusal comes as words, too: that each click was stored is seen at the end.</summary>
    protected override bool IsDone(string answer) => JsonNode.Parse(answer)?["statusCode"]?.GetValue<int>() == 200;
}
