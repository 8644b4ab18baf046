using NodaTime;
using NodaTime.TimeZones;

namespace HuddleBot.Core.Huddles;

/// <summary>
/// What becomes of a huddle's start on the days on which the clocks change. A time that they skip: the huddle starts at the first moment after the gap. A time that they
/// show twice: it starts at the first of the two. So every day of the team has its huddle once, in the order of the local times. A day that a zone leaves out altogether
/// (Samoa, 30 December 2011) is a day that nobody had: what belongs to it is left out.
/// </summary>
public static class HuddleClockRule
{
    public static ZoneLocalMappingResolver Resolver { get; } = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static (Instant StartsAt, ClockShift Shift) Resolve(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        var shift = mapping.Count switch { 0 => ClockShift.Skipped, 1 => ClockShift.None, _ => ClockShift.Repeated };
        return (Resolver(mapping).ToInstant(), shift);
    }

    /// <summary>Whether any moment of the day exists in the zone.</summary>
    public static bool Has(DateTimeZone zone, LocalDate day)
    {
        var midnight = zone.MapLocal(day.AtMidnight());
        return midnight.Count > 0 || midnight.LateInterval.IsoLocalStart.Date == day;
    }
}
