using HuddleBot.Core.Huddles;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using NodaTime.TimeZones;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>
/// 400 days in every zone of the tz database, against somebody who sits before the zone's clock and looks at it every minute: a huddle starts at the first minute at which
/// the clock shows its time, or a later one, for the first time.
/// </summary>
public sealed class EveryZoneTests
{
    private const int Days = 400;
    private const int MinutesOfDay = 24 * 60;
    private static readonly LocalDate FirstDay = new(2026, 2, 1);

    [Fact]
    public void No_occurrence_is_missed_or_comes_twice_and_none_is_a_minute_off()
    {
        var (zones, occurrences, shifted) = (0, 0, 0);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var times = TimesFor(zone);
            var team = Given.FrontDesk with { TimeZone = zone, Huddles = [.. times.Select((time, i) => HuddleSchedule.Usual(time) with { Id = $"h{i}", Days = EveryDay })] };
            var seen = Watch(zone, times);
            var planned = HuddleCalendar.Between(team, null, FirstDay.PlusDays(-1).AtMidnight().InUtc().ToInstant(), FirstDay.PlusDays(Days + 1).AtMidnight().InUtc().ToInstant())
                .Where(occurrence => occurrence.Id.Date >= FirstDay && occurrence.Id.Date < FirstDay.PlusDays(Days)).ToList();

            Assert.True(seen.SequenceEqual(planned.Select(occurrence => (occurrence.Id.Date + occurrence.Schedule.At, occurrence.StartsAt))), Difference(id, seen, planned));
            Assert.Equal(Days * times.Count, planned.Select(occurrence => occurrence.Id).Distinct().Count());
            (zones, occurrences, shifted) = (zones + 1, occurrences + planned.Count, shifted + planned.Count(occurrence => occurrence.Shift != ClockShift.None));
        }

        Assert.True(zones > 400, $"only {zones} zones");
        Assert.True(occurrences > zones * Days * 8 && shifted > 300, $"{occurrences} occurrences, {shifted} of them in a gap or an overlap");
    }

    private static HashSet<IsoDayOfWeek> EveryDay { get; } = [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)];

    /// <summary>The same times everywhere, and those at which this zone's clocks change: the edges of each gap and overlap, and its middle.</summary>
    private static List<LocalTime> TimesFor(DateTimeZone zone)
    {
        LocalTime[] usual = [new(0, 0), new(0, 30), new(2, 0), new(2, 30), new(3, 0), new(9, 15), new(17, 45), new(23, 45)];
        var from = FirstDay.AtMidnight().InUtc().ToInstant();
        var edges = zone.GetZoneIntervals(from, from + Duration.FromDays(Days)).Where(interval => interval.HasStart && interval.Start > from).SelectMany(interval => Around(zone.GetZoneInterval(interval.Start - Duration.Epsilon), interval));
        return [.. usual.Concat(edges).Distinct().Order()];
    }

    private static IEnumerable<LocalTime> Around(ZoneInterval before, ZoneInterval after)
    {
        var (end, start) = (before.IsoLocalEnd, after.IsoLocalStart);
        var middle = Period.Between(end, start, PeriodUnits.Minutes).Minutes / 2;
        foreach (var edge in (LocalDateTime[])[end, start, end.PlusMinutes(middle)])
            foreach (var minutes in (int[])[-1, 0, 1]) yield return edge.PlusMinutes(minutes).TimeOfDay;
    }

    /// <summary>Looks at the clock every minute. It knows of no gap and no overlap: only what time it was the latest yet.</summary>
    private static List<(LocalDateTime Local, Instant At)> Watch(DateTimeZone zone, List<LocalTime> times)
    {
        var ofDay = times.Select(time => (time.Hour * 60) + time.Minute).ToArray();
        var epoch = FirstDay.AtMidnight().InUtc().ToInstant();
        var seen = new List<(LocalDateTime, Instant)>();
        var (offset, changesAt) = (0, int.MinValue);
        var (day, next) = (0, 0);
        for (var minute = -MinutesOfDay * 2; day < Days; minute++)
        {
            if (minute >= changesAt)
            {
                var interval = zone.GetZoneInterval(epoch + Duration.FromMinutes(minute));
                (offset, changesAt) = (interval.WallOffset.Seconds / 60, interval.HasEnd ? (int)Math.Ceiling((interval.End - epoch).TotalMinutes) : int.MaxValue);
            }

            while (day < Days && minute + offset >= (day * MinutesOfDay) + ofDay[next])
            {
                seen.Add((FirstDay.PlusDays(day) + times[next], epoch + Duration.FromMinutes(minute)));
                if (++next == ofDay.Length) (day, next) = (day + 1, 0);
            }
        }

        return seen;
    }

    private static string Difference(string zone, List<(LocalDateTime Local, Instant At)> seen, List<HuddleOccurrence> planned)
    {
        var first = seen.Zip(planned).FirstOrDefault(pair => pair.First.At != pair.Second.StartsAt || pair.First.Local != pair.Second.Id.Date + pair.Second.Schedule.At);
        return $"{zone}: {seen.Count} seen, {planned.Count} planned; seen {first.First}, planned {first.Second?.Id} {first.Second?.StartsAt}";
    }
}
