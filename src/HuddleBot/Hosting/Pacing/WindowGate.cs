namespace HuddleBot.Hosting.Pacing;

/// <summary>So many calls in any stretch of time, several such limits at once (7 in a second and 60 in half a minute). Remembers when calls passed; exact.</summary>
/// <remarks>The other side counts a call when it arrives, which is not before it left and not after its answer. So whoever says when calls are over is never too early.</remarks>
public sealed class WindowGate(params WindowGate.Limit[] limits) : Gate
{
    private readonly TimeSpan longest = limits.Max(limit => limit.Window);
    private readonly List<TimeSpan> passed = [];
    private readonly Queue<TimeSpan> underWay = [];
    private int forgotten;

    protected override TimeSpan OpenAt
    {
        get
        {
            var open = TimeSpan.Zero;
            foreach (var limit in limits)
            {
                if (passed.Count - forgotten < limit.Calls) continue;
                var free = passed[^limit.Calls] + limit.Window;
                if (free > open) open = free;
            }

            return open;
        }
    }

    public override void Pass(TimeSpan now, TimeSpan since)
    {
        passed.Add(now);
        underWay.Enqueue(now);
        while (passed[forgotten] + longest <= now) forgotten++;
        while (underWay.Peek() + longest <= now) underWay.Dequeue();

        // Moving the rest to the front pays when it is the smaller part.
        if (forgotten < 64 || forgotten < passed.Count / 2) return;
        passed.RemoveRange(0, forgotten);
        forgotten = 0;
    }

    /// <summary>From now on it counts as if it had passed only now.</summary>
    public override void Over(TimeSpan now)
    {
        if (!underWay.TryDequeue(out var at) || passed.IndexOf(at, forgotten) is not (>= 0 and var index)) return;
        passed.RemoveAt(index);
        passed.Add(now);
    }

    protected override bool IsUnused(TimeSpan now) => passed.Count == 0 || passed[^1] + longest <= now;

    public readonly record struct Limit(int Calls, TimeSpan Window);
}
