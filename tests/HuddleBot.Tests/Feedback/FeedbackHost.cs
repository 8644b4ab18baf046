using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HuddleBot.Core.Feedback;
using HuddleBot.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Feedback;

/// <summary>The webhook on a real web server, with an intake that remembers.</summary>
internal sealed class FeedbackHost : IAsyncDisposable
{
    public const string Secret = "whsec_c2VjcmV0LW9mLXRoaXMtdGVzdC0wMTIzNDU2Nzg5";
    private readonly WebApplication app;
    private readonly HttpClient client;

    private FeedbackHost(WebApplication app)
    {
        this.app = app;
        client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public RecordingIntake Intake { get; } = new();

    public static async Task<FeedbackHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Append(("Feedback:Sources:shop:Secret", Secret)).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddFeedback();
        FeedbackHost? host = null;
        builder.Services.AddSingleton<IFeedbackIntake>(_ => host!.Intake);
        var web = builder.Build();
        web.MapFeedback();
        await web.StartAsync();
        return host = new(web);
    }

    /// <summary>Posts signed as Standard Webhooks wants it.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, string source = "shop") => PostAsync(Encoding.UTF8.GetBytes(body), source);

    public Task<HttpResponseMessage> PostAsync(byte[] body, string source = "shop") => SendAsync(source, body, Sign(body, TimeProvider.System.GetUtcNow()));

    public async Task<HttpResponseMessage> SendAsync(string source, byte[] body, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/feedback/{source}") { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    public async Task<FeedbackAnswer> AnswerAsync(string body, string source = "shop")
    {
        using var answer = await PostAsync(body, source);
        Assert.Equal(202, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<FeedbackAnswer>())!;
    }

    public static (string Name, string Value)[] Sign(byte[] body, DateTimeOffset at, string secret = Secret)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = secret.StartsWith("whsec_", StringComparison.Ordinal) ? Convert.FromBase64String(secret[6..]) : Encoding.UTF8.GetBytes(secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"msg_1.{timestamp}."), .. body];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return [("webhook-id", "msg_1"), ("webhook-timestamp", timestamp), ("webhook-signature", $"v1,{signature}")];
    }

    /// <summary>The example of the contract, changed.</summary>
    public static string Example(params (string Name, string Json)[] changes)
    {
        var parts = new Dictionary<string, string>
        {
            ["id"] = "\"r-17\"", ["metric"] = "\"nps\"", ["score"] = "3", ["scale"] = "[0, 10]", ["comment"] = "\"Nobody could tell me where the bus leaves.\"",
            ["answeredAt"] = "\"2026-01-20T09:12:00Z\"", ["touchpoint"] = "\"arrival\"", ["language"] = "\"en\"",
            ["customer"] = """{ "id": "c-9", "name": "Ada", "email": "ada@example.com", "phone": "+44 1", "segment": "business", "annualValue": 12000, "mayContact": true }""",
            ["attributes"] = """{ "airport": "London Heathrow Airport" }""",
        };
        foreach (var (name, json) in changes) parts[name] = json;
        return "{" + string.Join(",", parts.Where(part => part.Value.Length > 0).Select(part => $"{JsonSerializer.Serialize(part.Key)}:{part.Value}")) + "}";
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
