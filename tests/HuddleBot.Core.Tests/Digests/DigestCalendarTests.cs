using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>
/// When digests are due: once a week, all year, on the days of the clocks' changes too; the first of a month and of a quarter.
/// </summary>
public sealed class DigestCalendarTests
{
    private static readonly Instant NewYear = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static TheoryData<string, IsoDayOfWeek, int, int> Schedules => new()
    {
        { "Europe/London", IsoDayOfWeek.Monday, 8, 0 },
        { "Europe/London", IsoDayOfWeek.Sunday, 1, 30 },
        { "America/New_York", IsoDayOfWeek.Sunday, 2, 30 },
        { "Australia/Lord_Howe", IsoDayOfWeek.Sunday, 2, 15 },
        { "America/Santiago", IsoDayOfWeek.Sunday, 0, 0 },
        { "America/Santiago", IsoDayOfWeek.Saturday, 23, 30 },
        { "Pacific/Apia", IsoDayOfWeek.Friday, 9, 0 },
        { "Asia/Kathmandu", IsoDayOfWeek.Wednesday, 23, 59 },
        { "UTC", IsoDayOfWeek.Thursday, 12, 0 },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_clock_that_looks_every_hour_finds_each_week_once_in_order_at_the_time_on_the_wall(string zoneId, IsoDayOfWeek day, int hour, int minute)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var schedule = new DigestSchedule(day, new(hour, minute), zone, true);
        var found = new List<DigestOccurrence>();
        for (var now = NewYear; now < NewYear + Duration.FromDays(366); now += Duration.FromHours(1))
        {
            var (last, next) = DigestCalendar.Around(schedule, zone, now);
            Assert.True(last.At <= now && now < next.At);
            Assert.Equal(last.Day.PlusDays(7), next.Day);
            if (found.Count == 0 || found[^1] != last) found.Add(last);
        }

        Assert.InRange(found.Count, 53, 54);
        Assert.All(found, one => Assert.Equal(day, one.Day.DayOfWeek));
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.Equal(pair.First.Day.PlusDays(7), pair.Second.Day));
        Assert.All(found, one => Assert.True(IsOnTheWall(one, schedule, zone), $"{one.Day} came {one.At.InZone(zone)}"));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_comes_at_the_first_moment_after_the_gap_and_one_that_they_repeat_comes_first()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var spring = DigestCalendar.On(new(2026, 3, 8), new(IsoDayOfWeek.Sunday, new(2, 30), zone, true), zone);
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 7, 0), spring.At);
        var autumn = DigestCalendar.On(new(2026, 11, 1), new(IsoDayOfWeek.Sunday, new(1, 30), zone, true), zone);
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 5, 30), autumn.At);
    }

    [Fact]
    public void A_day_that_a_zone_leaves_out_loses_no_week()
    {
        var zone = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var schedule = new DigestSchedule(IsoDayOfWeek.Friday, new(9, 0), zone, true);
        var (last, _) = DigestCalendar.Around(schedule, zone, Instant.FromUtc(2012, 1, 1, 0, 0));
        Assert.Equal(new(2011, 12, 30), last.Day);
        Assert.Equal(new LocalDate(2011, 12, 31).AtStartOfDayInZone(zone).ToInstant(), last.At);
    }

    [Fact]
    public void Every_month_of_a_year_ends_once_and_every_quarter()
    {
        foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None))
        {
            var days = Enumerable.Range(0, 365).Select(i => new LocalDate(2027, 1, 1).PlusDays(i)).Where(date => date.DayOfWeek == day).ToList();
            Assert.Equal(Enumerable.Range(1, 12), days.Where(DigestCalendar.EndsAMonth).Select(date => date.Month));
            Assert.Equal([1, 4, 7, 10], days.Where(DigestCalendar.EndsAQuarter).Select(date => date.Month));
            Assert.All(days, date => Assert.True(DigestCalendar.FirstOfMonth(date) is var first && first.DayOfWeek == day && first.Month == date.Month && first.Day <= 7));
        }
    }

    private static bool IsOnTheWall(DigestOccurrence one, DigestSchedule schedule, DateTimeZone zone)
    {
        var local = one.At.InZone(zone).LocalDateTime;
        return local == one.Day + schedule.At || (zone.MapLocal(one.Day + schedule.At).Count == 0 && local > one.Day + schedule.At);
    }
}
