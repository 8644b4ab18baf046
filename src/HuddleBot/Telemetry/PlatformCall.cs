using System.Diagnostics;
using HuddleBot.Core.Tracing;

namespace HuddleBot.Telemetry;

/// <summary>What came of one call to a platform.</summary>
/// <param name="Error">The platform's code, or our word, for what went wrong; null: nothing.</param>
/// <param name="Status">Of HTTP; null: not known.</param>
internal readonly record struct PlatformAnswer(string? Error, int? Status, bool IsLimited);

/// <summary>One call to a platform, from its leaving to the answer; each try is one.</summary>
internal static class PlatformCall
{
    /// <param name="template">The method, as the platform calls it; never a path with ids in it.</param>
    public static async Task<T> MeasureAsync<T>(string platform, string verb, string template, Uri address, Func<Task<T>> call, Func<T, PlatformAnswer> look)
    {
        using var span = Traces.StartWithin($"{verb} {template}", ActivityKind.Client);
        span?.SetTag(SpanKeys.Platform, platform).SetTag("http.request.method", verb).SetTag("url.template", template)
            .SetTag("server.address", address.Host).SetTag("server.port", address.Port).SetTag(DeliveryId.Key, DeliveryId.Current);
        var started = Stopwatch.GetTimestamp();
        var reply = await call();
        var answer = look(reply);
        BotMetrics.Called(platform, template, answer.Error, Stopwatch.GetElapsedTime(started), answer.IsLimited);
        span?.SetTag("http.response.status_code", answer.Status).SetTag(SpanKeys.Outcome, answer.Error is null ? "ok" : "failed");
        if (answer.Error is not null) span?.SetTag("error.type", answer.Error).SetStatus(ActivityStatusCode.Error);
        return reply;
    }
}
