using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Tests.Huddles;

public sealed class HuddleCalendarTests
{
    private static readonly HuddleSchedule Morning = HuddleSchedule.Usual(new(9, 15));

    [Fact]
    public void A_team_meets_on_its_working_days_unless_it_says_which()
    {
        Assert.Equal(
            ["2026-11-20T09:15Z", "2026-11-23T09:15Z", "2026-11-24T09:15Z", "2026-11-25T09:15Z", "2026-11-26T09:15Z", "2026-11-27T09:15Z"], Starts("2026-11-20", "2026-11-28", Morning));
        Assert.Equal(["2026-11-21T09:15Z"], Starts("2026-11-20", "2026-11-28", Morning with { Days = On(IsoDayOfWeek.Saturday) }));
    }

    [Fact]
    public void A_weekly_one_and_several_a_day_come_in_the_order_of_the_clock()
    {
        var evening = Morning with { Id = "evening", At = new(17, 0) };
        var weekly = Morning with { Id = "weekly", At = new(12, 0), Days = On(IsoDayOfWeek.Friday) };
        Assert.Equal(
            ["2026-11-20-huddle", "2026-11-20-weekly", "2026-11-20-evening", "2026-11-23-huddle", "2026-11-23-evening"],
            Occurrences("2026-11-20", "2026-11-24", evening, weekly, Morning).Select(occurrence => occurrence.Id.Key));
    }

    [Fact]
    public void Holidays_and_pauses_are_left_out_and_it_is_known_why()
    {
        var team = Team(Morning with { Pauses = [new(new(2026, 11, 24), new(2026, 11, 25))] }) with
        {
            Calendar = WorkingCalendar.MondayToFriday with { Holidays = new HashSet<LocalDate> { new(2026, 11, 23) } },
        };
        var asked = new HuddlePause(new(2026, 11, 26), new(2026, 11, 26));
        var plan = HuddleCalendar.PlanBetween(team, asked, Utc("2026-11-20T00:00Z"), Utc("2026-11-28T00:00Z")).ToList();
        Assert.Equal(new LeftOut?[] { null, LeftOut.Holiday, LeftOut.Pause, LeftOut.Pause, LeftOut.AskedPause, null }, plan.Select(planned => planned.LeftOut));
        Assert.Equal(["2026-11-20T09:15Z", "2026-11-27T09:15Z"], HuddleCalendar.Next(team, asked, Utc("2026-11-20T00:00Z"), 2).Select(Text));
    }

    [Fact]
    public void A_huddle_can_be_held_on_holidays()
    {
        var team = Team(Morning with { OnHolidays = true }) with { Calendar = WorkingCalendar.MondayToFriday with { Holidays = new HashSet<LocalDate> { new(2026, 11, 20) } } };
        Assert.Equal("2026-11-20T09:15Z", Text(Assert.Single(HuddleCalendar.Next(team, null, Utc("2026-11-20T00:00Z"), 1))));
    }

    [Fact]
    public void The_first_moment_is_in_and_the_last_is_not()
    {
        Assert.Equal(["2026-11-20T09:15Z"], HuddleCalendar.Between(Team(Morning), null, Utc("2026-11-20T09:15Z"), Utc("2026-11-23T09:15Z")).Select(Text));
        Assert.Empty(HuddleCalendar.Between(Team(Morning), null, Utc("2026-11-20T09:16Z"), Utc("2026-11-23T09:15Z")));
        Assert.Empty(HuddleCalendar.Between(Team(), null, Utc("2026-11-20T00:00Z"), Utc("2027-11-20T00:00Z")));
    }

    /// <summary>The shift that begins on Friday evening meets at 02:00 on Saturday: on a day that is no working day, after a day that is.</summary>
    [Fact]
    public void A_night_shift_meets_on_the_morning_after_the_day_on_which_it_began()
    {
        var night = Morning with { At = new(2, 0), IsOfDayBefore = true };
        var occurrences = Occurrences("2026-11-20T12:00", "2026-11-25", night);
        Assert.Equal(["2026-11-21T02:00Z", "2026-11-24T02:00Z"], occurrences.Select(Text));
        Assert.Equal([new(2026, 11, 20), new LocalDate(2026, 11, 23)], occurrences.Select(occurrence => occurrence.Id.Date));

        var team = Team(night) with { Calendar = WorkingCalendar.MondayToFriday with { Holidays = new HashSet<LocalDate> { new(2026, 11, 20) } } };
        Assert.Equal(LeftOut.Holiday, HuddleCalendar.PlanBetween(team, null, Utc("2026-11-20T12:00Z"), Utc("2026-11-22T00:00Z")).Single().LeftOut);
    }

    /// <summary>London: on 29 March 2026 01:00 becomes 02:00; on 25 October 2026 02:00 becomes 01:00 again.</summary>
    [Theory]
    [InlineData("00:59", "2026-03-29", "2026-03-29T00:59Z", ClockShift.None)]
    [InlineData("01:00", "2026-03-29", "2026-03-29T01:00Z", ClockShift.Skipped)]
    [InlineData("01:30", "2026-03-29", "2026-03-29T01:00Z", ClockShift.Skipped)]
    [InlineData("02:00", "2026-03-29", "2026-03-29T01:00Z", ClockShift.None)]
    [InlineData("00:59", "2026-10-25", "2026-10-24T23:59Z", ClockShift.None)]
    [InlineData("01:30", "2026-10-25", "2026-10-25T00:30Z", ClockShift.Repeated)]
    [InlineData("02:00", "2026-10-25", "2026-10-25T02:00Z", ClockShift.None)]
    public void Where_the_clocks_change_it_starts_after_the_gap_and_at_the_first_of_two(string at, string day, string starts, ClockShift shift)
    {
        var date = LocalDatePattern.Iso.Parse(day).Value;
        var schedule = Morning with { At = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(at).Value, Days = On(IsoDayOfWeek.Sunday) };
        var midnight = date.AtStartOfDayInZone(Given.FrontDesk.TimeZone).ToInstant();
        var occurrence = Assert.Single(HuddleCalendar.Between(Team(schedule), null, midnight, midnight + Duration.FromDays(1)));
        Assert.Equal((starts, shift, date), (Text(occurrence), occurrence.Shift, occurrence.Id.Date));
    }

    /// <summary>Samoa went from 29 to 31 December 2011: nobody had the 30th, though the night shift of the 29th met as soon as there was a morning.</summary>
    [Fact]
    public void A_day_that_the_zone_leaves_out_has_no_huddle()
    {
        var everyDay = On(Enum.GetValues<IsoDayOfWeek>());
        var team = Team(Morning with { Days = everyDay }, Morning with { Id = "night", At = new(2, 0), Days = everyDay, IsOfDayBefore = true }) with { TimeZone = DateTimeZoneProviders.Tzdb["Pacific/Apia"] };
        var plan = HuddleCalendar.PlanBetween(team, null, Utc("2011-12-29T10:00Z"), Utc("2011-12-31T10:00Z"));
        Assert.Equal(
            [
                ("2011-12-28-night", "2011-12-29T12:00Z", null), ("2011-12-29-huddle", "2011-12-29T19:15Z", null), ("2011-12-29-night", "2011-12-30T10:00Z", null),
                ("2011-12-30-huddle", "2011-12-30T10:00Z", LeftOut.NoSuchDay), ("2011-12-30-night", "2011-12-30T12:00Z", LeftOut.NoSuchDay),
                ("2011-12-31-huddle", "2011-12-30T19:15Z", (LeftOut?)null),
            ],
            plan.Select(planned => (planned.Occurrence.Id.Key, Text(planned.Occurrence), planned.LeftOut)));
    }

    private static IReadOnlySet<IsoDayOfWeek> On(params IsoDayOfWeek[] days) => days.Where(day => day != IsoDayOfWeek.None).ToHashSet();

    private static FrontlineTeam Team(params HuddleSchedule[] huddles) => Given.FrontDesk with { Huddles = huddles };

    private static IEnumerable<string> Starts(string from, string until, params HuddleSchedule[] huddles) => Occurrences(from, until, huddles).Select(Text);

    private static List<HuddleOccurrence> Occurrences(string from, string until, params HuddleSchedule[] huddles) =>
        [.. HuddleCalendar.Between(Team(huddles), null, Utc(from), Utc(until))];

    private static string Text(HuddleOccurrence occurrence) => Minute.Format(occurrence.StartsAt);

    private static Instant Utc(string text) => Minute.Parse(text.Length == 10 ? $"{text}T00:00Z" : text.EndsWith('Z') ? text : $"{text}Z").Value;

    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");
}
