using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Playground.MicrosoftTeams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.EndToEnd.Page;

/// <summary>The smallest bot that answers what the page does in Microsoft Teams: it changes its card, opens dialogs, answers a mention. Everything goes over HTTP.</summary>
internal sealed partial class TinyTeamsBot : IAsyncDisposable
{
    private readonly WebApplication app;
    private HttpClient connector = new();

    private TinyTeamsBot(WebApplication app) => this.app = app;

    /// <summary>What arrived, in order.</summary>
    public ConcurrentQueue<JsonElement> Activities { get; } = [];

    public Uri Url => new(app.Urls.Single() + "/api/messages");

    /// <summary>The Entra object id of the person who sees a view of their own.</summary>
    public string? Manager { get; set; }

    public static async Task<TinyTeamsBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var bot = new TinyTeamsBot(web);
        web.MapPost("/api/messages", bot.ReceiveAsync);
        web.MapGet("/healthz", () => "ok");
        await web.StartAsync();
        return bot;
    }

    public void Use(TeamsPlayground teams)
    {
        connector.Dispose();
        connector = new HttpClient { BaseAddress = teams.ServiceUrl, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", teams.IssueBotToken()) } };
    }

    public IEnumerable<JsonElement> Invokes(string name) => Activities.Where(activity => activity.TryGetProperty("name", out var given) && given.GetString() == name);

    /// <summary>Posts a card as a new thread of a channel.</summary>
    public async Task<string> PostAsync(string channel, string summary, JsonObject card)
    {
        var answer = await CallAsync(HttpMethod.Post, "v3/conversations", new JsonObject
        {
            ["isGroup"] = true, ["tenantId"] = TeamsScene.Tenant, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel } }, ["activity"] = Message(summary, card),
        });
        return answer.GetProperty("activityId").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        connector.Dispose();
        await app.DisposeAsync();
    }

    private static JsonObject Message(string summary, JsonObject card) => new()
    {
        ["type"] = "message", ["summary"] = summary,
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card.DeepClone() }),
    };

    private async Task<JsonElement> CallAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await connector.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer.Length == 0 ? "{}" : answer);
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        var activity = await request.ReadFromJsonAsync<JsonElement>();
        Activities.Enqueue(activity);
        var type = activity.GetProperty("type").GetString();
        if (type == "message" && activity.TryGetProperty("text", out var text)) await AnswerAsync(activity, text.GetString()!);
        if (type != "invoke") return Results.Ok();
        var value = activity.GetProperty("value");
        return activity.GetProperty("name").GetString() switch
        {
            "adaptiveCard/action" => await DecideAsync(activity, value.GetProperty("action")),
            "task/fetch" or "composeExtension/fetchTask" => Open(null),
            "task/submit" or "composeExtension/submitAction" => Submitted(value.GetProperty("data")),
            _ => Results.StatusCode(StatusCodes.Status501NotImplemented),
        };
    }

    private async Task AnswerAsync(JsonElement activity, string text)
    {
        var words = Mentions().Replace(text, "").Trim();
        var conversation = activity.GetProperty("conversation").GetProperty("id").GetString()!;
        await CallAsync(HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", new JsonObject { ["type"] = "message", ["text"] = $"You said **{words}**." });
    }

    private async Task<IResult> DecideAsync(JsonElement activity, JsonElement action)
    {
        var data = action.GetProperty("data");
        switch (action.GetProperty("verb").GetString())
        {
            case "issue.fix":
                var tried = data.TryGetProperty("try", out var given) ? given.GetString()! : "";
                if (tried.Contains("magic", StringComparison.Ordinal)) return Card(TeamsCards.Form("Something that we can do ourselves, please.", TeamsCards.Execute("issue.fix", "Save", "positive")));
                var decided = TeamsCards.Told($"We try: {tried}");
                await UpdateAsync(activity, decided);
                return Card(decided);
            case "issue.show":
                return Card(TeamsCards.Told("The whole comment", TeamsCards.Execute("card.refresh", "Back")));
            case "card.refresh":
                var isManager = activity.GetProperty("from").GetProperty("aadObjectId").GetString() == Manager;
                return Card(isManager ? TeamsCards.Told("For you as a manager", TeamsCards.Execute("triage.accept", "Accept")) : TeamsCards.Comment(3, "As it stands now"));
            case "issue.celebrate":
                return Answer(200, "application/vnd.microsoft.activity.message", "Thank you for the praise.");
            default:
                return Answer(500, "application/vnd.microsoft.error", new JsonObject { ["code"] = "InternalError", ["message"] = "It broke." });
        }
    }

    private Task<JsonElement> UpdateAsync(JsonElement activity, JsonObject card)
    {
        var conversation = Uri.EscapeDataString(activity.GetProperty("conversation").GetProperty("id").GetString()!);
        var message = Uri.EscapeDataString(activity.GetProperty("replyToId").GetString()!);
        return CallAsync(HttpMethod.Put, $"v3/conversations/{conversation}/activities/{message}", Message("Decided", card));
    }

    private static IResult Submitted(JsonElement data)
    {
        var tried = data.TryGetProperty("try", out var given) ? given.GetString()! : "";
        if (tried.Contains("magic", StringComparison.Ordinal)) return Open("Something that we can do ourselves, please.");
        return tried.Contains("words", StringComparison.Ordinal) ? Results.Json(new { task = new { type = "message", value = "Raised for Front desk." } }) : Results.Ok();
    }

    private static IResult Open(string? problem) => Results.Json(new
    {
        task = new
        {
            type = "continue",
            value = new { title = "Fix it ourselves", width = "medium", height = "medium", card = new { contentType = "application/vnd.microsoft.card.adaptive", content = TeamsCards.Form(problem, TeamsCards.Submit("issue.fix", "Save")) } },
        },
    });

    private static IResult Card(JsonObject card) => Answer(200, "application/vnd.microsoft.card.adaptive", card.DeepClone());

    private static IResult Answer(int status, string type, JsonNode value) => Results.Json(new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value });

    [GeneratedRegex("<at>[^<]*</at>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mentions();
}
