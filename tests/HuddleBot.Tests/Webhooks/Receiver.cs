using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Webhooks;

/// <summary>A receiver of webhooks on this machine: takes what is signed right (by its own reckoning, from the specification), and answers as it is told to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/hook", ReceiveAsync);
        app.MapGet("/elsewhere", () => Results.Ok());
        app.MapPost("/elsewhere", () => WasElsewhere = true);
    }

    public string Secret => "whsec_" + Convert.ToBase64String(key);

    public string Url => app.Urls.Single() + "/hook";

    /// <summary>What came in, signed right or not, in order.</summary>
    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>Of them, what was answered with 2xx.</summary>
    public IEnumerable<Received> Taken => All.Where(one => one.Status is >= 200 and < 300);

    public bool WasElsewhere { get; private set; }

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The next call is answered so; the calls after what was told here with 204.</summary>
    public Receiver ThenAnswer(int status, string? header = null, string? value = null) => Then(http =>
    {
        http.Response.StatusCode = status;
        if (header is not null) http.Response.Headers[header] = value;
        return Task.CompletedTask;
    });

    public Receiver Then(Func<HttpContext, Task> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        var received = new Received(
            http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(), Encoding.UTF8.GetString(buffer.ToArray()), http.Request.ContentType,
            IsSigned(http.Request.Headers, buffer.ToArray()));
        if (answers.TryDequeue(out var answer)) await RecordAsync(http, received, answer);
        else await RecordAsync(http, received, context => Task.FromResult(context.Response.StatusCode = received.IsSigned ? 204 : 401));
    }

    private async Task RecordAsync(HttpContext http, Received received, Func<HttpContext, Task> answer)
    {
        All.Enqueue(received);
        await answer(http);
        received.Status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
    }

    private bool IsSigned(IHeaderDictionary headers, byte[] body)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        if (id.Length == 0 || id.Contains('.', StringComparison.Ordinal) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
        byte[] signed = [.. Encoding.ASCII.GetBytes(id), (byte)'.', .. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return headers["webhook-signature"].ToString().Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}

internal sealed record Received(string Id, string Timestamp, string Body, string? ContentType, bool IsSigned)
{
    public int Status { get; set; }

    public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;

    public JsonElement Data => JsonDocument.Parse(Body).RootElement.GetProperty("data");
}
