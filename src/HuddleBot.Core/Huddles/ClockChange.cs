using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>A moment at which the clocks of a zone are put forward or back.</summary>
/// <param name="By">Forward where positive; up to a day.</param>
/// <param name="LocalTime">What the clocks would have shown at that moment, had nobody put them.</param>
public sealed record ClockChange(Instant At, Duration By, LocalDateTime LocalTime)
{
    /// <summary>The change on this day of the zone; null: none.</summary>
    public static ClockChange? On(LocalDate day, DateTimeZone zone)
    {
        var during = zone.GetZoneInterval(HuddleClockRule.Resolve(day.AtMidnight(), zone).StartsAt - Duration.Epsilon);

        // Where midnight becomes 23:00 again, it is the day that ends there whose clocks change.
        while (during.HasEnd && during.IsoLocalEnd.Date <= day.PlusDays(1))
        {
            var after = zone.GetZoneInterval(during.End);
            if (after.WallOffset != during.WallOffset && (during.IsoLocalEnd.Date == day || after.IsoLocalStart.Date == day))
                return new(during.End, Duration.FromSeconds(after.WallOffset.Seconds - during.WallOffset.Seconds), during.IsoLocalEnd);
            during = after;
        }

        return null;
    }
}
