using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>One digest day.</summary>
/// <param name="Day">By the addressee's calendar; with the addressee it names the digest.</param>
/// <param name="At">When it is due, by <see cref="HuddleClockRule"/> on the days on which the clocks change.</param>
public sealed record DigestOccurrence(LocalDate Day, Instant At);

/// <summary>Works out when a digest is due and what it comes with. Pure.</summary>
public static class DigestCalendar
{
    /// <summary>Later than this it says that it is late.</summary>
    public static readonly Duration Punctual = Duration.FromHours(1);

    /// <summary>Later than this it is passed over: what it would say is old, and the next one is near.</summary>
    public static readonly Duration Latest = Duration.FromDays(3);

    private const int Week = 7;

    /// <summary>The last one that was due at <paramref name="now"/> or before it, and the first after it.</summary>
    public static (DigestOccurrence Last, DigestOccurrence Next) Around(DigestSchedule schedule, DateTimeZone zone, Instant now)
    {
        // A day more at each end: a gap may carry it into the next day, and clocks that go back at midnight show the day before once more.
        var near = now.InZone(zone).Date.PlusDays(1).With(DateAdjusters.PreviousOrSame(schedule.Day));
        DigestOccurrence[] around = [.. Enumerable.Range(-2, 5).Select(weeks => On(near.PlusDays(weeks * Week), schedule, zone))];
        return (around.Last(one => one.At <= now), around.First(one => one.At > now));
    }

    public static DigestOccurrence On(LocalDate day, DigestSchedule schedule, DateTimeZone zone) => new(day, HuddleClockRule.Resolve(day + schedule.At, zone).StartsAt);

    /// <summary>The first digest day of its month: the month that has ended is told with it.</summary>
    public static bool EndsAMonth(LocalDate day) => day.Day <= Week;

    /// <summary>The first digest day of its quarter.</summary>
    public static bool EndsAQuarter(LocalDate day) => EndsAMonth(day) && day.Month % 3 == 1;

    /// <summary>The digest day of the same month that was the first of it.</summary>
    public static LocalDate FirstOfMonth(LocalDate day) => day.PlusDays(-((day.Day - 1) / Week * Week));
}
