using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>One time that a team meets, worked out from its schedule.</summary>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Shift">What the change of the clocks did to it.</param>
public sealed record HuddleOccurrence(HuddleId Id, HuddleSchedule Schedule, Instant StartsAt, ClockShift Shift)
{
    public Instant PostsAt => StartsAt - Schedule.PostBefore;
}

/// <summary>What a change of the clocks does to a local time.</summary>
public enum ClockShift
{
    None,

    /// <summary>The clocks skip the time: it starts at the first moment after the gap.</summary>
    Skipped,

    /// <summary>The clocks show the time twice: it starts at the first of the two.</summary>
    Repeated,
}
