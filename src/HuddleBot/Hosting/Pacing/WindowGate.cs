namespace HuddleBot.Hosting.Pacing;

/// <summary>So many calls in any stretch of time, several such limits at once (7 in a second and 60 in half a minute). Remembers when calls were over; exact.</summary>
/// <remarks>
/// The other side counts a call when it arrives, which is not before it left and not after its answer: so it counts here for as long as it is under way, however long that takes, and for
/// its windows from its end on. Each call that passes has to be said to be over, or it counts for ever.
/// </remarks>
public sealed class WindowGate(params WindowGate.Limit[] limits) : Gate
{
    private readonly TimeSpan longest = limits.Max(limit => limit.Window);
    private readonly List<TimeSpan> ended = [];
    private int forgotten;
    private int underWay;

    /// <summary><see cref="TimeSpan.MaxValue"/>: not before a call is over.</summary>
    protected override TimeSpan OpenAt
    {
        get
        {
            var open = TimeSpan.Zero;
            foreach (var limit in limits)
            {
                var room = limit.Calls - underWay;
                if (room <= 0) return TimeSpan.MaxValue;
                if (ended.Count - forgotten < room) continue;
                var free = ended[^room] + limit.Window;
                if (free > open) open = free;
            }

            return open;
        }
    }

    public override void Pass(TimeSpan now, TimeSpan since)
    {
        underWay++;
        while (forgotten < ended.Count && ended[forgotten] + longest <= now) forgotten++;

        // Moving the rest to the front pays when it is the smaller part.
        if (forgotten < 64 || forgotten < ended.Count / 2) return;
        ended.RemoveRange(0, forgotten);
        forgotten = 0;
    }

    public override void Over(TimeSpan now)
    {
        if (underWay == 0) return;
        underWay--;
        ended.Add(now);
    }

    protected override bool IsUnused(TimeSpan now) => underWay == 0 && (ended.Count == 0 || ended[^1] + longest <= now);

    public readonly record struct Limit(int Calls, TimeSpan Window);
}
