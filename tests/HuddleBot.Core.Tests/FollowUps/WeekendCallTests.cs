using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using NodaTime.Text;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.FollowUps;

/// <summary>
/// 48 hours by the customer's clock, whenever they write: over weekends, holidays and the change of the clocks, with managers who work at night, on other days, in other zones.
/// The team works in London, Monday to Friday; its manager is Mia.
/// </summary>
public sealed class WeekendCallTests
{
    private static readonly Actor Cleo = Person("U0003", "Cleo");
    private static readonly Actor Dan = Person("U0004", "Dan");
    private static readonly Duration TwoDays = Duration.FromHours(48);

    /// <summary>Three weeks with Christmas, New Year, and a team that is closed in between; and the nights in which clocks change.</summary>
    private static IEnumerable<Instant> Arrivals =>
        Every(At("2026-12-14T00:00"), At("2027-01-05T00:00")).Concat(Every(At("2027-03-25T00:00"), At("2027-03-30T00:00"))).Concat(Every(At("2026-10-22T00:00"), At("2026-10-28T00:00")));

    public static TheoryData<string> Companies => [.. All.Keys];

    private static Dictionary<string, FrontlineTeam> All => new(StringComparer.Ordinal)
    {
        ["nobody but the manager, on the team's days"] = London(),
        ["the team works every day"] = London() with { Calendar = EveryDay },
        ["the manager works at night"] = With(new StaffMember(Mia.Id, Hours("Europe/London", 0, 8), null, null)),
        ["the manager works in Singapore"] = With(new StaffMember(Mia.Id, Hours("Asia/Singapore", 9, 17), null, null)),
        ["the manager works in Honolulu, the stand-in in Auckland"] =
            With(new StaffMember(Mia.Id, Hours("Pacific/Honolulu", 9, 17), Cleo.Id, null), new StaffMember(Cleo.Id, Hours("Pacific/Auckland", 9, 17), null, null)),
        ["the stand-in works from Sunday to Thursday"] =
            With(new StaffMember(Mia.Id, null, Cleo.Id, null), new StaffMember(Cleo.Id, Hours("Asia/Dubai", 9, 17, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday), null, null)),
        ["a CX lead works every day"] = With(new StaffMember(Dan.Id, Hours("America/New_York", 9, 17, [.. EveryDay.WorkingDays]), null, null)) is var team
            ? team with { Company = team.Company with { CxLeads = [Dan.Id] } } : team,
        ["the manager works two days a week"] = With(new StaffMember(Mia.Id, Hours("Europe/London", 9, 13, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday), null, null)),
        ["a call is due within twelve hours"] = London() with { FollowUp = new(12, true) },
        ["a call is due within two days"] = London() with { FollowUp = new(48, true) },
    };

    [Theory]
    [MemberData(nameof(Companies))]
    public void A_call_that_nobody_claims_is_due_and_told_to_somebody_who_can_act_within_48_hours_by_the_clock(string company)
    {
        var team = All[company];
        var looked = 0;
        foreach (var received in Arrivals)
        {
            var call = Opened(team, received);
            Assert.InRange(call.DueAt, received, received + TwoDays);
            var told = FollowUpReminders.Of(call, team, team.WorkingTimeOf).Where(reminder => reminder.To is not null).ToList();
            Assert.True(told.Exists(reminder => reminder.At <= received + TwoDays), $"{company}: of what came at {received} nobody is told before {told[0].At}");
            Assert.All(told, reminder => Assert.True(IsByDay(team, reminder), $"{company}: {reminder}"));
            looked++;
        }

        Assert.True(looked > 1000);
    }

    [Theory]
    [MemberData(nameof(Companies))]
    public void Of_a_call_that_was_claimed_and_of_a_promise_somebody_above_hears_within_48_hours_of_the_clock_running_out(string company)
    {
        var team = All[company];
        foreach (var received in Arrivals)
        {
            var claimed = FollowUpHistory.Apply(Opened(team, received), new FollowUpEvent.Claimed(Ana, received));
            Above(team, claimed, claimed.DueAt);
            var day = received.InZone(team.TimeZone).Date.PlusDays(1);
            var promised = FollowUpHistory.Apply(claimed, new FollowUpEvent.Finished(Ana, received, ContactOutcome.Reached, "The money back", day));
            Above(team, promised, team.WorkingTimeOf(Ana.Id).At(day, team.WorkingTimeOf(Ana.Id).To));
        }

        static void Above(FrontlineTeam team, FollowUp followUp, Instant end)
        {
            var above = FollowUpReminders.Of(followUp, team, team.WorkingTimeOf).Where(reminder => reminder.Rung != FollowUpRung.Owner).ToList();
            Assert.Contains(above, reminder => reminder.At <= end + TwoDays);
            Assert.All(above, reminder => Assert.True(reminder.At >= end && IsByDay(team, reminder), $"{reminder} of {end}"));
        }
    }

    [Theory]
    [MemberData(nameof(Companies))]
    public void Of_a_promise_its_owner_hears_by_day_before_it_breaks_whatever_day_it_is_for(string company)
    {
        var team = All[company];
        foreach (var made in Arrivals.Where(at => at.InUtc() is { Minute: 0, Hour: 1 or 7 or 13 or 16 }))
        {
            for (var days = 1; days <= 10; days++)
            {
                var day = made.InZone(team.TimeZone).Date.PlusDays(days);
                var hours = team.WorkingTimeOf(Mia.Id);
                var promised = FollowUpHistory.Apply(
                    FollowUpHistory.Apply(Opened(team, made), new FollowUpEvent.TakenOver(Mia, made)), new FollowUpEvent.Finished(Mia, made, ContactOutcome.Reached, "The money back", day));
                if (made >= hours.At(day, hours.To - Period.FromHours(2))) continue;
                var told = FollowUpReminders.Of(promised, team, team.WorkingTimeOf).Where(reminder => reminder.Rung == FollowUpRung.Owner).ToList();
                Assert.NotEmpty(told);
                Assert.All(told, reminder => Assert.True(reminder.At > made && reminder.At < hours.At(day, hours.To) && IsByDay(team, reminder), $"{company}: {reminder}, made {made}"));
            }
        }
    }

    [Fact]
    public void What_was_promised_for_a_Saturday_is_told_on_Friday()
    {
        var claimed = FollowUpHistory.Apply(Opened(London(), At("2026-11-24T10:00")), new FollowUpEvent.Claimed(Ana, At("2026-11-24T11:00")));
        var promised = FollowUpHistory.Apply(claimed, new FollowUpEvent.Finished(Ana, At("2026-11-24T12:00"), ContactOutcome.Reached, "The money back", new(2026, 11, 28)));
        Assert.Equal(
            [(FollowUpReason.PromiseIsDue, Ana.Id, At("2026-11-27T09:00")), (FollowUpReason.PromiseIsAboutToBreak, Ana.Id, At("2026-11-27T15:00")), (FollowUpReason.PromiseIsBroken, Mia.Id, At("2026-11-30T09:00"))],
            FollowUpReminders.Of(promised, London(), London().WorkingTimeOf).Select(reminder => (reminder.Reason, reminder.To!, reminder.At)));
    }

    [Fact]
    public void On_a_Friday_evening_whoever_works_sooner_is_told_when_they_begin()
    {
        var team = All["the stand-in works from Sunday to Thursday"];
        var call = Opened(team, At("2026-11-20T18:00"));

        // Sunday, 09:00 in Dubai; two hours later it is due.
        Assert.Equal(At("2026-11-22T07:00"), call.DueAt);
        Assert.Equal(
            (FollowUpReason.NobodyWorks, Cleo.Id, At("2026-11-22T05:00")),
            FollowUpReminders.Of(call, team, team.WorkingTimeOf).Select(reminder => (reminder.Reason, reminder.To!, reminder.At)).First());
    }

    [Fact]
    public void Where_nobody_works_in_time_the_manager_is_told_by_day_on_the_weekend_and_again_when_they_work()
    {
        var team = London();
        Assert.Equal(
            [(FollowUpReason.NobodyWorks, Mia.Id, At("2026-11-21T09:00")), (FollowUpReason.CallIsDue, Mia.Id, At("2026-11-23T09:00"))],
            FollowUpReminders.Of(Opened(team, At("2026-11-20T18:00")), team, team.WorkingTimeOf).Select(reminder => (reminder.Reason, reminder.To!, reminder.At)));
    }

    [Fact]
    public void Nobody_is_written_to_on_a_weekend_as_long_as_Monday_is_soon_enough()
    {
        var team = London();
        Assert.Equal([At("2026-11-23T11:00")], FollowUpReminders.Of(Opened(team, At("2026-11-21T12:00")), team, team.WorkingTimeOf).Where(reminder => reminder.To is not null).Select(reminder => reminder.At));
    }

    [Fact]
    public void What_is_left_undone_on_a_Friday_is_told_to_the_manager_before_the_weekend()
    {
        var claimed = FollowUpHistory.Apply(Opened(London(), At("2026-11-19T10:00")), new FollowUpEvent.Claimed(Ana, At("2026-11-19T11:00")));
        Assert.Equal(
            [(Ana.Id, At("2026-11-20T10:00")), (Mia.Id, At("2026-11-20T17:00"))],
            FollowUpReminders.Of(claimed, London(), London().WorkingTimeOf).Select(reminder => (reminder.To!, reminder.At)));
    }

    [Fact]
    public void A_call_that_is_given_back_before_the_weekend_has_a_clock_of_its_own_again()
    {
        var team = London();
        var claimed = FollowUpHistory.Apply(Opened(team, At("2026-11-20T10:00")), new FollowUpEvent.Claimed(Ana, At("2026-11-20T11:00")));
        var left = FollowUpHistory.Apply(claimed, new FollowUpEvent.LeftWord(Ana, At("2026-11-20T12:00"), FollowUpTimes.NextWorkingDay(team, At("2026-11-20T12:00"))));
        Assert.Equal(At("2026-11-23T17:00"), left.DueAt);
        var released = Assert.IsType<FollowUpDecision.Accepted>(FollowUpDecider.Decide(left, new FollowUpCommand.Release(), Ana, At("2026-11-20T14:00"), team, mayTakeOver: false)).Event;
        Assert.Equal(At("2026-11-20T17:00"), FollowUpHistory.Apply(left, released).DueAt);
    }

    [Fact]
    public void A_call_that_is_given_back_after_it_was_due_is_told_to_the_manager_though_its_owner_was_told_before()
    {
        var claimed = FollowUpHistory.Apply(Opened(London(), At("2026-11-24T10:00")), new FollowUpEvent.Claimed(Ana, At("2026-11-24T11:00")));
        var released = FollowUpHistory.Apply(claimed, new FollowUpEvent.Released(Ana, At("2026-11-25T12:00"), At("2026-11-26T12:00")));
        var (before, after) = (FollowUpReminders.Of(claimed, London(), London().WorkingTimeOf), FollowUpReminders.Of(released, London(), London().WorkingTimeOf));
        Assert.DoesNotContain(after.First(reminder => reminder.To == Mia.Id && reminder.At <= At("2026-11-25T12:00")).Name, before.Where(reminder => reminder.To == Ana.Id).Select(reminder => reminder.Name));
    }

    private static WorkingCalendar EveryDay { get; } = new(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToHashSet(), new HashSet<LocalDate>());

    private static FrontlineTeam London() => FrontDesk with
    {
        Calendar = WorkingCalendar.MondayToFriday with { Holidays = new HashSet<LocalDate> { new(2026, 12, 25), new(2026, 12, 28), new(2026, 12, 29), new(2026, 12, 30), new(2026, 12, 31), new(2027, 1, 1), new(2027, 3, 26), new(2027, 3, 29) } },
    };

    private static FrontlineTeam With(params StaffMember[] staff) => London() with { Company = Company.Empty with { Staff = staff } };

    private static WorkingTime Hours(string zone, int from, int to, params IsoDayOfWeek[] days) =>
        new(DateTimeZoneProviders.Tzdb[zone], days.Length == 0 ? WorkingCalendar.MondayToFriday : new(days.ToHashSet(), new HashSet<LocalDate>()), new(from, 0), new(to, 0));

    /// <summary>Within the hours of the day of whoever gets it; the calendar may say otherwise only where nobody else works in time.</summary>
    private static bool IsByDay(FrontlineTeam team, FollowUpReminder reminder)
    {
        var hours = team.WorkingTimeOf(reminder.To);
        var local = reminder.At.InZone(hours.Zone).TimeOfDay;
        return local >= hours.From && local <= hours.To;
    }

    private static FollowUp Opened(FrontlineTeam team, Instant at) => FollowUpHistory.Begin(IssueId, new(at, at, FollowUpTimes.DueAt(team, at), IssueId));

    private static IEnumerable<Instant> Every(Instant from, Instant to)
    {
        for (var at = from; at < to; at += Duration.FromMinutes(30)) yield return at;
    }

    private static Instant At(string utc) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(utc).Value.InUtc().ToInstant();
}
