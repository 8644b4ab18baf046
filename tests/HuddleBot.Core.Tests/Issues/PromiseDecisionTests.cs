using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Issues;

/// <summary>
/// What becomes of a promise: kept · moved, and the history shows it · dropped, with a reason · taken up again as it was.
/// Too early to tell: done, and answered once, later · an answer is taken back without taking back that it is done.
/// </summary>
public sealed class PromiseDecisionTests
{
    private static readonly IssueCommand Fix = new IssueCommand.Fix(Ben, "A sign at the exit", new(2026, 11, 25));
    private static readonly IssueCommand Drop = new IssueCommand.Drop("The exit is closed now");
    private static readonly IssueCommand TooEarly = new IssueCommand.Finish(Outcome.TooEarly, "It hangs there since today");
    private static readonly IssueCommand Undo = new IssueCommand.Undo(null);

    [Fact]
    public void A_dropped_promise_keeps_what_was_promised_and_why_it_was_dropped()
    {
        var dropped = Assert.IsType<IssueState.Dropped>(Issue((Ana, Fix), (Mia, Drop)).State);

        Assert.Equal((Mia, "The exit is closed now", Ben, new LocalDate(2026, 11, 25)), (dropped.DecidedBy, dropped.Reason, dropped.Fix.Owner, dropped.Fix.By));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n ")]
    public void A_promise_is_not_dropped_without_a_reason(string? reason) =>
        Assert.Equal(Verbs.Inputs.Reason, Assert.IsType<Refusal.Missing>(Refused(Issue((Ana, Fix)), new IssueCommand.Drop(reason), Ben)).Input);

    [Fact]
    public void A_reason_longer_than_a_form_takes_is_refused() =>
        Assert.Equal(Verbs.Inputs.Reason, Assert.IsType<Refusal.TooLong>(Refused(Issue((Ana, Fix)), new IssueCommand.Drop(new('x', 3001)), Ben)).Input);

    [Fact]
    public void Undo_brings_a_dropped_promise_back_as_it_was() => Assert.Equal(Issue((Ana, Fix)).State, Issue((Ana, Fix), (Mia, Drop), (Ana, Undo)).State);

    [Fact]
    public void Only_a_promise_that_stands_is_dropped()
    {
        Assert.IsType<Refusal.NotNow>(Refused(Issue(), Drop, Ana));
        Assert.IsType<Refusal.NotNow>(Refused(Issue((Ana, new IssueCommand.Celebrate(null))), Drop, Ana));
        Assert.IsType<Refusal.NotNow>(Refused(Issue((Ana, Fix), (Ana, Undo)), Drop, Ana));
        Assert.IsType<IssueEvent.Finished>(Assert.IsType<Refusal.DecidedBefore>(Refused(Issue((Ana, Fix), (Ben, TooEarly)), Drop, Ana)).First);
        Assert.IsType<IssueEvent.Dropped>(Assert.IsType<Refusal.DecidedBefore>(Refused(Issue((Ana, Fix), (Ben, Drop)), Drop, Ana)).First);
    }

    [Fact]
    public void What_was_dropped_is_neither_done_nor_decided_anew()
    {
        var dropped = Issue((Ana, Fix), (Ben, Drop));
        foreach (var late in new[] { new IssueCommand.Finish(Outcome.Yes, null), Fix, new IssueCommand.Dismiss(null) })
            Assert.Equal(Ben, Assert.IsType<Refusal.DecidedBefore>(Refused(dropped, late, Ana)).First.By);
        Assert.IsType<Refusal.NotNow>(Refused(dropped, new IssueCommand.Change(Fix, dropped.Version), Ana));
    }

    [Fact]
    public void A_moved_promise_is_planned_again_for_the_new_day()
    {
        var planned = Issue((Ana, Fix));
        var moved = Issue((Ana, Fix), (Ben, new IssueCommand.Change(new IssueCommand.Fix(null, "A sign at the exit", new(2026, 12, 1)), planned.Version)));

        Assert.Equal(new LocalDate(2026, 12, 1), Assert.IsType<IssueEvent.FixPlanned>(moved.LastEvent).Date);
        Assert.Equal((Ben, new LocalDate(2026, 12, 1)), Assert.IsType<IssueState.FixingIt>(moved.State) is var fixing ? (fixing.Owner, fixing.By) : default);
    }

    [Fact]
    public void A_promise_that_is_overdue_is_moved_ahead_and_never_back()
    {
        var overdue = Issue((Ana, Fix));
        var later = Given.Now + Duration.FromDays(10);
        var back = new IssueCommand.Change(new IssueCommand.Fix(null, null, new(2026, 11, 27)), overdue.Version);
        var ahead = new IssueCommand.Change(new IssueCommand.Fix(null, null, new(2026, 12, 1)), overdue.Version);

        Assert.IsType<Refusal.DateInThePast>(Assert.IsType<IssueDecision.Refused>(IssueDecider.Decide(overdue, back, Ana, later, FrontDesk)).Refusal);
        Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(overdue, ahead, Ana, later, FrontDesk));
    }

    [Theory]
    [InlineData(Outcome.Yes)]
    [InlineData(Outcome.Partly)]
    [InlineData(Outcome.No)]
    public void What_was_too_early_to_tell_is_told_later_and_keeps_its_words(Outcome outcome)
    {
        var done = Assert.IsType<IssueState.Done>(Issue((Ana, Fix), (Ben, TooEarly), (Ben, new IssueCommand.Finish(outcome, null))).State);

        Assert.Equal((outcome, "It hangs there since today", Ben), (done.Outcome, done.WhatHappened, done.Fix.Owner));
    }

    [Fact]
    public void The_answer_is_given_once_and_never_that_it_is_still_too_early()
    {
        var answered = Issue((Ana, Fix), (Ben, TooEarly), (Ana, new IssueCommand.Finish(Outcome.No, null)));

        Assert.Equal(Ana, Assert.IsType<Refusal.DecidedBefore>(Refused(answered, new IssueCommand.Finish(Outcome.Yes, null), Ben)).First.By);
        Assert.Equal(Ben, Assert.IsType<Refusal.DecidedBefore>(Refused(Issue((Ana, Fix), (Ben, TooEarly)), TooEarly, Ana)).First.By);
    }

    [Fact]
    public void An_answer_that_is_taken_back_leaves_the_promise_kept()
    {
        var early = Issue((Ana, Fix), (Ben, TooEarly));
        var takenBack = Issue((Ana, Fix), (Ben, TooEarly), (Ben, new IssueCommand.Finish(Outcome.No, null)), (Ben, Undo));

        Assert.Equal(early.State, takenBack.State);
        Assert.IsType<IssueState.FixingIt>(Issue((Ana, Fix), (Ben, TooEarly), (Ben, Undo)).State);
        Assert.IsType<IssueState.FixingIt>(Issue((Ana, Fix), (Ben, TooEarly), (Ben, new IssueCommand.Finish(Outcome.No, null)), (Ben, Undo), (Ben, Undo)).State);
    }

    [Fact]
    public void A_day_that_is_further_off_than_anybody_promises_is_refused_wherever_it_is_entered()
    {
        var today = Given.Now.InZone(FrontDesk.TimeZone).Date;
        var (last, far) = (today.PlusYears(IssueLimits.DateYears), new LocalDate(9999, 12, 31));

        Assert.Equal(last, Assert.IsType<IssueState.FixingIt>(Issue((Ana, new IssueCommand.Fix(null, null, last))).State).By);
        Assert.IsType<Refusal.DateTooFar>(Refused(Issue(), new IssueCommand.Fix(null, null, last.PlusDays(1)), Ana));
        Assert.IsType<Refusal.DateTooFar>(Refused(Issue(), new IssueCommand.Fix(null, null, far), Ana));
        var fixing = Issue((Ana, Fix));
        Assert.IsType<Refusal.DateTooFar>(Refused(fixing, new IssueCommand.Change(new IssueCommand.Fix(null, null, far), fixing.Version), Ana));
        Assert.IsType<Refusal.DateTooFar>(Refused(Issue((Ana, new IssueCommand.Escalate(null, null, null))), new IssueCommand.TriageAccept(null, Priority.Normal, far), Ana));
    }

    [Fact]
    public void The_form_of_a_drop_says_why()
    {
        var form = new FormAnswer(new Dictionary<string, string>(StringComparer.Ordinal) { [Verbs.Inputs.Reason] = " The exit is closed now " });

        Assert.Equal(Drop, Assert.IsType<FormReading.Decision>(DecisionForms.Read(Verbs.Drop, form, null)).Command);
        Assert.Equal(new ButtonMeaning.OpenForm(FormKind.Drop), ButtonMeaning.ByVerb[Verbs.Drop]);
    }

    private static Refusal Refused(Issue issue, IssueCommand command, Actor by) =>
        Assert.IsType<IssueDecision.Refused>(IssueDecider.Decide(issue, command, by, Given.Now, FrontDesk)).Refusal;
}
