namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>A machine's clock that somebody sets: what time of day it is jumps both ways, while timers and measured stretches of time go on as before.</summary>
internal sealed class SetClock(TimeProvider real) : TimeProvider
{
    private long offset;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow().AddTicks(Interlocked.Read(ref offset));

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <param name="wrong">So far from the right time; below zero: late.</param>
    public void Set(TimeSpan wrong) => Interlocked.Exchange(ref offset, wrong.Ticks);
}
