using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Issues;

/// <summary>
/// Tagging: the first decision wins · every field has a default · dates lie ahead · done asks for a fix.
/// Changing and undoing: only what the person has seen · what a manager has decided stays.
/// Triage: a decline needs a reason, a resolve an answer · accepted can still be resolved, declined, reassigned · decided once.
/// </summary>
public sealed class IssueDeciderTests
{
    private static readonly IssueCommand Fix = new IssueCommand.Fix(null, null, null);
    private static readonly IssueCommand Escalate = new IssueCommand.Escalate(null, null, null);
    private static readonly IssueCommand Accept = new IssueCommand.TriageAccept(null, Priority.Normal, null);

    [Fact]
    public void A_fix_without_any_words_is_owned_by_who_decides_and_due_two_working_days_on()
    {
        var fixing = Assert.IsType<IssueState.FixingIt>(Issue((Ana, Fix)).State);

        Assert.Equal((Ana, Ana, null, new LocalDate(2026, 11, 24)), (fixing.DecidedBy, fixing.Owner, fixing.Try, fixing.By));
    }

    [Fact]
    public void An_escalation_without_any_words_has_the_first_category_and_a_clock_in_working_days()
    {
        var escalated = Assert.IsType<IssueState.EscalatedToManager>(Issue((Ana, Escalate)).State);

        Assert.Equal("price", escalated.Escalation.Category);
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 17, 0), escalated.Escalation.AnswerBy);
        Assert.IsType<TriageState.Waiting>(escalated.Escalation.Triage);
    }

    [Fact]
    public void The_second_to_decide_is_told_what_the_first_decided()
    {
        IssueCommand[] tags = [Fix, Escalate, new IssueCommand.Celebrate(null), new IssueCommand.Dismiss(null)];
        foreach (var first in tags)
        {
            foreach (var second in tags)
            {
                var refusal = Assert.IsType<Refusal.DecidedBefore>(Refused(Issue((Ana, first)), second, Ben));
                Assert.Equal(Ana, refusal.First.By);
            }
        }
    }

    [Fact]
    public void A_date_in_the_past_is_refused_today_is_not()
    {
        Assert.IsType<Refusal.DateInThePast>(Refused(Issue(), new IssueCommand.Fix(null, null, new(2026, 11, 19)), Ana));
        Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(Issue(), new IssueCommand.Fix(null, null, new(2026, 11, 20)), Ana, Now, FrontDesk));
    }

    [Fact]
    public void Words_of_nothing_but_space_are_no_words()
    {
        Assert.IsType<Refusal.Missing>(Refused(Issue(), new IssueCommand.Raise(" \n"), Ana));
        Assert.Null(Assert.IsType<IssueState.FixingIt>(Issue((Ana, new IssueCommand.Fix(null, "  ", null))).State).Try);
    }

    [Fact]
    public void Words_longer_than_a_form_takes_are_refused_with_the_limit()
    {
        var refusal = Assert.IsType<Refusal.TooLong>(Refused(Issue(), new IssueCommand.Fix(null, new('x', 3001), null), Ana));
        Assert.Equal(("try", 3000), (refusal.Input, refusal.Limit));
    }

    [Fact]
    public void Without_managers_nobody_can_be_asked()
    {
        var team = FrontDesk with { Managers = [], ManagerChannel = null };
        var decision = IssueDecider.Decide(Issue(), Escalate, Ana, Now, team);
        Assert.IsType<Refusal.NobodyToEscalateTo>(Assert.IsType<IssueDecision.Refused>(decision).Refusal);
    }

    [Fact]
    public void Done_keeps_the_promise_that_it_closes()
    {
        var done = Assert.IsType<IssueState.Done>(Issue((Ana, new IssueCommand.Fix(null, "A sign at the exit", null)), (Ben, new IssueCommand.Finish(Outcome.Partly, "Most find it now"))).State);
        Assert.Equal((Outcome.Partly, "Most find it now", "A sign at the exit", Ben), (done.Outcome, done.WhatHappened, done.Fix.Try, done.DecidedBy));
    }

    [Fact]
    public void Done_is_refused_where_nothing_is_being_fixed_and_the_second_is_told()
    {
        var finish = new IssueCommand.Finish(Outcome.Yes, null);
        Assert.IsType<Refusal.NotNow>(Refused(Issue(), finish, Ana));
        Assert.IsType<Refusal.NotNow>(Refused(Issue((Ana, Escalate)), finish, Ana));
        Assert.Equal(Ana, Assert.IsType<Refusal.DecidedBefore>(Refused(Issue((Ana, Fix), (Ana, finish)), finish, Ben)).First.By);
    }

    [Fact]
    public void Undo_takes_back_one_step()
    {
        var undo = new IssueCommand.Undo(null);
        Assert.IsType<IssueState.Undecided>(Issue((Ana, Fix), (Ben, undo)).State);
        Assert.IsType<IssueState.Undecided>(Issue((Ana, Escalate), (Ben, undo)).State);
        Assert.IsType<IssueState.FixingIt>(Issue((Ana, Fix), (Ana, new IssueCommand.Finish(Outcome.No, null)), (Ben, undo)).State);
        Assert.IsType<Refusal.NotNow>(Refused(Issue(), undo, Ana));
    }

    [Fact]
    public void What_a_manager_has_decided_is_not_undone_by_the_team()
    {
        var refusal = Refused(Issue((Ana, Escalate), (Mia, Accept)), new IssueCommand.Undo(null), Ana);
        Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(refusal).First.By);
    }

    [Fact]
    public void A_change_replaces_the_plan_that_the_person_has_seen_and_no_other()
    {
        var issue = Issue((Ana, Fix));
        var change = new IssueCommand.Change(new IssueCommand.Fix(Ben, "Ask the porter", null), issue.Version);

        var fixing = Assert.IsType<IssueState.FixingIt>(Issue((Ana, Fix), (Ben, change)).State);
        Assert.Equal((Ben, "Ask the porter", new LocalDate(2026, 11, 24)), (fixing.Owner, fixing.Try, fixing.By));
        Assert.IsType<Refusal.DecidedBefore>(Refused(Issue((Ana, Fix), (Ben, change)), change, Ana));
    }

    [Fact]
    public void A_changed_escalation_keeps_its_clock()
    {
        var asked = Issue((Ana, Escalate));
        var before = ((IssueState.EscalatedToManager)asked.State).Escalation;
        var decision = IssueDecider.Decide(asked, new IssueCommand.Change(new IssueCommand.Escalate("policy", "Two more chairs", null), 1), Ben, Now + Duration.FromDays(1), FrontDesk);
        var after = ((IssueState.EscalatedToManager)IssueHistory.Apply(asked, Assert.IsType<IssueDecision.Accepted>(decision).Event).State).Escalation;

        Assert.Equal((before.AskedAt, before.AnswerBy, "policy", "Two more chairs"), (after.AskedAt, after.AnswerBy, after.Category, after.Ask));
    }

    [Fact]
    public void A_change_of_another_kind_is_refused() =>
        Assert.IsType<Refusal.NotNow>(Refused(Issue((Ana, Fix)), new IssueCommand.Change(Escalate, 1), Ben));

    [Fact]
    public void Accepting_is_one_tap_and_everything_stays_possible_after_it()
    {
        var accepted = Issue((Ana, Escalate), (Mia, Accept));
        var triage = Assert.IsType<TriageState.Accepted>(((IssueState.EscalatedToManager)accepted.State).Escalation.Triage);

        Assert.Equal((Mia, Priority.Normal, new LocalDate(2026, 12, 4)), (triage.Owner, triage.Priority, triage.By));
        Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(accepted, new IssueCommand.TriageResolve("A sign stands there now."), Mia, Now, FrontDesk));
        Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(accepted, new IssueCommand.TriageDecline("No budget this year."), Mia, Now, FrontDesk));
        Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(accepted, new IssueCommand.Change(new IssueCommand.TriageAccept(Ben, Priority.High, null), 2), Mia, Now, FrontDesk));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public void A_decline_needs_its_reason_and_a_resolve_its_answer(string? words)
    {
        Assert.Equal("reason", Assert.IsType<Refusal.Missing>(Refused(Issue((Ana, Escalate)), new IssueCommand.TriageDecline(words), Mia)).Input);
        Assert.Equal("answer", Assert.IsType<Refusal.Missing>(Refused(Issue((Ana, Escalate)), new IssueCommand.TriageResolve(words), Mia)).Input);
    }

    [Fact]
    public void A_decision_of_two_managers_is_the_first_one()
    {
        var resolved = Issue((Ana, Escalate), (Mia, new IssueCommand.TriageResolve("Done.")));
        foreach (var second in new[] { Accept, new IssueCommand.TriageDecline("No."), new IssueCommand.TriageResolve("Again.") })
            Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(Refused(resolved, second, Ben)).First.By);
    }

    [Fact]
    public void What_was_withdrawn_is_not_triaged() => Assert.IsType<Refusal.NotNow>(Refused(Issue((Ana, Escalate), (Ana, new IssueCommand.Undo(null))), Accept, Mia));

    [Fact]
    public void A_team_without_any_working_day_still_gets_a_date()
    {
        var team = FrontDesk with { Calendar = new(new HashSet<IsoDayOfWeek>(), new HashSet<LocalDate>()) };
        Assert.Equal(new LocalDate(2026, 11, 22), IssueDecider.DefaultFixDate(team, Now));
    }

    private static Refusal Refused(Issue issue, IssueCommand command, Actor by) =>
        Assert.IsType<IssueDecision.Refused>(IssueDecider.Decide(issue, command, by, Now, FrontDesk)).Refusal;
}
