namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary>
/// The documented limits (docs: Optimize your bot with rate limiting): 50 calls a second for the app in the tenant, and windows per conversation, one set for sending
/// and creating, one for reading. What is refused does not count.
/// </summary>
internal sealed class RateLimits(TimeProvider time, double? scale)
{
    private static readonly (int Calls, int Seconds)[] Tenant = [(50, 1)];
    private static readonly (int Calls, int Seconds)[] Sending = [(7, 1), (8, 2), (60, 30), (1800, 3600)];
    private static readonly (int Calls, int Seconds)[] Reading = [(14, 1), (16, 2), (120, 30), (3600, 3600)];
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> closed = new(StringComparer.Ordinal);

    /// <summary>Counts a call.</summary>
    /// <returns>Null when it may go on, else the seconds to wait and whether the caller had been told to wait already.</returns>
    public (int RetryAfter, bool WasTold)? Refuse(string operation, string? conversation)
    {
        if (scale is not { } factor) return null;
        lock (gate)
        {
            var now = time.GetUtcNow();
            List<(string Key, (int Calls, int Seconds)[] Windows)> all = [("tenant", Tenant)];
            if (conversation is not null && operation is "send" or "reply" or "create") all.Add(($"send {conversation}", Sending));
            if (conversation is not null && operation is "members" or "member" or "channels") all.Add(($"read {conversation}", Reading));
            foreach (var (key, _) in all)
                if (closed.TryGetValue(key, out var until) && until > now) return (Seconds(until - now), true);
            foreach (var (key, windows) in all)
            {
                if (UntilFree(Recent(key), windows, factor, now) is not { } wait) continue;
                closed[key] = now.AddSeconds(Seconds(wait));
                return (Seconds(wait), false);
            }

            foreach (var (key, _) in all) Recent(key).Add(now);
            return null;
        }
    }

    private List<DateTimeOffset> Recent(string key)
    {
        if (!calls.TryGetValue(key, out var recent)) calls[key] = recent = [];
        return recent;
    }

    private static TimeSpan? UntilFree(List<DateTimeOffset> recent, (int Calls, int Seconds)[] windows, double factor, DateTimeOffset now)
    {
        var longest = TimeSpan.FromSeconds(windows[^1].Seconds);
        recent.RemoveAll(at => now - at >= longest);
        TimeSpan? wait = null;
        foreach (var (most, seconds) in windows)
        {
            var window = TimeSpan.FromSeconds(seconds);
            var within = recent.FindAll(at => now - at < window);
            var allowed = Math.Max(1, (int)(most * factor));
            if (within.Count < allowed) continue;
            var free = within[within.Count - allowed] + window - now;
            if (wait is null || free > wait) wait = free;
        }

        return wait;
    }

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
