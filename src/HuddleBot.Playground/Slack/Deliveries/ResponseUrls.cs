using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>What a response_url stands for.</summary>
/// <param name="MessageTs">The message that was clicked; null for a command.</param>
internal sealed record ResponseTarget(string UserId, string ChannelId, string? MessageTs, string? ThreadTs, DateTimeOffset Until, int UsesLeft);

/// <summary>response_urls: each may be used 5 times within 30 minutes (docs: Handling user interaction).</summary>
internal sealed class ResponseUrls(TimeProvider time)
{
    private readonly Dictionary<string, ResponseTarget> targets = new(StringComparer.Ordinal);

    public string Issue(string address, string user, string channel, string? messageTs = null, string? threadTs = null)
    {
        var token = IdSource.Secret(16);
        targets[token] = new ResponseTarget(user, channel, messageTs, threadTs, time.GetUtcNow().AddMinutes(30), 5);
        return $"{address}/response/{token}";
    }

    /// <returns>The target, counted as used once more, or the error.</returns>
    public (ResponseTarget? Target, string? Error) Use(string token)
    {
        if (!targets.TryGetValue(token, out var target)) return (null, "invalid_url");
        if (target.Until < time.GetUtcNow()) return (null, "expired_url");
        if (target.UsesLeft == 0) return (null, "used_url");
        targets[token] = target with { UsesLeft = target.UsesLeft - 1 };
        return (target, null);
    }
}
