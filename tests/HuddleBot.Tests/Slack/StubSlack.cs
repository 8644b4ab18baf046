using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Slack;

/// <summary>A real server that answers as the test tells it to. For answers that no well-behaved Slack gives; a call that nobody scripted is refused.</summary>
internal sealed class StubSlack : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Call, IResult>> answers = new();
    private readonly Channel<Call> arrivals = System.Threading.Channels.Channel.CreateUnbounded<Call>();

    private StubSlack(WebApplication app) => this.app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public Uri ApiBaseUrl => new(app.Urls.First() + "/api/");

    public Uri ResponseUrl => new(app.Urls.First() + "/response/1");

    public static async Task<StubSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var slack = new StubSlack(host);
        host.MapPost("/api/{method}", (HttpContext context, string method) => slack.AnswerAsync(context, method));
        host.MapPost("/response/{number}", (HttpContext context, string number) => slack.AnswerAsync(context, "response_url"));
        slack.On("auth.test", """{"ok":true,"team_id":"T1","team":"Team","user_id":"UBOT","user":"huddlebot"}""");
        slack.On("users.info", _ => """{"ok":true,"user":{"id":"U1","name":"ann","profile":{"display_name":"Ann"}}}""");
        slack.On("response_url", _ => "ok");
        foreach (var method in (string[])["views.open", "views.push", "views.update", "views.publish", "chat.postEphemeral"]) slack.On(method, """{"ok":true}""");
        await host.StartAsync();
        return slack;
    }

    public StubSlack On(string method, string json) => On(method, _ => json);

    public StubSlack On(string method, Func<Call, string> json) => On(method, (_, call) => Results.Text(json(call), "application/json"));

    public StubSlack On(string method, Func<HttpContext, Call, IResult> answer)
    {
        answers[method] = answer;
        return this;
    }

    public IReadOnlyList<Call> Of(string method) => [.. Calls.Where(call => call.Method == method)];

    /// <summary>The next call of the method that arrives, or has arrived and was not awaited before.</summary>
    public async Task<Call> NextAsync(string method)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var call = await arrivals.Reader.ReadAsync(patience.Token);
            if (call.Method == method) return call;
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context, string method)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var contentType = context.Request.ContentType ?? "";
        var body = contentType.StartsWith("application/json", StringComparison.Ordinal)
            ? JsonNode.Parse(text)!
            : new JsonObject(QueryHelpers.ParseQuery(text).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())));
        var call = new Call(method, contentType, context.Request.Headers.Authorization.ToString(), body);
        Calls.Enqueue(call);
        arrivals.Writer.TryWrite(call);
        return answers.TryGetValue(method, out var answer) ? answer(context, call) : Results.Text("""{"ok":false,"error":"unknown_method"}""", "application/json");
    }

    internal sealed record Call(string Method, string ContentType, string Authorization, JsonNode Body)
    {
        public string? this[string name] => (string?)Body[name];
    }
}
