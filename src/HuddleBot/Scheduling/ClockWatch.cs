namespace HuddleBot.Scheduling;

/// <summary>Notices that the clock was set: the time of day and the time that has passed no longer go together. So it is after a computer has slept, too.</summary>
internal sealed class ClockWatch(TimeProvider time)
{
    /// <summary>Small corrections come all the time, and huddles are not that exact.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private DateTimeOffset zero = time.GetUtcNow();
    private long started = time.GetTimestamp();

    /// <summary>Whether the clock was set since this was asked last, forward or back.</summary>
    public bool WasSet()
    {
        var (now, passed) = (time.GetUtcNow(), time.GetElapsedTime(started));
        if ((now - zero - passed).Duration() < Tolerance) return false;
        (zero, started) = (now, time.GetTimestamp());
        return true;
    }
}
