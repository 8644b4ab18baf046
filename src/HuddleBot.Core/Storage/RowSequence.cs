using NodaTime;

namespace HuddleBot.Core.Storage;

/// <summary>Row keys in the order of their making: the time in 100 ns units, never the same twice in this process, and a mark of the process.</summary>
public sealed class RowSequence
{
    private readonly string mark = Guid.NewGuid().ToString("N")[..6];
    private long last;

    public string Next(Instant now)
    {
        var ticks = now.ToUnixTimeTicks();
        while (true)
        {
            var seen = Interlocked.Read(ref last);
            var next = Math.Max(ticks, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen) return $"{next:D19}-{mark}";
        }
    }
}
