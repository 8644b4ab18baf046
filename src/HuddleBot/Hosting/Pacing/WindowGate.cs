namespace HuddleBot.Hosting.Pacing;

/// <summary>So many calls in any stretch of time, several such limits at once (7 in a second and 60 in half a minute). Remembers when calls passed; exact.</summary>
public sealed class WindowGate(params WindowGate.Limit[] limits) : Gate
{
    private readonly TimeSpan longest = limits.Max(limit => limit.Window);
    private readonly List<TimeSpan> passed = [];
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
        while (passed[forgotten] + longest <= now) forgotten++;

        // Moving the rest to the front pays when it is the smaller part.
        if (forgotten < 64 || forgotten < passed.Count / 2) return;
        passed.RemoveRange(0, forgotten);
        forgotten = 0;
    }

    protected override bool IsUnused(TimeSpan now) => passed.Count == 0 || passed[^1] + longest <= now;

    public readonly record struct Limit(int Calls, TimeSpan Window);
}
