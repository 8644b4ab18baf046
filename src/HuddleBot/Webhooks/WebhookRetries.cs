using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>When a message is tried again: the schedule of Standard Webhooks 1.0 ("Deliverability and reliability"), ten tries in a little more than three days.</summary>
internal static class WebhookRetries
{
    private static readonly Duration[] Waits =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14),
        Duration.FromHours(20), Duration.FromHours(24),
    ];

    /// <summary>No receiver is waited for longer than this at its own wish.</summary>
    private static readonly Duration LongestWait = Duration.FromHours(24);

    /// <summary>What has waited that long behind others to a receiver that is away is tried a few times only.</summary>
    private const int TriesOfTheOld = 3;

    public static Duration Span { get; } = Waits.Aggregate((sum, wait) => sum + wait);

    /// <summary>Null: that was the last try.</summary>
    /// <param name="attempts">Tries so far, this one too.</param>
    /// <param name="retryAfter">What the receiver asked for; null: nothing.</param>
    public static Instant? Next(string id, Instant createdAt, int attempts, Duration? retryAfter, Instant now)
    {
        if (attempts > Waits.Length || (attempts >= TriesOfTheOld && now - createdAt >= Span)) return null;
        var wait = Waits[attempts - 1] * (1 + Jitter(id, attempts));
        var next = now + (retryAfter is { } wish ? Duration.Max(wait, Duration.Min(wish, LongestWait)) : wait);
        return Instant.FromUnixTimeTicks(next.ToUnixTimeTicks()); // As the storage keeps it.
    }

    /// <summary>0 to 0.1, another one for each message and try, so that what failed together does not come back together.</summary>
    private static double Jitter(string id, int attempts) => StableHash.Of("jitter", id, attempts.ToString("D2")).Take(2).Aggregate(0, (sum, letter) => (sum * 32) + (letter % 32)) / 10240.0;
}
