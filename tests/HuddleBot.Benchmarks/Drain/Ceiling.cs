using HuddleBot.Benchmarks.FanOut;

namespace HuddleBot.Benchmarks.Drain;

/// <summary>A limit that the platform documents, and how near the bot came to it.</summary>
/// <param name="Name">As the report says it.</param>
/// <param name="Calls">So many in any <paramref name="Window"/>.</param>
/// <param name="IsEach">Counted for each channel or conversation; else for the whole company.</param>
/// <param name="Concerns">Which calls count.</param>
internal sealed record Ceiling(string Name, int Calls, TimeSpan Window, bool IsEach, Func<FarCall, bool> Concerns)
{
    /// <param name="times">So many times the real limits of a workspace.</param>
    public static IReadOnlyList<Ceiling> OfSlack(int times) =>
    [
        // "Short bursts of more than one are allowed": not said how short. Over a minute there is no burst.
        new("a channel: messages in 60 s", 61, TimeSpan.FromSeconds(60), true, call => call.Method == "chat.postMessage"),
        new("a channel: messages in 1 s, with the burst", 3, TimeSpan.FromSeconds(1), true, call => call.Method == "chat.postMessage"),
        new("the workspace: messages in 60 s, as the bot is set", (300 * times) + 1, TimeSpan.FromSeconds(60), false, call => call.Method == "chat.postMessage"),
        new("the workspace: conversations.history in 60 s", 50 * times, TimeSpan.FromSeconds(60), false, call => call.Method == "conversations.history"),
        new("the workspace: chat.update in 60 s", 50 * times, TimeSpan.FromSeconds(60), false, call => call.Method == "chat.update"),
    ];

    public static IReadOnlyList<Ceiling> OfTeams { get; } =
    [
        new("the tenant: calls in 1 s", 50, TimeSpan.FromSeconds(1), false, _ => true),
        new("a conversation: writes in 1 s", 7, TimeSpan.FromSeconds(1), true, IsWrite),
        new("a conversation: writes in 2 s", 8, TimeSpan.FromSeconds(2), true, IsWrite),
        new("a conversation: writes in 30 s", 60, TimeSpan.FromSeconds(30), true, IsWrite),
        new("a conversation: reads in 1 s", 14, TimeSpan.FromSeconds(1), true, IsRead),
        new("a conversation: reads in 30 s", 120, TimeSpan.FromSeconds(30), true, IsRead),
    ];

    /// <summary>The most calls in any window.</summary>
    public int Highest(IEnumerable<FarCall> calls) =>
        calls.Where(Concerns).GroupBy(call => IsEach ? call.Place : null, StringComparer.Ordinal).Select(group => HighestOf([.. group.Select(call => call.At).Order()])).DefaultIfEmpty().Max();

    private int HighestOf(IReadOnlyList<DateTimeOffset> times)
    {
        var (highest, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= Window) first++;
            highest = Math.Max(highest, last - first + 1);
        }

        return highest;
    }

    private static bool IsWrite(FarCall call) => call.Method is "create" or "send" or "reply";

    private static bool IsRead(FarCall call) => call.Method is "members" or "member" or "channels";
}
