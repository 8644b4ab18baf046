using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>A connector on this machine that knows the documented calls, refuses whatever else comes, and answers as the test tells it to.</summary>
internal sealed class StubConnector : IAsyncDisposable
{
    public const string Token = "good";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<Call, IResult>> answers = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<(string Mri, string EntraId, string Name)>> rosters = new();
    private int lastMessage = 1000;

    private StubConnector(WebApplication app) => this.app = app;

    /// <summary>Every call that was let in, in order.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    public string ServiceUrl => app.Urls.First() + "/emea/";

    public static async Task<StubConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var connector = new StubConnector(host);
        host.MapPost("/emea/v3/conversations", Task<IResult> (HttpContext context, CancellationToken _) => connector.AnswerAsync("create", context));
        host.MapPost("/emea/v3/conversations/{conversation}/activities", (HttpContext context, string conversation) => connector.AnswerAsync("send", context, conversation));
        host.MapPut("/emea/v3/conversations/{conversation}/activities/{id}", (HttpContext context, string conversation, string id) => connector.AnswerAsync("update", context, conversation, id));
        host.MapDelete("/emea/v3/conversations/{conversation}/activities/{id}", (HttpContext context, string conversation, string id) => connector.AnswerAsync("delete", context, conversation, id));
        host.MapGet("/emea/v3/conversations/{conversation}/pagedmembers", (HttpContext context, string conversation) => connector.AnswerAsync("members", context, conversation));
        host.MapGet("/emea/v3/teams/{team}/conversations", (HttpContext context, string team) => connector.AnswerAsync("channels", context, team));
        host.MapFallback(() => Problem(400, "BadSyntax"));
        connector.On("create", connector.Create).On("send", call => Problems(call) ?? connector.Posted()).On("update", call => Problems(call) ?? Results.Json(new { id = call.Id }))
            .On("delete", _ => Results.Ok()).On("members", connector.Members).On("channels", call => Results.Json(new { conversations = new[] { new { id = call.Conversation } } }));
        await host.StartAsync();
        return connector;
    }

    public StubConnector On(string operation, Func<Call, IResult> answer)
    {
        answers[operation] = answer;
        return this;
    }

    public StubConnector Roster(string conversation, params (string Mri, string EntraId, string Name)[] members)
    {
        rosters[conversation] = members;
        return this;
    }

    public IReadOnlyList<Call> Of(string operation) => [.. Calls.Where(call => call.Operation == operation)];

    public static IResult Problem(int status, string code) => Results.Json(new { error = new { code, message = "what the customer wrote" } }, statusCode: status);

    public IResult Posted() => Results.Json(new { id = Interlocked.Increment(ref lastMessage).ToString() }, statusCode: 201);

    public IResult Create(Call call)
    {
        var body = call.Body!;
        if ((string?)body["tenantId"] is null) return Problem(400, "BadSyntax");
        if ((bool?)body["isGroup"] != true) return body["members"]!.AsArray() is [var member] ? Results.Json(new { id = "a:chat-" + (string?)member!["id"] }, statusCode: 201) : Problem(400, "BadSyntax");
        if (body["activity"] is not { } activity || (string?)body["channelData"]?["channel"]?["id"] is not { } channel || Problems(activity) is not null) return Problem(400, "BadSyntax");
        var id = Interlocked.Increment(ref lastMessage).ToString();
        return Results.Json(new { id = $"{channel};messageid={id}", activityId = id }, statusCode: 201);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string operation, HttpContext context, string conversation = "", string id = "")
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var call = new Call(
            operation, context.Features.Get<IHttpRequestFeature>()!.RawTarget, conversation, id, context.Request.Headers.Authorization.ToString(), body.Length == 0 ? null : JsonNode.Parse(body), context);
        Calls.Enqueue(call);
        return answers[operation](call);
    }

    private IResult Members(Call call) => rosters.TryGetValue(call.Conversation, out var members)
        ? Results.Json(new { members = members.Select(member => new { id = member.Mri, objectId = member.EntraId, name = member.Name }) })
        : Problem(403, "BotNotInConversationRoster");

    private static IResult? Problems(Call call) => Problems(call.Body!);

    /// <summary>A card alone, with a summary; Microsoft Teams would take text with it, and split the message.</summary>
    private static IResult? Problems(JsonNode activity) =>
        (string?)activity["type"] == "message" && activity["text"] is null && (string?)activity["summary"] is not null && activity["attachments"]?.AsArray() is [var card]
        && (string?)card!["contentType"] == "application/vnd.microsoft.card.adaptive" && (string?)card["content"]?["type"] == "AdaptiveCard"
            ? null
            : Problem(400, "BadArgument");

    /// <param name="Target">As it stood on the wire, escapes and all.</param>
    /// <param name="Conversation">Or team.</param>
    internal sealed record Call(string Operation, string Target, string Conversation, string Id, string Authorization, JsonNode? Body, HttpContext Context);
}
