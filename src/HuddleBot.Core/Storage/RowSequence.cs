using System.Globalization;
using NodaTime;

namespace HuddleBot.Core.Storage;

/// <summary>Row keys in the order of their making: the time in 100 ns units, never the same twice in this process, and a mark of the process.</summary>
public sealed class RowSequence
{
    private const int Digits = 19;

    private readonly string mark = Guid.NewGuid().ToString("N")[..6];
    private long last;

    /// <summary>When what begins with such a key was made, to the moment; null: it does not begin with one.</summary>
    public static Instant? InstantOf(string key) =>
        key.Length >= Digits && long.TryParse(key.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= Instant.MaxValue.ToUnixTimeTicks()
            ? Instant.FromUnixTimeTicks(ticks)
            : null;

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
