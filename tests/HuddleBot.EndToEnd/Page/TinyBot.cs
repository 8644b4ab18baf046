using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace HuddleBot.EndToEnd.Page;

/// <summary>The smallest bot that answers what the page does: it opens a form, checks it, changes its card. Everything goes over HTTP.</summary>
internal sealed class TinyBot : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient slack = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "xoxb-playground") } };

    private TinyBot(WebApplication app) => this.app = app;

    /// <summary>Payloads of interactions, in order.</summary>
    public ConcurrentQueue<JsonElement> Payloads { get; } = [];

    public Uri Url => new(app.Urls.Single() + "/slack/events");

    /// <summary>The view that a button, a shortcut or the home tab shows.</summary>
    public object Form { get; set; } = Cards.Form;

    public static async Task<TinyBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var bot = new TinyBot(web);
        web.MapPost("/slack/events", bot.ReceiveAsync);
        web.MapGet("/healthz", () => "ok");
        await web.StartAsync();
        return bot;
    }

    public void Use(SlackPlayground playground) => slack.BaseAddress = playground.ApiBaseUrl;

    public async Task<string> PostAsync(string channel, string text, object? blocks = null, string? threadTs = null)
    {
        var answer = await CallAsync("chat.postMessage", new { channel, text, blocks, thread_ts = threadTs });
        return answer.GetProperty("ts").GetString()!;
    }

    public async Task<JsonElement> CallAsync(string method, object arguments)
    {
        using var response = await slack.PostAsJsonAsync(method, arguments, Cards.Json);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.GetRawText());
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        slack.Dispose();
        await app.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is true) return await HearAsync(JsonElement.Parse(body).GetProperty("event"));
        var form = QueryHelpers.ParseQuery(body);
        if (form.TryGetValue("command", out var command)) return Results.Json(new { response_type = "ephemeral", text = $"You said {command}." });
        var payload = JsonElement.Parse(form["payload"].ToString());
        Payloads.Enqueue(payload);
        return payload.GetProperty("type").GetString() switch
        {
            "view_submission" => await SubmitAsync(payload.GetProperty("view")),
            "block_actions" or "message_action" => await OpenAsync(payload),
            _ => Results.Ok(),
        };
    }

    private async Task<IResult> HearAsync(JsonElement happened)
    {
        if (happened.GetProperty("type").GetString() == "app_home_opened")
            await CallAsync("views.publish", new { user_id = happened.GetProperty("user").GetString(), view = new { type = "home", blocks = new[] { Cards.Section("*Your promises*") } } });
        return Results.Ok();
    }

    private async Task<IResult> OpenAsync(JsonElement payload)
    {
        var view = JsonSerializer.SerializeToNode(Form, Cards.Json)!;
        if (payload.TryGetProperty("message", out var message)) view["private_metadata"] = message.GetProperty("ts").GetString();
        await CallAsync("views.open", new { trigger_id = payload.GetProperty("trigger_id").GetString(), view });
        return Results.Ok();
    }

    private async Task<IResult> SubmitAsync(JsonElement view)
    {
        var tried = view.GetProperty("state").GetProperty("values").GetProperty("try").GetProperty("try").GetProperty("value").GetString()!;
        if (tried.Contains("magic", StringComparison.Ordinal)) return Results.Json(new { response_action = "errors", errors = new JsonObject { ["try"] = "Something that we can do ourselves, please." } });
        await CallAsync("chat.update", new { channel = "C0001", ts = view.GetProperty("private_metadata").GetString(), text = "Decided", blocks = new[] { Cards.Section($"*We try:* {tried}") } });
        return Results.Ok();
    }
}
