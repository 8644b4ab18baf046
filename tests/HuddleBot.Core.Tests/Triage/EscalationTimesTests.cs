using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using HuddleBot.Core.Triage;
using NodaTime;
using NodaTime.Text;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Triage;

/// <summary>
/// Whose turn it is, then the stand-in, their manager, the CX leads: a working day apart, at working hours of each, in any zone, over holidays and changes of the clocks.
/// On the morning of a promised day. After a snooze. Of a question. What does not exist or is the same person is left out. After an outage only the last that is due.
/// </summary>
public sealed class EscalationTimesTests
{
    private static readonly PersonId Sam = Person("U0011", "Sam").Id;
    private static readonly PersonId Max = Person("U0012", "Max").Id;
    private static readonly PersonId Lea = Person("U0013", "Lea").Id;
    private static readonly ChannelId Managers = new(Platform.Slack, "T0001", "C0009");
    private static readonly PersonId Lou = Person("U0014", "Lou").Id;

    /// <summary>Mia's clock runs out on Tuesday, 24 November, at 17:00 in London.</summary>
    private static readonly EscalationTurn Waits = new(new Turn.Managers(Instant.FromUtc(2026, 11, 24, 17, 0)), null, Now);

    [Fact]
    public void Each_hears_of_it_a_working_day_after_the_one_before() =>
        Assert.Equal(["Owner U0009 2026-11-25T09:00", "StandIn U0011 2026-11-26T09:00", "TheirManager U0012 2026-11-27T09:00", "CxLead U0013 2026-11-30T09:00"], Walk(Team(), Waits));

    [Theory]
    [InlineData("America/New_York", "2026-11-26T14:00")]
    [InlineData("Asia/Tokyo", "2026-11-27T00:00")]
    [InlineData("Asia/Kolkata", "2026-11-26T09:00")]
    [InlineData("Pacific/Auckland", "2026-11-26T20:00")]
    public void A_stand_in_elsewhere_is_written_to_at_work(string zone, string at)
    {
        var hours = new WorkingTime(DateTimeZoneProviders.Tzdb[zone], WorkingCalendar.MondayToFriday, new(9, 0), new(17, 0));
        Assert.Equal($"StandIn U0011 {at}", Walk(Team(standIn: hours), Waits)[1]);
    }

    [Fact]
    public void Nobody_is_written_to_on_a_holiday_of_theirs()
    {
        var team = Team(owner: London(new LocalDate(2026, 11, 25)), standIn: London(new LocalDate(2026, 11, 27)));
        Assert.Equal(["Owner U0009 2026-11-26T09:00", "StandIn U0011 2026-11-30T09:00", "TheirManager U0012 2026-11-30T09:00", "CxLead U0013 2026-12-01T09:00"], All(team, Waits));
    }

    [Fact]
    public void Who_is_back_only_later_than_the_next_one_is_passed_over()
    {
        var team = Team(standIn: London([.. Enumerable.Range(23, 7).Select(day => new LocalDate(2026, 11, day))]));
        Assert.Equal(["Owner U0009 2026-11-25T09:00", "TheirManager U0012 2026-11-27T09:00", "CxLead U0013 2026-11-30T09:00"], Walk(team, Waits));
    }

    [Fact]
    public void Who_is_on_holiday_when_it_comes_is_covered_at_once_and_once()
    {
        var team = Team(owner: London([.. Enumerable.Range(20, 5).Select(day => new LocalDate(2026, 11, day))])) with { ManagerChannel = Managers };
        Assert.Equal(["Cover U0011 2026-11-20T12:00", "Owner U0009 2026-11-25T09:00", "StandIn U0011 2026-11-26T09:00"], Walk(team, Waits)[..3]);
    }

    [Theory]
    [InlineData("2026-11-20T17:30", "2026-11-23", "2026-11-23T09:00")] // On the evening before: the stand-in's morning.
    [InlineData("2026-11-21T12:00", "2026-11-23", "2026-11-23T09:00")] // On the weekend in between.
    [InlineData("2026-11-20T10:30", "2026-11-23", "2026-11-23T09:00")] // It came before, and waits when the holiday begins.
    [InlineData("2026-11-20T10:30", "2026-11-25", null)] // The clock has run out by then.
    [InlineData("2026-11-20T10:30", "2026-11-21", null)] // No working day anyway.
    public void Who_goes_on_holiday_while_it_waits_is_covered_from_then(string since, string holiday, string? at)
    {
        var team = Team(owner: London(LocalDatePattern.Iso.Parse(holiday).Value));
        Assert.Equal(at is null ? null : $"Cover U0011 {at}", Walk(team, Waits with { Since = Utc(since) }).Find(line => line.StartsWith("Cover", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nobody_covers_who_is_away_as_long_or_has_the_card_anyway_or_is_not_there()
    {
        var away = London(new LocalDate(2026, 11, 20));
        Assert.DoesNotContain(Walk(Team(owner: away, standIn: away), Waits), IsCover);
        Assert.DoesNotContain(Walk(Team(owner: away) with { Managers = [Mia.Id, Sam], ManagerChannel = null }, Waits), IsCover);
        Assert.Contains(Walk(Team(owner: away) with { Managers = [Mia.Id, Sam], ManagerChannel = Managers }, Waits), IsCover);
        Assert.DoesNotContain(Walk(Team(owner: away) with { Company = new([new(Mia.Id, away, null, Max)], [], [], [Lea], null) }, Waits), IsCover);
        Assert.DoesNotContain(Walk(Team(owner: away), new(new Turn.Owner(new(2026, 12, 4), Mia.Id), null, Now)), IsCover);

        static bool IsCover(string line) => line.StartsWith("Cover", StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_away_when_it_is_back_is_covered_then()
    {
        var team = Team(owner: London(new LocalDate(2026, 11, 23)));
        Assert.Equal(["Cover U0011 2026-11-23T09:00", "Back U0009 2026-11-24T09:00", "Owner U0009 2026-11-25T09:00"], Walk(team, Waits with { SnoozedUntil = new(2026, 11, 23) })[..3]);
    }

    [Fact]
    public void A_stand_in_of_whom_nothing_is_said_has_the_hours_of_whom_they_stand_in_for_and_not_their_holidays()
    {
        var london = London(new LocalDate(2026, 11, 26));
        var singapore = Team(owner: london) with { TimeZone = DateTimeZoneProviders.Tzdb["Asia/Singapore"] };
        Assert.Equal(["Owner U0009 2026-11-25T09:00", "StandIn U0011 2026-11-26T09:00", "TheirManager U0012 2026-11-27T09:00"], Walk(singapore, Waits)[..3]);
        Assert.Equal(london.Zone, singapore.WorkingTimeOf(Sam).Zone);
        Assert.Equal(singapore.TimeZone, singapore.WorkingTimeOf(Ana.Id).Zone);
        Assert.Equal(singapore.TimeZone, (singapore with { Managers = [Mia.Id, Sam] }).WorkingTimeOf(Sam).Zone);
    }

    [Fact]
    public void An_owner_who_is_away_for_weeks_holds_up_the_others_for_one()
    {
        var team = Team(owner: London([.. Enumerable.Range(0, 30).Select(day => new LocalDate(2026, 11, 25).PlusDays(day))]));
        Assert.Equal(["StandIn U0011 2026-12-03T09:00", "TheirManager U0012 2026-12-04T09:00", "CxLead U0013 2026-12-07T09:00"], Walk(team, Waits));
    }

    [Theory]
    [InlineData("2027-03-26T17:00", "Europe/London", "2027-03-29T08:00")]
    [InlineData("2027-10-29T16:00", "Europe/London", "2027-11-01T09:00")]
    [InlineData("2027-03-27T17:00", "Europe/Berlin", "2027-03-28T01:30")]
    [InlineData("2027-10-30T17:00", "Europe/Berlin", "2027-10-31T00:30")]
    public void Where_the_clocks_change_the_morning_is_the_one_on_the_wall(string by, string zone, string at)
    {
        // In Berlin work begins at 02:30, also on Sundays: past the gap, the earlier of two.
        var hours = zone == "Europe/London" ? London() : new WorkingTime(DateTimeZoneProviders.Tzdb[zone], new(Enum.GetValues<IsoDayOfWeek>().ToHashSet(), new HashSet<LocalDate>()), new(2, 30), new(8, 0));
        Assert.Equal($"Owner U0009 {at}", Walk(Team(owner: hours), new(new Turn.Managers(Utc(by)), null, Utc(by) - Duration.FromDays(2)))[0]);
    }

    [Fact]
    public void What_was_accepted_is_mentioned_on_the_morning_of_its_day_and_then_when_it_has_passed() =>
        Assert.Equal(
            ["DueToday U0011 2026-12-04T09:00", "Owner U0011 2026-12-07T09:00", "CxLead U0013 2026-12-10T09:00"],
            Walk(Team(), new(new Turn.Owner(new(2026, 12, 4), Sam), null, Now)));

    [Fact]
    public void Of_a_day_off_it_is_the_last_working_day_before() =>
        Assert.Equal("DueToday U0011 2026-12-04T09:00", Walk(Team(), new(new Turn.Owner(new(2026, 12, 6), Sam), null, Now))[0]);

    [Fact]
    public void Who_accepts_it_for_today_is_not_told_so_by_us() =>
        Assert.Equal("Owner U0011 2026-11-23T09:00", Walk(Team(), new(new Turn.Owner(new(2026, 11, 20), Sam), null, Now))[0]);

    [Fact]
    public void What_is_late_when_it_becomes_somebodys_turn_leaves_them_the_day() =>
        Assert.Equal(["Owner U0009 2026-12-02T09:00", "StandIn U0011 2026-12-03T09:00"], Walk(Team(), Waits with { Since = Utc("2026-12-01T10:00") })[..2]);

    [Fact]
    public void What_is_put_off_stirs_nobody_until_its_day()
    {
        var turn = Waits with { SnoozedUntil = new(2026, 12, 1) };
        Assert.Equal((0, Utc("2026-12-01T00:00")), (Plan(turn, Utc("2026-11-30T23:59")).Now.Count, Plan(turn, Utc("2026-11-30T23:59")).Next));
        Assert.Equal(["Back U0009 2026-12-01T09:00", "StandIn U0011 2026-12-02T09:00", "TheirManager U0012 2026-12-03T09:00", "CxLead U0013 2026-12-04T09:00"], Walk(Team(), turn));
    }

    [Fact]
    public void What_is_back_before_its_clock_runs_out_is_mentioned_and_then_takes_its_course() =>
        Assert.Equal(
            ["Back U0009 2026-11-23T09:00", "Owner U0009 2026-11-25T09:00", "StandIn U0011 2026-11-26T09:00"],
            Walk(Team(), Waits with { SnoozedUntil = new(2026, 11, 23) })[..3]);

    [Fact]
    public void What_is_back_on_the_very_day_that_was_promised_is_mentioned_once() =>
        Assert.Equal(["Back U0011 2026-12-04T09:00", "Owner U0011 2026-12-07T09:00"], Walk(Team(), new(new Turn.Owner(new(2026, 12, 4), Sam), new(2026, 12, 4), Now))[..2]);

    [Fact]
    public void Of_a_question_who_escalated_it_hears_and_then_the_first_manager_and_nobody_else() =>
        Assert.Equal(
            ["Owner U0001 2026-11-25T09:00", "TheirManager U0009 2026-11-26T09:00"], Walk(Team(), new(new Turn.Team(Instant.FromUtc(2026, 11, 24, 17, 0), Ana.Id), null, Now)));

    [Fact]
    public void A_manager_who_escalated_it_is_reminded_of_their_own_question_once() =>
        Assert.Equal(["Owner U0009 2026-11-25T09:00"], Walk(Team(), new(new Turn.Team(Instant.FromUtc(2026, 11, 24, 17, 0), Mia.Id), null, Now)));

    [Fact]
    public void Whoever_is_missing_or_was_reminded_before_is_left_out_and_the_others_keep_their_day()
    {
        var alone = Team() with { Company = new([new(Mia.Id, null, null, Mia.Id)], [], [], [Mia.Id, Lea], null) };
        Assert.Equal(["Owner U0009 2026-11-25T09:00", "CxLead U0013 2026-11-30T09:00"], Walk(alone, Waits));
        Assert.Equal(["Owner U0009 2026-11-25T09:00"], Walk(FrontDesk, Waits));
        Assert.Equal(["CxLead U0013 2026-11-30T09:00"], Walk(Team() with { Managers = [] }, Waits));
        Assert.Empty(Walk(FrontDesk with { Managers = [] }, Waits));
    }

    [Fact]
    public void Cx_leads_are_told_each_at_work_or_in_their_channel()
    {
        var company = Team().Company;
        var newYork = new WorkingTime(DateTimeZoneProviders.Tzdb["America/New_York"], WorkingCalendar.MondayToFriday, new(9, 0), new(17, 0));
        var two = Team() with { Company = company with { Staff = [.. company.Staff, new(Lou, newYork, null, null)], CxLeads = [Lea, Lou] } };
        Assert.Equal(["CxLead U0013 2026-11-30T09:00", "CxLead U0014 2026-11-30T14:00"], Walk(two, Waits)[3..]);
        Assert.Equal("CxLead C0010 2026-11-30T09:00", Walk(two with { Company = two.Company with { CxLeadChannel = new(Platform.Slack, "T0001", "C0010") } }, Waits)[^1]);
    }

    [Theory]
    [InlineData("2026-11-25T10:00", "Owner", "2026-11-26T09:00")]
    [InlineData("2026-11-26T16:59", "StandIn", "2026-11-27T09:00")]
    [InlineData("2026-11-27T12:00", "TheirManager", "2026-11-30T09:00")]
    [InlineData("2027-06-01T12:00", "CxLead", null)]
    public void After_an_outage_only_the_last_that_is_due_goes_out(string now, string step, string? next)
    {
        var plan = Plan(Waits, Utc(now));
        Assert.Equal(step, Assert.Single(plan.Now).Step.ToString());
        var sent = new HashSet<string> { plan.Now[0].Name };
        var after = EscalationTimes.Plan(Team(), Waits, sent, Utc(now));
        Assert.Empty(after.Now);
        Assert.Equal(next is null ? null : Utc(next), after.Next);
    }

    [Fact]
    public void At_night_it_waits_for_the_morning()
    {
        var plan = Plan(Waits, Utc("2026-11-25T22:00"));
        Assert.Empty(plan.Now);
        Assert.Equal(Utc("2026-11-26T09:00"), plan.Next);
    }

    [Fact]
    public void A_clock_keeps_its_name_until_one_begins_anew()
    {
        Turn[] turns = [Waits.Turn, new Turn.Managers(Now), new Turn.Team(Now, Ana.Id), new Turn.Owner(new(2026, 12, 4), Sam), new Turn.Owner(new(2026, 12, 5), Sam), new Turn.Owner(new(2026, 12, 4), Max)];
        LocalDate?[] days = [null, new(2026, 12, 1), new(2026, 12, 2)];
        var clocks = turns.SelectMany(turn => days.Select(day => new EscalationTurn(turn, day, Now))).ToList();
        Assert.Equal(clocks.Count, clocks.Select(turn => turn.Clock).Distinct(StringComparer.Ordinal).Count());
        Assert.All(clocks, turn => Assert.Equal(turn.Clock, (turn with { Since = Now + Duration.FromDays(1) }).Clock));
    }

    /// <summary>What goes out, and when, if somebody looks whenever it asks to be looked at again.</summary>
    private static List<string> Walk(FrontlineTeam team, EscalationTurn turn)
    {
        var (lines, sent) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        for (Instant? now = turn.Since; now is { } at;)
        {
            var plan = EscalationTimes.Plan(team, turn, sent, at);
            lines.AddRange(plan.Now.Select(reminder => Line(reminder, at)));
            sent.UnionWith(plan.Now.Select(reminder => reminder.Name));
            Assert.True(plan.Next is null || plan.Next > at);
            now = plan.Next;
        }

        return lines;
    }

    private static List<string> All(FrontlineTeam team, EscalationTurn turn) => [.. EscalationTimes.All(team, turn).Select(reminder => Line(reminder, reminder.From))];

    private static string Line(PlannedReminder reminder, Instant at) => $"{reminder.Step} {reminder.Place.Channel} {InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(at)}";

    private static ReminderPlan Plan(EscalationTurn turn, Instant now) => EscalationTimes.Plan(Team(), turn, new HashSet<string>(), now);

    /// <summary>Mia manages the front desk; Sam stands in for her, Max is her manager, Lea leads customer experience.</summary>
    private static FrontlineTeam Team(WorkingTime? owner = null, WorkingTime? standIn = null) =>
        FrontDesk with { Company = new([new(Mia.Id, owner, Sam, Max), new(Sam, standIn, null, null)], [], [], [Lea], null) };

    private static WorkingTime London(params LocalDate[] holidays) =>
        new(FrontDesk.TimeZone, WorkingCalendar.MondayToFriday with { Holidays = holidays.ToHashSet() }, new(9, 0), new(17, 0));

    private static Instant Utc(string moment) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(moment).Value;
}
