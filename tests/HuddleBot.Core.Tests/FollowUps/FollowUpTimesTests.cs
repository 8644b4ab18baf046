using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using NodaTime.Text;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.FollowUps;

/// <summary>When a call is due and who hears of it: London, Monday to Friday, 09:00 to 17:00, winter time.</summary>
public sealed class FollowUpTimesTests
{
    private static readonly Actor Cleo = Person("U0003", "Cleo");
    private static readonly Actor Dan = Person("U0004", "Dan");

    [Theory]
    [InlineData("2026-11-24T10:00", "2026-11-25T10:00")] // Within working hours: to the minute.
    [InlineData("2026-11-24T18:00", "2026-11-25T17:00")] // In the evening: brought forward to the end of that day.
    [InlineData("2026-11-24T02:00", "2026-11-24T17:00")] // In the night: by the end of the day before.
    [InlineData("2026-11-20T10:00", "2026-11-20T17:00")] // A Friday morning: before the weekend.
    [InlineData("2026-11-20T14:00", "2026-11-20T17:00")] // A Friday afternoon: Monday would be too late, so before the weekend all the same.
    [InlineData("2026-11-20T18:00", "2026-11-22T17:00")] // A Friday evening: nobody works in time, so the last decent moment before 48 hours are over.
    [InlineData("2026-11-21T12:00", "2026-11-23T11:00")] // A Saturday: Monday morning is soon enough.
    [InlineData("2026-11-22T10:00", "2026-11-23T10:00")]
    public void A_call_is_due_a_day_on_while_the_team_works(string received, string due) => Assert.Equal(At(due), FollowUpTimes.DueAt(FrontDesk, At(received)));

    [Fact]
    public void A_team_that_works_every_day_is_never_given_more_than_a_day_in_the_day_or_a_day_and_two_hours_at_night()
    {
        var station = FrontDesk with { Calendar = new(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToHashSet(), new HashSet<LocalDate>()) };
        for (var received = Now; received < Now + Duration.FromDays(8); received += Duration.FromMinutes(10))
        {
            var given = FollowUpTimes.DueAt(station, received) - received;
            Assert.InRange(given.TotalHours, 6, 24);
        }
    }

    [Fact]
    public void Half_time_is_told_in_working_hours_or_not_at_all()
    {
        Assert.Equal(At("2026-11-25T09:00"), FollowUpTimes.HalfTime(FrontDesk, Opened("2026-11-24T10:00")));
        Assert.Equal(At("2026-11-20T13:30"), FollowUpTimes.HalfTime(FrontDesk, Opened("2026-11-20T10:00")));
        Assert.Equal(At("2026-11-20T15:30"), FollowUpTimes.HalfTime(FrontDesk, Opened("2026-11-20T14:00")));
        Assert.Null(FollowUpTimes.HalfTime(FrontDesk, Opened("2026-11-20T18:00")));
    }

    [Fact]
    public void What_nobody_claims_climbs_a_working_day_a_rung()
    {
        var team = FrontDesk with { Company = Company.Empty with { Staff = [new(Mia.Id, null, Ben.Id, Cleo.Id)], CxLeads = [Dan.Id] } };
        Assert.Equal(
            [("half", null, At("2026-11-25T09:00")), ("call", Mia.Id, At("2026-11-25T10:00")), ("call", Ben.Id, At("2026-11-26T10:00")), ("call", Cleo.Id, At("2026-11-27T10:00")), ("call", Dan.Id, At("2026-11-30T10:00"))],
            FollowUpReminders.Of(Opened("2026-11-24T10:00"), team, team.WorkingTimeOf).Select(reminder => (reminder.Reason == FollowUpReason.HalfTime ? "half" : "call", reminder.To, reminder.At)));
    }

    [Fact]
    public void Who_has_claimed_it_is_reminded_before_their_manager()
    {
        var claimed = FollowUpHistory.Apply(Opened("2026-11-24T10:00"), new FollowUpEvent.Claimed(Ana, At("2026-11-24T11:00")));
        Assert.Equal([(Ana.Id, At("2026-11-25T10:00")), (Mia.Id, At("2026-11-26T10:00"))], FollowUpReminders.Of(claimed, FrontDesk, FrontDesk.WorkingTimeOf).Select(reminder => (reminder.To!, reminder.At)));
    }

    [Fact]
    public void A_promise_is_told_in_the_morning_two_hours_before_the_end_and_when_it_breaks()
    {
        var claimed = FollowUpHistory.Apply(Opened("2026-11-24T10:00"), new FollowUpEvent.Claimed(Ana, At("2026-11-24T11:00")));
        var promised = FollowUpHistory.Apply(claimed, new FollowUpEvent.Finished(Ana, At("2026-11-24T12:00"), ContactOutcome.Reached, "The money back", new(2026, 11, 26)));
        Assert.Equal(
            [
                (FollowUpReason.PromiseIsDue, Ana.Id, At("2026-11-26T09:00")), (FollowUpReason.PromiseIsAboutToBreak, Ana.Id, At("2026-11-26T15:00")),
                (FollowUpReason.PromiseIsBroken, Mia.Id, At("2026-11-26T17:00")),
            ],
            FollowUpReminders.Of(promised, FrontDesk, FrontDesk.WorkingTimeOf).Select(reminder => (reminder.Reason, reminder.To!, reminder.At)));
    }

    private static FollowUp Opened(string at) => FollowUpHistory.Begin(IssueId, new(At(at), At(at), FollowUpTimes.DueAt(FrontDesk, At(at)), IssueId));

    private static Instant At(string london) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(london).Value.InUtc().ToInstant();
}
