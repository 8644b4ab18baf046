using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Playground;

/// <summary>The far side of the Playground's deliveries: a real web server that answers what the test says.</summary>
internal sealed class FakeBot : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeBot(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> Requests { get; } = [];

    public Uri Url => new(app.Urls.Single() + "/slack/events");

    /// <summary>Where it takes Microsoft Teams' activities.</summary>
    public Uri MessagesUrl => new(app.Urls.Single() + "/api/messages");

    /// <summary>Answers a request; empty 200 unless set.</summary>
    public Func<Received, HttpResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <param name="feedback">Takes everything that is posted anywhere else.</param>
    public static async Task<FakeBot> StartAsync(RequestDelegate? feedback = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var bot = new FakeBot(web);
        web.MapPost("/slack/events", bot.ReceiveAsync);
        web.MapPost("/api/messages", bot.ReceiveAsync);
        if (feedback is not null) web.MapPost("/{**any}", feedback);
        await web.StartAsync();
        return bot;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var received = new Received(body, context.Request.ContentType ?? "", context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Requests.Enqueue(received);
        await Answer(received, context.Response);
    }

    internal sealed record Received(string Body, string ContentType, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonElement Payload => Body.StartsWith("payload=", StringComparison.Ordinal) ? JsonElement.Parse(Uri.UnescapeDataString(Body["payload=".Length..])) : JsonElement.Parse(Body);
    }
}
