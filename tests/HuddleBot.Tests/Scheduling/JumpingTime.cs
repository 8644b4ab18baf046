namespace HuddleBot.Tests.Scheduling;

/// <summary>The real clock, as somebody sets it: the time of day jumps, what has passed since does not.</summary>
internal sealed class JumpingTime(DateTimeOffset start) : TimeProvider
{
    private long offset = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref offset));

    public void Set(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
