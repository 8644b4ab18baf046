using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using Microsoft.AspNetCore.Http;

namespace HuddleBot.Tests.Playground;

/// <summary>The Playground's Microsoft Teams, called as a bot would call it, over HTTP, and a bot that answers what the test says.</summary>
internal sealed class MicrosoftTeamsScene : IAsyncDisposable
{
    private MicrosoftTeamsScene(TeamsPlayground teams, FakeBot bot)
    {
        (Teams, Bot) = (teams, bot);
        Http = new HttpClient { BaseAddress = teams.ServiceUrl, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", teams.IssueBotToken()) } };
    }

    public TeamsPlayground Teams { get; }

    public FakeBot Bot { get; }

    public HttpClient Http { get; }

    public string FrontDesk => Teams.ChannelNamed("Front desk").Id;

    public string General => Teams.ChannelNamed("General").Id;

    public static async Task<MicrosoftTeamsScene> OpenAsync(TeamsPlaygroundOptions? options = null)
    {
        var bot = await FakeBot.StartAsync();
        return new MicrosoftTeamsScene(await TeamsPlayground.StartAsync((options ?? new TeamsPlaygroundOptions { RateLimitScale = null }) with { BotUrl = bot.MessagesUrl }), bot);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType != "application/json" ? default : JsonElement.Parse(text));
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string conversation, object activity) =>
        CallAsync(HttpMethod.Post, $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", activity);

    /// <summary>Posts a card as a new thread.</summary>
    public async Task<Message> PostCardAsync(object card, string? channel = null)
    {
        var (status, body) = await SendAsync(channel ?? FrontDesk, Cards.Activity(card));
        Assert.Equal(HttpStatusCode.Created, status);
        return Teams.MessagesIn(channel ?? FrontDesk).Single(message => message.Id == body.GetProperty("id").GetString());
    }

    /// <summary>From now on the bot answers every activity with this.</summary>
    public void Answers(object body, int status = 200) => Bot.Answer = (_, response) =>
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(body);
    };

    public void AnswersAction(int statusCode, string type, object? value) => Answers(new { statusCode, type, value });

    public static string CodeOf(JsonElement body) => body.GetProperty("error").GetProperty("code").GetString()!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Teams.DisposeAsync();
        await Bot.DisposeAsync();
    }

    /// <summary>Adaptive Cards for these tests.</summary>
    internal static class Cards
    {
        public static object Activity(object card, string? text = null) => new
        {
            type = "message", summary = "A comment", text, attachments = new[] { new { contentType = "application/vnd.microsoft.card.adaptive", content = card } },
        };

        public static JsonObject Card(params JsonNode[] body) =>
            new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray([Text("Forty minutes to check in."), .. body]) };

        public static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

        public static JsonObject Actions(params JsonNode[] actions) => new() { ["type"] = "ActionSet", ["actions"] = new JsonArray(actions) };

        public static JsonObject Execute(string verb, string item = "i-1") => new()
        {
            ["type"] = "Action.Execute", ["title"] = verb, ["verb"] = verb, ["data"] = new JsonObject { ["item"] = item },
            ["fallback"] = Submit(verb, item),
        };

        public static JsonObject Submit(string verb, string item = "i-1") =>
            new() { ["type"] = "Action.Submit", ["title"] = verb, ["data"] = new JsonObject { ["item"] = item, ["verb"] = verb } };

        public static JsonObject Fetch(string verb) => new()
        {
            ["type"] = "Action.Submit", ["title"] = verb,
            ["data"] = new JsonObject { ["item"] = "i-1", ["verb"] = verb, ["msteams"] = new JsonObject { ["type"] = "task/fetch" } },
        };

        public static JsonObject ShowCard(params JsonNode[] body) => new()
        {
            ["type"] = "Action.ShowCard", ["title"] = "More", ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray(body) },
        };

        public static JsonObject Reason => new()
        {
            ["type"] = "Input.Text", ["id"] = "reason", ["label"] = "Why?", ["isRequired"] = true, ["errorMessage"] = "Please say why.", ["maxLength"] = 20, ["regex"] = "^[^<]*$",
        };

        public static JsonObject Dialog(params JsonNode[] body) => new()
        {
            ["task"] = new JsonObject
            {
                ["type"] = "continue",
                ["value"] = new JsonObject
                {
                    ["title"] = "Decline", ["width"] = "medium", ["height"] = "medium",
                    ["card"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = Card(body) },
                },
            },
        };
    }
}
