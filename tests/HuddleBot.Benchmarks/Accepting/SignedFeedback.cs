using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HuddleBot.Benchmarks.Accepting;

/// <summary>Posts of answers as a survey tool signs them (Standard Webhooks), over connections that stay open.</summary>
internal sealed class SignedFeedback(string secret, int connections)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>One answer of a customer, about 500 bytes.</summary>
    public static JsonObject Answer(int number, int teams) => new()
    {
        ["id"] = $"r-{number}", ["metric"] = "nps", ["score"] = number * 7 % 11, ["scale"] = new JsonArray(0, 10),
        ["comment"] = $"Nobody at the desk for {number % 50} minutes, the tap drips and the lift stood still. Still, breakfast was lovely, and the view from room {number % 400} made up for much of it.",
        ["answeredAt"] = TimeProvider.System.GetUtcNow().AddMinutes(-(number % 10_000)).ToString("O", CultureInfo.InvariantCulture), ["touchpoint"] = new[] { "arrival", "stay", "departure" }[number % 3], ["language"] = "en",
        ["customer"] = new JsonObject { ["id"] = $"c-{number}", ["segment"] = number % 2 == 0 ? "business" : "leisure" }, ["attributes"] = new JsonObject { ["team"] = $"team-{number % teams}" },
    };

    /// <returns>How long all took, and each.</returns>
    /// <exception cref="InvalidOperationException">Some were not accepted.</exception>
    public async Task<(TimeSpan All, Percentiles Each)> SendAsync(Uri bot, IReadOnlyList<byte[]> bodies, int answersEach)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = bot };
        var (took, next, started) = (new TimeSpan[bodies.Count], -1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            for (var at = Interlocked.Increment(ref next); at < bodies.Count; at = Interlocked.Increment(ref next)) took[at] = await SendAsync(http, bodies[at], $"msg_{Guid.NewGuid():N}", answersEach);
        })));
        return (Stopwatch.GetElapsedTime(started), new(took));
    }

    /// <summary>Until it is answered, which is to say committed.</summary>
    /// <param name="http">With the bot's address.</param>
    /// <exception cref="InvalidOperationException">Not all were accepted.</exception>
    public async Task<TimeSpan> SendAsync(HttpClient http, byte[] body, string id, int answers)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/feedback/survey") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body])));
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadFromJsonAsync<JsonObject>();
        var took = Stopwatch.GetElapsedTime(started);
        return said?["accepted"]?.GetValue<int>() == answers ? took : throw new InvalidOperationException($"{(int)answer.StatusCode} {said}");
    }
}
