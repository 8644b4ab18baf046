namespace HuddleBot.Hosting.Pacing;

/// <summary>One call every so often, and a few at once after a pause: the generic cell rate algorithm, which knows the theoretical arrival time of its next call.</summary>
/// <param name="every">The time from call to call.</param>
/// <param name="burst">So many more may pass at once after a pause.</param>
/// <param name="catchUp">A timer rings late: so much of it is made good with the next call, so that the rate holds on average.</param>
public sealed class SpacedGate(TimeSpan every, int burst = 0, TimeSpan catchUp = default) : Gate
{
    private TimeSpan next;

    protected override TimeSpan OpenAt => next - (burst * every);

    public override void Pass(TimeSpan now, TimeSpan since)
    {
        var at = since > now - catchUp ? since : now - catchUp;
        next = (next > at ? next : at) + every;
    }

    protected override bool IsUnused(TimeSpan now) => next <= now;
}
