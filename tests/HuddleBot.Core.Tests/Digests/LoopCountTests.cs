using HuddleBot.Core.Digests;
using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>
/// Two weeks in November 2026, Monday to Sunday, told with the events of one issue: kept in time; kept late; late and still open; dropped in time; moved in time; moved too late; a slip of the finger;
/// a closing that is taken back later; an escalation that is answered in time, then resolved; one that nobody answers; one sent back; one that a question holds up.
/// </summary>
public sealed class LoopCountTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 9, 0, 0);
    private static readonly Instant NextMonday = Instant.FromUtc(2026, 11, 16, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2026, 11, 23, 0, 0);

    private static LocalDate Day(int day) => new(2026, 11, day);

    private static Instant At(int day, int hour = 12) => Instant.FromUtc(2026, 11, day, hour, 0);

    private static IssueEvent Plan(int at, int day, int hour = 12) => new IssueEvent.FixPlanned(Ana, At(at, hour), Ana, "A bucket", Day(day));

    private static IssueEvent Done(int at, Outcome outcome = Outcome.Yes) => new IssueEvent.Finished(Ana, At(at), outcome, null);

    private static IssueEvent Escalated(int at, int answerBy) => new IssueEvent.Escalated(Ana, At(at), "price", null, null, At(answerBy, 17));

    private static LoopTimeline Timeline(params IssueEvent[] events) => LoopTimeline.Of(Core.Issues.Issue.Fresh(IssueId, At(1)), events);

    private static LoopCount Inner(Instant start, Instant end, params IssueEvent[] events) => IssueTracks.Inner(Timeline(events), FrontDesk.TimeZone).Over(start, end);

    private static LoopCount Outer(Instant start, Instant end, params IssueEvent[] events) => IssueTracks.Outer(Timeline(events), FrontDesk.TimeZone).Over(start, end);

    [Fact]
    public void A_promise_that_is_done_on_its_day_is_kept()
    {
        var week = Inner(Monday, NextMonday, Plan(10, 12), Done(12));
        Assert.Equal((1, 1, 0, null, false), (week.Opened, week.Closed, week.Left, week.OpenSince, week.IsLate));
        Assert.Equal((new DigestShare(1, 1), new DigestShare(1, 1)), (week.InTime, week.Kept));
    }

    [Fact]
    public void A_promise_that_runs_out_is_judged_when_it_does_and_not_again_when_it_is_done_at_last()
    {
        IssueEvent[] events = [Plan(10, 12), Done(18)];
        var (week, next) = (Inner(Monday, NextMonday, events), Inner(NextMonday, End, events));
        Assert.Equal((0, true, new DigestShare(0, 1)), (week.Closed, week.IsLate, week.InTime));
        Assert.Equal((1, false, DigestShare.None), (next.Closed, next.IsLate, next.InTime));
    }

    [Fact]
    public void What_is_dropped_in_time_is_closed_in_time_and_not_kept()
    {
        var week = Inner(Monday, NextMonday, Plan(10, 12), new IssueEvent.Dropped(Ana, At(11), "No use"));
        Assert.Equal((1, new DigestShare(1, 1), new DigestShare(0, 1)), (week.Closed, week.InTime, week.Kept));
    }

    [Fact]
    public void Who_moves_a_date_before_it_has_come_keeps_the_new_one()
    {
        var week = Inner(Monday, NextMonday, Plan(10, 11), Plan(11, 13), Done(13));
        Assert.Equal((1, 1, new DigestShare(1, 1)), (week.Opened, week.Closed, week.InTime));
    }

    [Fact]
    public void Who_moves_it_afterwards_was_late()
    {
        var week = Inner(Monday, NextMonday, Plan(10, 11), Plan(12, 14), Done(13));
        Assert.Equal((1, 1, new DigestShare(0, 1)), (week.Opened, week.Closed, week.InTime));
    }

    [Fact]
    public void A_slip_of_the_finger_counts_nothing()
    {
        var week = Inner(Monday, NextMonday, Plan(10, 20), new IssueEvent.Undone(Ana, At(10, 13)));
        Assert.Equal(new(false, 0, 0, 0, null, false, DigestShare.None, DigestShare.None), week);
    }

    [Fact]
    public void A_closing_that_is_taken_back_in_the_next_week_is_opened_there_and_stays_closed_in_the_first()
    {
        IssueEvent[] events = [Plan(10, 20), Done(12), new IssueEvent.Undone(Ana, At(17))];
        var (week, next) = (Inner(Monday, NextMonday, events), Inner(NextMonday, End, events));
        Assert.Equal((1, 1, null), (week.Opened, week.Closed, week.OpenSince));
        Assert.Equal((false, 1, 0, At(10)), (next.OpenAtStart, next.Opened, next.Closed, next.OpenSince));
    }

    [Fact]
    public void A_plan_that_is_taken_back_in_the_next_week_leaves_there()
    {
        IssueEvent[] events = [Plan(10, 20), new IssueEvent.Undone(Ana, At(17))];
        var next = Inner(NextMonday, End, events);
        Assert.Equal((true, 0, 0, 1, null), (next.OpenAtStart, next.Opened, next.Closed, next.Left, next.OpenSince));
    }

    [Fact]
    public void Whatever_a_manager_decides_in_time_stops_the_clock_and_the_answer_closes_the_loop()
    {
        IssueEvent[] events = [Escalated(10, 12), new IssueEvent.TriageAccepted(Mia, At(11), Mia, Priority.Normal, Day(19)), new IssueEvent.TriageResolved(Mia, At(18), "It comes on Monday")];
        var (week, next) = (Outer(Monday, NextMonday, events), Outer(NextMonday, End, events));
        Assert.Equal((1, 0, At(10), false, new DigestShare(1, 1)), (week.Opened, week.Closed, week.OpenSince, week.IsLate, week.InTime));
        Assert.Equal((1, null, DigestShare.None), (next.Closed, next.OpenSince, next.InTime));
    }

    [Fact]
    public void What_is_accepted_is_late_after_its_day()
    {
        IssueEvent[] events = [Escalated(10, 12), new IssueEvent.TriageAccepted(Mia, At(11), Mia, Priority.Normal, Day(13))];
        Assert.True(Outer(Monday, NextMonday, events).IsLate);
    }

    [Fact]
    public void What_nobody_answers_is_judged_when_its_clock_runs_out()
    {
        IssueEvent[] events = [Escalated(10, 12)];
        var (week, next) = (Outer(Monday, NextMonday, events), Outer(NextMonday, End, events));
        Assert.Equal((true, new DigestShare(0, 1)), (week.IsLate, week.InTime));
        Assert.Equal((true, DigestShare.None, At(10)), (next.IsLate, next.InTime, next.OpenSince));
    }

    [Fact]
    public void What_is_sent_back_closes_the_outer_loop_and_opens_the_inner_one()
    {
        IssueEvent[] events = [Escalated(10, 12), new IssueEvent.TriageReturned(Mia, At(11), "Turn it off at night", Ana, Day(19))];
        Assert.Equal((1, 1, 0, new DigestShare(1, 1)), (Outer(Monday, NextMonday, events) is var outer ? outer.Opened : 0, outer.Closed, outer.Left, outer.InTime));
        Assert.Equal((1, 0, At(11)), (Inner(Monday, NextMonday, events) is var inner ? inner.Opened : 0, inner.Closed, inner.OpenSince));
        Assert.Equal([new LoopStory(LoopStoryKind.SentBack, IssueId, At(11))], LoopStories.Of([Timeline(events)], Monday, NextMonday));
    }

    [Fact]
    public void The_answer_to_a_question_starts_another_clock()
    {
        IssueEvent[] events =
        [
            Escalated(10, 12), new IssueEvent.TriageAsked(Mia, At(11), "Which tap?", At(13)), new IssueEvent.QuestionAnswered(Ana, At(12), "The left one", At(16, 17)),
            new IssueEvent.TriageDeclined(Mia, At(18), "Not this year"),
        ];
        var (week, next) = (Outer(Monday, NextMonday, events), Outer(NextMonday, End, events));
        Assert.Equal((new DigestShare(1, 1), 0), (week.InTime, week.Closed));
        Assert.Equal((new DigestShare(0, 1), 1), (next.InTime, next.Closed));
    }

    [Fact]
    public void That_it_worked_is_told_when_somebody_says_so_and_once()
    {
        IssueEvent[] events = [Plan(10, 12), Done(12, Outcome.TooEarly), Done(18)];
        Assert.Empty(LoopStories.Of([Timeline(events)], Monday, NextMonday));
        Assert.Equal([new LoopStory(LoopStoryKind.FixWorked, IssueId, At(18))], LoopStories.Of([Timeline(events)], NextMonday, End));
    }

    [Fact]
    public void What_is_put_off_waits_for_nobody_until_its_day()
    {
        IssueEvent[] events = [Escalated(10, 12), new IssueEvent.TriageSnoozed(Mia, At(11), Day(18)) { AnswerBy = At(18, 17) }];
        Assert.Empty(LoopStories.Undecided([Timeline(events)], FrontDesk.TimeZone, NextMonday));
        Assert.Equal([(IssueId, At(10), At(18, 17))], LoopStories.Undecided([Timeline(events)], FrontDesk.TimeZone, End));
    }
}
