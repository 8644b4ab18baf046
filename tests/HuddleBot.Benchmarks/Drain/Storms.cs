using HuddleBot.Playground.Faults;

namespace HuddleBot.Benchmarks.Drain;

/// <summary>What goes wrong on the way, at moments drawn from a seed: storms of 429 with and without Retry-After, errors, and connections that are cut before or after the work.</summary>
internal static class Storms
{
    private static readonly (Fault Fault, int Least, int Most)[] Kinds =
    [
        (new(FaultKind.RateLimited) { RetryAfter = 1 }, 3, 8),
        (new(FaultKind.RateLimited) { RetryAfter = null }, 3, 8),
        (new(FaultKind.RateLimited) { RetryAfterText = "NaN" }, 1, 3),
        (new(FaultKind.ServerError), 3, 8),
        (new(FaultKind.CutConnection), 1, 4),
        (new(FaultKind.DropAnswer), 1, 3),
        (new(FaultKind.CutAnswer), 1, 3),
        (new(FaultKind.ErrorAfterWork), 1, 3),
        (new(FaultKind.Html), 1, 3),
        (new(FaultKind.EmptyBody), 1, 3),
        (new(FaultKind.BareOk), 1, 3),
    ];

    /// <summary>One of each kind for about every so many messages; where there are fewer, one that is as short as can be.</summary>
    private const int MessagesAStorm = 1250;

    /// <param name="method">Of new messages.</param>
    /// <param name="posts">How many go well where nothing goes wrong.</param>
    public static IEnumerable<Fault> Draw(int seed, string method, int posts)
    {
        var chance = new Random(seed);
        foreach (var (fault, least, most) in Kinds)
        {
            for (var storm = 0; storm < Math.Max(1, posts / MessagesAStorm); storm++)
                yield return fault with { Method = method, After = chance.Next(posts), Times = posts < MessagesAStorm ? least : chance.Next(least, most + 1) };
        }
    }
}
