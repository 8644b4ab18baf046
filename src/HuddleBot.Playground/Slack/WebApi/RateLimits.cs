namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>
/// Slack's documented rate limits (docs: Rate limits): per method a tier's calls a minute; for posting, about one message a second per channel with a short burst, and
/// several hundred a minute per workspace. What is refused is refused for that method (or channel) alone.
/// </summary>
internal sealed class RateLimits(TimeProvider time, double? scale)
{
    private const int PostBurst = 3;
    private const int PostsPerMinute = 360;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> closed = new(StringComparer.Ordinal);

    /// <summary>Counts a call.</summary>
    /// <returns>Null when it may go on, else the seconds to wait and whether the caller had been told to wait already.</returns>
    public (int RetryAfter, bool WasTold)? Refuse(Method method, string? channel)
    {
        if (scale is not { } factor) return null;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var isPost = method.Name == "chat.postMessage";
            var key = isPost && channel is not null ? $"{method.Name} {channel}" : method.Name;
            var told = TellsToWait(method.Name, now) ?? (isPost ? TellsToWait(key, now) : null);
            if (told is { } wait) return (Seconds(wait), true);
            if (isPost && channel is not null && TakeToken(channel, factor, now) is { } untilToken) return (Close(key, untilToken, now), false);
            return TakeCall(method.Name, (isPost ? PostsPerMinute : method.PerMinute) * factor, now) is { } untilCall ? (Close(method.Name, untilCall, now), false) : null;
        }
    }

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private TimeSpan? TellsToWait(string key, DateTimeOffset now) => closed.TryGetValue(key, out var until) && until > now ? until - now : null;

    private int Close(string key, TimeSpan wait, DateTimeOffset now)
    {
        var seconds = Seconds(wait);
        closed[key] = now.AddSeconds(seconds);
        return seconds;
    }

    private TimeSpan? TakeToken(string channel, double factor, DateTimeOffset now)
    {
        var (tokens, at) = channels.TryGetValue(channel, out var bucket) ? bucket : (PostBurst, now);
        tokens = Math.Min(PostBurst, tokens + ((now - at).TotalSeconds * factor));
        channels[channel] = (tokens >= 1 ? tokens - 1 : tokens, now);
        return tokens >= 1 ? null : TimeSpan.FromSeconds((1 - tokens) / factor);
    }

    private TimeSpan? TakeCall(string key, double perMinute, DateTimeOffset now)
    {
        if (!calls.TryGetValue(key, out var recent)) calls[key] = recent = new Queue<DateTimeOffset>();
        while (recent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1)) recent.Dequeue();
        if (recent.Count >= perMinute) return recent.TryPeek(out var first) ? first.AddMinutes(1) - now : TimeSpan.FromMinutes(1);
        recent.Enqueue(now);
        return null;
    }
}
