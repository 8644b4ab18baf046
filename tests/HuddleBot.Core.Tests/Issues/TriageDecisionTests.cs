using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using HuddleBot.Core.Themes;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Issues;

/// <summary>
/// What a manager's word holds: needed texts · defaults · groups and their leads · dates that lie ahead. Clocks: in the working time of whose turn it is, anew when the turn comes back.
/// The team's answer: by form or by words in the thread · changed as long as nothing came of it. An acceptance outlives its owner's question.
/// </summary>
public sealed class TriageDecisionTests
{
    private static readonly IssueCommand Escalate = new IssueCommand.Escalate(null, null, null);
    private static readonly IssueCommand Accept = new IssueCommand.TriageAccept(null, Priority.Normal, null);
    private static readonly IssueCommand Ask = new IssueCommand.TriageAsk("Which bus?");
    private static readonly IssueCommand Decline = new IssueCommand.TriageDecline("Not this year.");
    private static readonly IssueCommand Resolve = new IssueCommand.TriageResolve("There is one at ten.");
    private static readonly PeopleGroup Transport = new("transport", "Transport", Ben.Id, [Ben.Id, Ana.Id], null);

    public static TheoryData<IssueCommand, string> Wordless() => new()
    {
        { new IssueCommand.TriageAsk(" "), Verbs.Inputs.Question }, { new IssueCommand.TriageAsk("\u200b\u200b"), Verbs.Inputs.Question },
        { new IssueCommand.TriageDecline("\u202e \u3164\u2800"), Verbs.Inputs.Reason }, { new IssueCommand.TriageReturn(null), Verbs.Inputs.Guidance },
        { new IssueCommand.TriageMerge(ThemeId.Of("one"), " \n"), Verbs.Inputs.Title }, { new IssueCommand.TriageDecline(null), Verbs.Inputs.Reason }, { new IssueCommand.TriageResolve(""), Verbs.Inputs.Answer },
    };

    public static TheoryData<IssueCommand, string> TooLong() => new()
    {
        { new IssueCommand.TriageAsk(Long), Verbs.Inputs.Question }, { new IssueCommand.TriageReturn(Long), Verbs.Inputs.Guidance }, { new IssueCommand.TriageMerge(ThemeId.Of("one"), Long), Verbs.Inputs.Title },
        { new IssueCommand.AnswerQuestion(Long), Verbs.Inputs.Answer }, { new IssueCommand.Reopen(Long), Verbs.Inputs.Reason },
    };

    private static string Long { get; } = new('x', IssueLimits.Text + 1);

    [Theory]
    [MemberData(nameof(Wordless))]
    public void A_decision_needs_its_words(IssueCommand command, string input) => Assert.Equal(input, Assert.IsType<Refusal.Missing>(Refused(Issue((Ana, Escalate)), command, Mia)).Input);

    [Theory]
    [MemberData(nameof(TooLong))]
    public void Words_longer_than_a_form_takes_are_refused(IssueCommand command, string input) =>
        Assert.Equal(input, Assert.IsType<Refusal.TooLong>(Refused(Issue((Ana, Escalate)), command, Mia)).Input);

    [Fact]
    public void An_answer_without_words_answers_nothing() =>
        Assert.Equal(Verbs.Inputs.Answer, Assert.IsType<Refusal.Missing>(Refused(Issue((Ana, Escalate), (Mia, Ask)), new IssueCommand.AnswerQuestion(" "), Ana)).Input);

    [Fact]
    public void The_clocks_of_an_escalation_run_in_the_working_time_of_who_answers_first()
    {
        var tokyo = new WorkingTime(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], new(WorkingCalendar.MondayToFriday.WorkingDays, new HashSet<LocalDate> { new(2026, 11, 23) }), new(8, 0), new(16, 30));
        var team = FrontDesk with { AnswerWithinDays = 1, ResolveWithinDays = 3, Company = Company.Empty with { Staff = [new(Mia.Id, tokyo, null, null)] } };

        var escalated = Assert.IsType<IssueEvent.Escalated>(Decided(Issue(), Escalate, Ana, team));
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 7, 30), escalated.AnswerBy);
        Assert.Equal(Instant.FromUtc(2026, 11, 26, 7, 30), escalated.ResolveBy);
    }

    [Fact]
    public void An_accepted_escalation_is_due_by_the_clock_of_the_resolution_unless_somebody_names_a_day()
    {
        var team = FrontDesk with { ResolveWithinDays = 3 };
        var asked = IssueHistory.Apply(Issue(), Decided(Issue(), Escalate, Ana, team));
        Assert.Equal(new LocalDate(2026, 11, 25), Accepted(Now).Date);
        Assert.Equal(new LocalDate(2026, 11, 25), Accepted(Now + Duration.FromDays(1)).Date);

        // Who accepts it when that day has come has until the next working day.
        Assert.Equal(new LocalDate(2026, 11, 26), Accepted(Instant.FromUtc(2026, 11, 25, 10, 0)).Date);
        Assert.Equal(new LocalDate(2026, 11, 30), Accepted(Instant.FromUtc(2026, 11, 27, 10, 0)).Date);
        Assert.Equal(new LocalDate(2026, 12, 24), Accepted(Now, new IssueCommand.TriageAccept(null, Priority.Normal, new(2026, 12, 24))).Date);

        IssueEvent.TriageAccepted Accepted(Instant now, IssueCommand? accept = null) =>
            Assert.IsType<IssueEvent.TriageAccepted>(Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(asked, accept ?? Accept, Mia, now, team)).Event);
    }

    [Fact]
    public void What_was_accepted_before_there_was_a_clock_of_the_resolution_counts_from_then()
    {
        var asked = Issue((Ana, Escalate));
        var old = asked with { State = (IssueState.EscalatedToManager)asked.State with { Escalation = ((IssueState.EscalatedToManager)asked.State).Escalation with { ResolveBy = null } } };
        Assert.Equal(new LocalDate(2026, 11, 25), Assert.IsType<IssueEvent.TriageAccepted>(Decided(old, Accept, Mia, FrontDesk with { ResolveWithinDays = 3 })).Date);
    }

    /// <summary>London's manager, put off from Friday, 20 November, at noon in London.</summary>
    [Theory]
    [InlineData("Europe/London", "2026-11-27", "2026-11-27T17:00")] // The day of its return, all of it.
    [InlineData("Europe/London", "2026-11-28", "2026-11-30T17:00")] // On a Saturday: Monday.
    [InlineData("Europe/London", "2026-11-23", "2026-11-24T17:00")] // Back before its clock runs out: that one stays.
    [InlineData("America/New_York", "2026-11-27", "2026-11-27T22:00")] // Back at 19:00 of the day before: their whole Friday.
    [InlineData("Asia/Singapore", "2026-11-27", "2026-11-27T09:00")] // Back at 08:00 there, an hour before work begins.
    [InlineData("Pacific/Auckland", "2026-11-27", "2026-11-30T04:00")] // Back at 13:00 there: not the rest of that day, but the next.
    public void What_is_put_off_has_a_whole_day_once_it_is_back(string zone, string until, string answerBy)
    {
        var hours = new WorkingTime(DateTimeZoneProviders.Tzdb[zone], WorkingCalendar.MondayToFriday, new(9, 0), new(17, 0));
        var team = FrontDesk with { Company = Company.Empty with { Staff = [new(Mia.Id, hours, null, null)] } };
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(until).Value;
        var snoozed = Assert.IsType<IssueEvent.TriageSnoozed>(Decided(Issue((Ana, Escalate)), new IssueCommand.TriageSnooze(day), Mia, team));
        Assert.Equal(answerBy, NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(snoozed.AnswerBy!.Value));
    }

    [Fact]
    public void An_accepted_escalation_is_due_at_the_end_of_its_owners_day()
    {
        var newYork = new WorkingTime(DateTimeZoneProviders.Tzdb["America/New_York"], WorkingCalendar.MondayToFriday, new(9, 0), new(18, 0));
        var team = FrontDesk with { Company = Company.Empty with { Staff = [new(Ben.Id, newYork, null, null)] } };
        Assert.Equal(Instant.FromUtc(2026, 12, 4, 23, 0), TriageClocks.EndOf(team, new(2026, 12, 4), Ben.Id));
        Assert.Equal(Instant.FromUtc(2026, 12, 4, 17, 0), TriageClocks.EndOf(team, new(2026, 12, 4), Ana.Id));
    }

    [Fact]
    public void A_group_is_accountable_by_its_lead_unless_somebody_is_named()
    {
        var team = FrontDesk with { Company = Company.Empty with { Groups = [Transport] } };
        var accept = new IssueCommand.TriageAccept(null, Priority.Normal, null) { Group = " Transport " };

        var byLead = Assert.IsType<IssueEvent.TriageAccepted>(Decided(Issue((Ana, Escalate)), accept, Mia, team));
        Assert.Equal((Ben.Id, "Transport", new OwningGroup("transport", "Transport")), (byLead.Owner.Id, byLead.Owner.Name, byLead.Group));
        Assert.Equal(Ana, Assert.IsType<IssueEvent.TriageAccepted>(Decided(Issue((Ana, Escalate)), accept with { Owner = Ana }, Mia, team)).Owner);
        Assert.Equal("Ben", Assert.IsType<IssueEvent.TriageAccepted>(Decided(Issue((Ana, Escalate)), accept, Ben, team)).Owner.Name);
    }

    [Fact]
    public void A_group_that_there_is_not_is_refused()
    {
        var accept = new IssueCommand.TriageAccept(null, Priority.Normal, null) { Group = "transport" };
        Assert.Equal(Verbs.Inputs.Group, Assert.IsType<Refusal.Unreadable>(Refused(Issue((Ana, Escalate)), accept, Mia)).Input);
        Assert.Equal(Verbs.Inputs.Group, Assert.IsType<Refusal.Unreadable>(Refused(Issue((Ana, Escalate), (Mia, Accept)), new IssueCommand.Change(accept, 2), Mia)).Input);
    }

    [Fact]
    public void What_a_change_leaves_out_stays_but_a_person_who_is_named_works_alone()
    {
        var team = FrontDesk with { Company = Company.Empty with { Groups = [Transport] } };
        var grouped = IssueHistory.Apply(Issue((Ana, Escalate)), Decided(Issue((Ana, Escalate)), new IssueCommand.TriageAccept(null, Priority.Normal, null) { Group = "transport" }, Mia, team));

        var urgent = Assert.IsType<IssueEvent.TriageAccepted>(Decided(grouped, new IssueCommand.Change(new IssueCommand.TriageAccept(null, Priority.High, null), 2), Mia, team));
        Assert.Equal((Ben.Id, Priority.High, "transport"), (urgent.Owner.Id, urgent.Priority, urgent.Group?.Id));
        var alone = Assert.IsType<IssueEvent.TriageAccepted>(Decided(grouped, new IssueCommand.Change(new IssueCommand.TriageAccept(Ana, Priority.High, null), 2), Mia, team));
        Assert.Equal((Ana, null), (alone.Owner, alone.Group));
    }

    [Fact]
    public void What_is_sent_back_is_a_fix_of_who_escalated_it_by_the_teams_default_day()
    {
        var fixing = Assert.IsType<IssueState.FixingIt>(Issue((Ana, Escalate), (Mia, new IssueCommand.TriageReturn("Print the timetable."))).State);
        Assert.Equal((Mia, Ana, null, new LocalDate(2026, 11, 24)), (fixing.DecidedBy, fixing.Owner, fixing.Try, fixing.By));
        Assert.Equal((Mia, "Print the timetable."), (fixing.Guidance!.By, fixing.Guidance.Words));
    }

    [Fact]
    public void Guidance_stays_beside_the_plan_that_the_team_makes_of_it_and_is_the_teams_from_then_on()
    {
        var planned = Issue((Ana, Escalate), (Mia, new IssueCommand.TriageReturn("Print the timetable.")), (Ana, new IssueCommand.Change(new IssueCommand.Fix(Ben, "A sheet at the desk", null), 2)));
        Assert.Equal((Ben, "A sheet at the desk", "Print the timetable."), planned.State is IssueState.FixingIt f ? (f.Owner, f.Try, f.Guidance?.Words) : default);
        Assert.Equal(Ana, Assert.IsType<Refusal.DecidedBefore>(Refused(planned, new IssueCommand.TriageUndo(null), Mia)).First.By);
    }

    [Fact]
    public void A_snooze_lasts_five_working_days_unless_somebody_names_a_day_that_lies_ahead()
    {
        Assert.Equal(new LocalDate(2026, 11, 27), Assert.IsType<IssueEvent.TriageSnoozed>(Decided(Issue((Ana, Escalate)), new IssueCommand.TriageSnooze(null), Mia)).Until);
        foreach (var day in new[] { new LocalDate(2026, 11, 19), new(2026, 11, 20) })
            Assert.IsType<Refusal.DateInThePast>(Refused(Issue((Ana, Escalate)), new IssueCommand.TriageSnooze(day), Mia));
        Assert.IsType<Refusal.DateTooFar>(Refused(Issue((Ana, Escalate)), new IssueCommand.TriageSnooze(new(2200, 1, 1)), Mia));
    }

    [Fact]
    public void Whatever_is_said_about_what_was_put_off_brings_it_back()
    {
        var snoozed = Issue((Ana, Escalate), (Mia, new IssueCommand.TriageSnooze(null)));
        Assert.Equal(new LocalDate(2026, 11, 27), EscalationOf(snoozed).SnoozedUntil);
        foreach (var word in new[] { Accept, Ask, Decline, Resolve })
            Assert.Null(EscalationOf(IssueHistory.Apply(snoozed, Decided(snoozed, word, Mia))).SnoozedUntil);
        Assert.IsType<Refusal.DecidedBefore>(Refused(snoozed, new IssueCommand.TriageSnooze(null), Mia));
    }

    [Fact]
    public void The_managers_clock_begins_anew_when_their_turn_comes_back()
    {
        var later = Now + Duration.FromDays(7);
        var again = Instant.FromUtc(2026, 12, 1, 17, 0);
        Assert.Equal(again, Assert.IsType<IssueEvent.QuestionAnswered>(Decided(Issue((Ana, Escalate), (Mia, Ask)), new IssueCommand.AnswerQuestion("At ten."), Ana, now: later)).AnswerBy);
        Assert.Equal(again, Assert.IsType<IssueEvent.TriageSplit>(Decided(Issue((Ana, Escalate), (Mia, new IssueCommand.TriageMerge(ThemeId.Of("one"), "Buses"))), new IssueCommand.TriageSplit(), Mia, now: later)).AnswerBy);
        var reopened = Assert.IsType<IssueEvent.Reopened>(Decided(Issue((Ana, Escalate), (Mia, Decline)), new IssueCommand.Reopen(null), Ana, now: later));
        Assert.Equal((again, Instant.FromUtc(2026, 12, 11, 17, 0), false), (reopened.AnswerBy, reopened.ResolveBy, reopened.IsByManager));
        Assert.Equal(again, EscalationOf(IssueHistory.Apply(Issue((Ana, Escalate), (Mia, Decline)), reopened)).AnswerBy);
    }

    [Fact]
    public void What_its_owner_asks_about_is_theirs_again_once_the_team_has_answered()
    {
        var accepted = new IssueCommand.TriageAccept(Ben, Priority.High, new(2026, 12, 9));
        var answered = EscalationOf(Issue((Ana, Escalate), (Mia, accepted), (Ben, Ask), (Ana, new IssueCommand.AnswerQuestion("At ten."))));

        var triage = Assert.IsType<TriageState.Accepted>(answered.Triage);
        Assert.Equal((Mia, Ben, Priority.High, new LocalDate(2026, 12, 9)), (triage.DecidedBy, triage.Owner, triage.Priority, triage.By));
        Assert.Equal(new Exchange(Ben, "Which bus?", Ana, "At ten."), answered.Exchange);
    }

    [Fact]
    public void Words_in_the_thread_change_the_answer_as_long_as_nothing_came_of_it()
    {
        var first = new IssueCommand.AnswerQuestion("At tne.") { MessageId = "m7" };
        var mended = first with { Words = "At ten.", EditedAt = Now };
        var answered = Issue((Ana, Escalate), (Mia, Ask), (Ana, first));

        var changed = IssueHistory.Apply(answered, Decided(answered, mended, Ana));
        Assert.Equal(("At ten.", EscalationOf(answered).AnswerBy), (EscalationOf(changed).Exchange!.Answer, EscalationOf(changed).AnswerBy));
        Assert.IsType<Refusal.DecidedBefore>(Refused(changed, mended with { Words = "At tnn.", EditedAt = Now - Duration.FromSeconds(1) }, Ana));
        Assert.IsType<Refusal.DecidedBefore>(Refused(answered, mended with { MessageId = "m8" }, Ana));
        Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(Refused(IssueHistory.Apply(answered, Decided(answered, Resolve, Mia)), mended, Ana)).First.By);
    }

    [Fact]
    public void Whether_it_helped_is_said_once_and_may_be_changed()
    {
        var helped = Issue((Ana, Escalate), (Mia, Resolve), (Ana, new IssueCommand.SayHelped(Outcome.No)));
        Assert.Equal(Outcome.No, Assert.IsType<TriageState.Resolved>(EscalationOf(helped).Triage).Helped);
        Assert.IsType<Refusal.DecidedBefore>(Refused(helped, new IssueCommand.SayHelped(Outcome.No), Ben));
        Assert.IsType<IssueEvent.AnswerHelped>(Decided(helped, new IssueCommand.SayHelped(Outcome.Yes), Ben));
        Assert.Equal(Verbs.Inputs.Outcome, Assert.IsType<Refusal.Unreadable>(Refused(helped, new IssueCommand.SayHelped(Outcome.TooEarly), Ben)).Input);
    }

    [Fact]
    public void A_second_tap_without_a_version_takes_nothing_more_back()
    {
        var undone = Issue((Ana, Escalate), (Mia, Accept), (Mia, new IssueCommand.Change(new IssueCommand.TriageAccept(Ben, Priority.High, null), 2)), (Mia, new IssueCommand.TriageUndo(null)));
        Assert.Equal(Mia, Assert.IsType<TriageState.Accepted>(EscalationOf(undone).Triage).Owner);
        Assert.IsType<Refusal.DecidedBefore>(Refused(undone, new IssueCommand.TriageUndo(null), Mia));
        Assert.IsType<Refusal.DecidedBefore>(Refused(undone, new IssueCommand.TriageUndo(3), Mia));
        Assert.IsType<IssueEvent.TriageUndone>(Decided(undone, new IssueCommand.TriageUndo(4), Mia));
    }

    [Fact]
    public void What_is_decided_through_a_theme_is_not_taken_back_by_itself()
    {
        var theme = new ThemeReference(ThemeId.Of("one"), "Buses");
        var merged = Issue((Ana, Escalate), (Mia, new IssueCommand.TriageMerge(theme.Id, theme.Title)));
        var resolved = IssueHistory.Apply(merged, Decided(merged, new IssueCommand.FollowTheme(theme, new ThemeWord.Resolved("There is one at ten.")), Ben));

        Assert.Equal("There is one at ten.", Assert.IsType<TriageState.Resolved>(EscalationOf(resolved).Triage).Answer);
        Assert.Equal(Ben, Assert.IsType<Refusal.DecidedBefore>(Refused(resolved, new IssueCommand.TriageUndo(null), Mia)).First.By);
        Assert.IsType<TriageState.Waiting>(EscalationOf(IssueHistory.Apply(resolved, Decided(resolved, new IssueCommand.Reopen(null), Ana))).Triage);
    }

    [Fact]
    public void What_somebody_is_made_does_not_say_where_it_was_decided()
    {
        var there = Ana with { From = FrontDesk.Channel };
        var planned = Assert.IsType<IssueEvent.FixPlanned>(Decided(Issue(), new IssueCommand.Fix(null, null, null), there));
        Assert.Equal((FrontDesk.Channel, null), (planned.By.From, planned.Owner.From));
        var accepted = Assert.IsType<IssueEvent.TriageAccepted>(Decided(Issue((there, Escalate)), Accept, Mia with { From = FrontDesk.Channel }));
        Assert.Equal((FrontDesk.Channel, null), (accepted.By.From, accepted.Owner.From));
    }

    private static Escalation EscalationOf(Issue issue) => Assert.IsType<IssueState.EscalatedToManager>(issue.State).Escalation;

    private static IssueEvent Decided(Issue issue, IssueCommand command, Actor by, FrontlineTeam? team = null, Instant? now = null) =>
        Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(issue, command, by, now ?? Now, team ?? FrontDesk)).Event;

    private static Refusal Refused(Issue issue, IssueCommand command, Actor by) => Assert.IsType<IssueDecision.Refused>(IssueDecider.Decide(issue, command, by, Now, FrontDesk)).Refusal;
}
