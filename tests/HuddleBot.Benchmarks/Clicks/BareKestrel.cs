using HuddleBot.Slack.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>The least that any bot on this web server does: reads the body, checks Slack's signature, says yes. In a process of its own.</summary>
internal static class BareKestrel
{
    public static async Task<int> RunAsync(string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var signature = new SlackSignature(secret);
        app.MapPost(SlackEndpoint.Path, async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return signature.Refuse(request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader], body.ToArray(), TimeProvider.System.GetUtcNow()) is null
                ? Results.Ok()
                : Results.Unauthorized();
        });
        app.MapGet("/readyz", () => Results.Text("ready"));
        await app.StartAsync(CancellationToken.None);
        Console.WriteLine($"listening on port {new Uri(app.Urls.Single()).Port}");
        await ((IHost)app).WaitForShutdownAsync();
        return 0;
    }
}
