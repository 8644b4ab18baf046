using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Huddles;

public sealed class CompanyCalendarTests
{
    private static readonly LocalDate Monday = new(2026, 11, 23);

    [Fact]
    public void Teams_in_many_zones_stand_in_one_list_soonest_first()
    {
        var london = Team("london", "C1", At(9, 15));
        var tokyo = Team("tokyo", "C2", At(9, 15)) with { TimeZone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] };
        Assert.Equal(["tokyo.2026-11-23.huddle", "london.2026-11-23.huddle", "tokyo.2026-11-24.huddle", "london.2026-11-24.huddle"], Entries(2, london, tokyo).Select(IdOf));
    }

    [Fact]
    public void Huddles_of_one_team_that_overlap_clash_both_ways()
    {
        var team = Team("a", "C1", At(9, 0) with { Id = "long", Minutes = 30 }, At(9, 29) with { Id = "short" }, At(9, 39) with { Id = "later" });
        var entries = Entries(1, team);
        Assert.Equal(["short"], entries[0].Clashes.Select(clash => clash.Other.Schedule.Id));
        Assert.Equal([(ClashReason.SameTeam, "long")], entries[1].Clashes.Select(clash => (clash.Reason, clash.Other.Schedule.Id)));
        Assert.Empty(entries[2].Clashes);
    }

    [Fact]
    public void So_do_those_of_two_teams_in_one_channel_or_with_one_lead()
    {
        var ana = Given.Ana.Id;
        var entries = Entries(
            1, Team("a", "C1", At(9, 0) with { Leads = [ana] }), Team("b", "C1", At(9, 5)), Team("c", "C3", At(9, 9) with { Leads = [Given.Ben.Id, ana] }), Team("d", "C4", At(9, 9)));
        Assert.Equal([(ClashReason.SameChannel, "b"), (ClashReason.SameLead, "c")], entries[0].Clashes.Select(clash => (clash.Reason, clash.Team.Id.Value)));
        Assert.Equal([(ClashReason.SameChannel, "a")], entries[1].Clashes.Select(clash => (clash.Reason, clash.Team.Id.Value)));
        Assert.Equal([(ClashReason.SameLead, "a")], entries[2].Clashes.Select(clash => (clash.Reason, clash.Team.Id.Value)));
        Assert.Empty(entries[3].Clashes);
    }

    [Fact]
    public void What_is_left_out_is_listed_and_clashes_with_nothing()
    {
        var holiday = new WorkingCalendar(WorkingCalendar.MondayToFriday.WorkingDays, new HashSet<LocalDate> { Monday });
        var entries = Entries(1, Team("a", "C1", At(9, 0)) with { Calendar = holiday }, Team("b", "C1", At(9, 0)));
        Assert.Equal([LeftOut.Holiday, null], entries.Select(entry => entry.Planned.LeftOut));
        Assert.All(entries, entry => Assert.Empty(entry.Clashes));
    }

    /// <summary>London, 29 March and 25 October 2026; Scoresbysund, where midnight becomes 23:00 again; Cairo, where a day begins at 01:00.</summary>
    [Theory]
    [InlineData("Europe/London", "2026-03-28", null)]
    [InlineData("Europe/London", "2026-03-29", "2026-03-29T01:00:00 +01")]
    [InlineData("Europe/London", "2026-03-30", null)]
    [InlineData("Europe/London", "2026-10-25", "2026-10-25T02:00:00 -01")]
    [InlineData("America/Scoresbysund", "2026-10-24", "2026-10-25T00:00:00 -01")]
    [InlineData("America/Scoresbysund", "2026-10-25", null)]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-24T00:00:00 +01")]
    [InlineData("Africa/Cairo", "2026-04-23", null)]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T00:00:00 +24")]
    [InlineData("UTC", "2026-03-29", null)]
    public void The_day_on_which_the_clocks_change_is_known(string zone, string day, string? change)
    {
        var found = ClockChange.On(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, DateTimeZoneProviders.Tzdb[zone]);
        Assert.Equal(change, found is null ? null : $"{found.LocalTime:s} {(found.By > Duration.Zero ? '+' : '-')}{Math.Abs(found.By.TotalHours):00}");
    }

    /// <summary>Against somebody who compares every huddle with every other.</summary>
    [Fact]
    public void Whoever_overlaps_is_told_so_and_nobody_else()
    {
        var huddles = from minute in Gen.Choose(0, 120) from minutes in Gen.Choose(1, 60) select At(8 + (minute / 60), minute % 60) with { Minutes = minutes };
        var teams = from some in Gen.ListOf(huddles, 2) from channel in Gen.Choose(1, 3) select (some, channel);
        Prop.ForAll(Gen.ListOf(teams, 4).ToArbitrary(), drawn =>
        {
            var all = drawn.Select((team, i) => Team($"t{i}", $"C{team.channel}", [.. team.some.Select((huddle, j) => huddle with { Id = $"h{j}" })])).ToArray();
            var entries = Entries(1, all);
            return entries.TrueForAll(entry => (entry.Clashes.Count > 0) == entries.Exists(other => other != entry && Overlap(entry, other) && entry.Team.Channel == other.Team.Channel)
                && entry.Clashes.All(clash => entries.Exists(other => other.Planned.Occurrence == clash.Other && Overlap(entry, other))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool Overlap(CalendarEntry a, CalendarEntry b) => StartOf(a) < EndOf(b) && StartOf(b) < EndOf(a);

    private static Instant StartOf(CalendarEntry entry) => entry.Planned.Occurrence.StartsAt;

    private static Instant EndOf(CalendarEntry entry) => StartOf(entry) + Duration.FromMinutes(entry.Planned.Occurrence.Schedule.Minutes);

    private static string IdOf(CalendarEntry entry) => entry.Planned.Occurrence.Id.ToString();

    private static HuddleSchedule At(int hour, int minute) => HuddleSchedule.Usual(new(hour, minute));

    private static FrontlineTeam Team(string id, string channel, params HuddleSchedule[] huddles) =>
        Given.FrontDesk with { Id = new(id), Channel = new(Platform.Slack, "T0001", channel), Huddles = huddles };

    private static List<CalendarEntry> Entries(int days, params FrontlineTeam[] teams) => [.. CompanyCalendar.Between(teams.Select(team => TeamSpan.OfDays(team, null, Monday, Monday.PlusDays(days))))];
}
