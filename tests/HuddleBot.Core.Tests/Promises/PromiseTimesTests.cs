using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Promises;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Tests.Promises;

/// <summary>
/// Reminders: on the morning of the day by the owner's clock, whatever the clocks do that day · once more on the next working day · not in the night · not to who has just
/// spoken of it · late ones within a week. The question: some days after, on a working day.
/// </summary>
public sealed class PromiseTimesTests
{
    private static readonly WorkingCalendar Weekdays = WorkingCalendar.MondayToFriday;
    private static readonly LocalDate Thursday = new(2026, 11, 26);
    private static readonly LocalDate Friday = Thursday.PlusDays(1);
    private static readonly LocalDate NextMonday = Thursday.PlusDays(4);
    private static readonly DateTimeZone London = Zone("Europe/London");
    private static readonly Instant LongAgo = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Theory]
    [InlineData("Europe/London", "2026-11-26", "2026-11-26T09:00:00Z")]
    [InlineData("America/New_York", "2026-11-26", "2026-11-26T14:00:00Z")]
    [InlineData("Australia/Sydney", "2026-11-26", "2026-11-25T22:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-11-26", "2026-11-26T03:15:00Z")]
    [InlineData("Europe/London", "2026-03-29", "2026-03-29T08:00:00Z")] // The clocks go forward at one in the morning,
    [InlineData("Europe/London", "2026-10-25", "2026-10-25T09:00:00Z")] // and back at two.
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T14:00:00Z")]
    [InlineData("Australia/Sydney", "2026-10-04", "2026-10-03T22:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T18:00:00Z")] // A day that Samoa never had: the morning after it.
    public void Morning_is_nine_by_the_owners_clock(string zone, string day, string expected)
    {
        var morning = PromiseTimes.MorningOf(Day(day), Zone(zone));

        Assert.Equal(At(expected), morning);
        Assert.True(PromiseTimes.EarliestMorning(Day(day)) <= morning);
    }

    [Fact]
    public void The_first_reminder_is_for_the_day_itself_the_second_for_the_next_working_day()
    {
        Assert.Equal(new DuePlan.Later(At("2026-11-27T09:00:00Z")), Reminders(Friday, null, "2026-11-27T08:59:59Z"));
        Assert.Equal(new DuePlan.Now(Friday), Reminders(Friday, null, "2026-11-27T09:00:00Z"));
        Assert.Equal(new DuePlan.Later(At("2026-11-30T09:00:00Z")), Reminders(Friday, Friday, "2026-11-27T09:00:00Z"));
        Assert.Equal(new DuePlan.Now(NextMonday), Reminders(Friday, Friday, "2026-11-30T09:00:00Z"));
        Assert.IsType<DuePlan.Never>(Reminders(Friday, NextMonday, "2026-11-30T09:00:00Z"));
    }

    [Fact]
    public void A_holiday_is_no_day_for_the_second_reminder()
    {
        var calendar = Weekdays with { Holidays = new HashSet<LocalDate> { NextMonday } };

        Assert.Equal(new DuePlan.Later(At("2026-12-01T09:00:00Z")), PromiseTimes.OfReminders(Friday, LongAgo, Friday, calendar, London, At("2026-11-27T12:00:00Z")));
    }

    [Theory]
    [InlineData("2026-11-26T19:59:59Z", "2026-11-26")] // Down since the morning: still on its day,
    [InlineData("2026-11-27T09:00:00Z", "2026-11-27")] // later than that, the second one is enough,
    [InlineData("2026-12-04T19:59:59Z", "2026-11-27")] // for a week.
    public void What_could_not_be_sent_in_time_is_sent_late(string now, string expected) => Assert.Equal(new DuePlan.Now(Day(expected)), Reminders(Thursday, null, now));

    [Fact]
    public void After_a_week_nobody_is_reminded_any_more() => Assert.IsType<DuePlan.Never>(Reminders(Thursday, null, "2026-12-04T20:00:00Z"));

    [Fact]
    public void Nobody_is_reminded_in_the_night()
    {
        Assert.Equal(new DuePlan.Later(At("2026-11-27T09:00:00Z")), Reminders(Thursday, null, "2026-11-26T20:00:00Z"));
        Assert.Equal(new DuePlan.Later(At("2026-11-28T08:00:00Z")), Reminders(Thursday, Thursday, "2026-11-27T20:00:00Z"));
        Assert.Equal(new DuePlan.Later(At("2026-11-28T08:00:00Z")), Reminders(Thursday, Thursday, "2026-11-28T07:59:59Z"));
    }

    [Fact]
    public void Who_has_spoken_of_it_since_that_morning_is_not_reminded_of_it()
    {
        var made = At("2026-11-26T15:00:00Z");

        Assert.Equal(new DuePlan.Later(At("2026-11-27T09:00:00Z")), PromiseTimes.OfReminders(Thursday, made, null, Weekdays, London, made));
        Assert.IsType<DuePlan.Never>(PromiseTimes.OfReminders(Thursday, At("2026-11-27T09:30:00Z"), null, Weekdays, London, At("2026-11-27T10:00:00Z")));
    }

    [Fact]
    public void Every_zone_has_its_morning_of_every_day_between_eight_and_eight()
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.Select(Zone).ToList();
        Assert.True(zones.Count > 300);
        foreach (var zone in zones)
        {
            for (var day = new LocalDate(2026, 1, 1); day.Year == 2026; day = day.PlusDays(1))
            {
                var local = PromiseTimes.MorningOf(day, zone).InZone(zone);
                Assert.True(local.Date == day && local.TimeOfDay == PromiseTimes.Morning, $"{zone.Id} {day}: {local}");
                Assert.True(PromiseTimes.EarliestMorning(day) <= local.ToInstant());
            }
        }
    }

    [Theory]
    [InlineData("2026-11-20T12:00:00Z", "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-23T12:00:00Z", "2026-11-30T09:00:00Z")] // Five days on is a Saturday.
    [InlineData("2026-11-20T23:59:59Z", "2026-11-25T09:00:00Z")]
    public void Whether_it_worked_is_asked_some_days_later_on_a_working_day(string kept, string asked)
    {
        Assert.Equal(new DuePlan.Later(At(asked)), PromiseTimes.OfQuestion(At(kept), Weekdays, London, At(asked) - Duration.Epsilon));
        Assert.IsType<DuePlan.Now>(PromiseTimes.OfQuestion(At(kept), Weekdays, London, At(asked)));
        Assert.True(PromiseTimes.EarliestQuestion(At(kept)) <= At(asked));
    }

    [Fact]
    public void Nobody_is_asked_in_the_night() =>
        Assert.Equal(new DuePlan.Later(At("2026-11-27T08:00:00Z")), PromiseTimes.OfQuestion(At("2026-11-20T12:00:00Z"), Weekdays, London, At("2026-11-26T21:00:00Z")));

    private static DuePlan Reminders(LocalDate by, LocalDate? reminded, string now) => PromiseTimes.OfReminders(by, LongAgo, reminded, Weekdays, London, At(now));

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
