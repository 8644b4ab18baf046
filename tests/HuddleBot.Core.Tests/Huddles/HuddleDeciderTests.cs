using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>Starting · being there · the lead · answers · the end · nothing after it.</summary>
public sealed class HuddleDeciderTests
{
    private static readonly Actor Cal = Person("U0003", "Cal");

    [Fact]
    public void Whoever_starts_it_is_there_and_leads_where_nobody_was_to()
    {
        var huddle = After(GivenHuddle.Announced(lead: null), (Ana, new HuddleCommand.Start()));
        Assert.Equal((HuddlePhase.Running, Now, Ana), (huddle.Phase, huddle.StartedAt, huddle.Lead));
        Assert.Equal([Ana], huddle.Present);
    }

    [Fact]
    public void Whoever_starts_it_for_the_lead_does_not_take_the_lead() =>
        Assert.Equal(Ben, After(GivenHuddle.Announced(lead: Ben), (Ana, new HuddleCommand.Start())).Lead);

    [Fact]
    public void Of_two_who_start_it_at_once_both_are_there_and_the_first_started_it()
    {
        var huddle = After(GivenHuddle.Announced(lead: null), (Ana, new HuddleCommand.Start()), (Ben, new HuddleCommand.Start()));
        Assert.Equal((Ana, 3), (huddle.Lead, huddle.Version));
        Assert.Equal([Ana, Ben], huddle.Present);
    }

    [Fact]
    public void Pressing_the_same_again_changes_nothing()
    {
        var huddle = After(
            GivenHuddle.Announced(lead: Ben), (Ana, new HuddleCommand.Join()), (Cal, new HuddleCommand.GoAway()), (Ana, new HuddleCommand.Start()), (Ben, new HuddleCommand.Answer("", "Fine")));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(huddle, new HuddleCommand.Join(), Ana));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(huddle, new HuddleCommand.Start(), Ana));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(huddle, new HuddleCommand.GoAway(), Cal));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(huddle, new HuddleCommand.PassLead(Ben), Ana));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(huddle, new HuddleCommand.Answer("", " Fine "), Ben));

        var over = After(huddle, (Ana, new HuddleCommand.Finish()));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(over, new HuddleCommand.Finish(), Ben));
    }

    [Fact]
    public void Who_cannot_be_there_hands_the_lead_to_the_next_in_turn()
    {
        var decision = HuddleDecider.Decide(GivenHuddle.Announced(lead: Ana), new HuddleCommand.GoAway(), Ana, Now, nextLead: Ben);
        Assert.Equal(new HuddleDecision.Accepted(new HuddleEvent.WentAway(Ana, Now, Ben)), decision);

        var huddle = HuddleHistory.Apply(GivenHuddle.Announced(lead: Ana), new HuddleEvent.WentAway(Ana, Now, Ben));
        Assert.Equal(Ben, huddle.Lead);
        Assert.Equal([Ana], huddle.Away);
    }

    [Fact]
    public void Who_does_not_lead_goes_away_without_touching_the_lead() =>
        Assert.Equal(
            new HuddleDecision.Accepted(new HuddleEvent.WentAway(Ben, Now, null)), HuddleDecider.Decide(GivenHuddle.Announced(lead: Ana), new HuddleCommand.GoAway(), Ben, Now, nextLead: Cal));

    [Fact]
    public void Somebody_who_comes_after_all_is_there_and_no_longer_away()
    {
        var huddle = After(GivenHuddle.Announced(), (Ben, new HuddleCommand.GoAway()), (Ben, new HuddleCommand.Join()));
        Assert.Empty(huddle.Away);
        Assert.Equal([Ben], huddle.Present);
    }

    [Fact]
    public void The_lead_can_be_passed_on_and_taken_but_not_given_to_who_is_away()
    {
        Assert.Equal(Cal, After(GivenHuddle.Announced(lead: Ana), (Ben, new HuddleCommand.PassLead(Cal))).Lead);
        Assert.Equal(Ben, After(GivenHuddle.Announced(lead: Ana), (Ben, new HuddleCommand.PassLead(null))).Lead);

        var away = After(GivenHuddle.Announced(lead: Ana), (Cal, new HuddleCommand.GoAway()));
        Assert.Equal(new HuddleDecision.Refused(new Refusal.Unreadable("owner")), Decide(away, new HuddleCommand.PassLead(Cal), Ben));
        var back = After(away, (Cal, new HuddleCommand.PassLead(null)));
        Assert.Equal(Cal, back.Lead);
        Assert.Empty(back.Away);
    }

    [Fact]
    public void What_was_not_started_cannot_be_finished() =>
        Assert.Equal(new HuddleDecision.Refused(new Refusal.NotNow()), Decide(GivenHuddle.Announced(), new HuddleCommand.Finish(), Ana));

    [Theory]
    [InlineData(HuddlePhase.Finished)]
    [InlineData(HuddlePhase.Missed)]
    [InlineData(HuddlePhase.Skipped)]
    [InlineData(HuddlePhase.CalledOff)]
    public void After_its_end_nobody_starts_joins_leaves_or_leads(HuddlePhase phase)
    {
        var over = GivenHuddle.Announced() with { Phase = phase };
        foreach (var command in new HuddleCommand[] { new HuddleCommand.Start(), new HuddleCommand.Join(), new HuddleCommand.GoAway(), new HuddleCommand.PassLead(null) })
            Assert.Equal(new HuddleDecision.Refused(new Refusal.HuddleIsOver()), Decide(over, command, Ana));
    }

    [Fact]
    public void What_was_missed_still_takes_answers_and_what_was_skipped_does_not()
    {
        Assert.IsType<HuddleDecision.Accepted>(Decide(GivenHuddle.Announced() with { Phase = HuddlePhase.Missed }, new HuddleCommand.Answer("m1", "Fine"), Ana));
        Assert.Equal(new HuddleDecision.Refused(new Refusal.HuddleIsOver()), Decide(GivenHuddle.Announced() with { Phase = HuddlePhase.Skipped }, new HuddleCommand.Answer("m1", "Fine"), Ana));
    }

    [Fact]
    public void An_answer_after_the_cut_off_is_late_and_an_edit_does_not_make_it_late()
    {
        var huddle = GivenHuddle.Announced();
        var late = Apply(huddle, new HuddleCommand.Answer("m1", "Fine") { WrittenAt = huddle.AnswersUntil + Duration.FromSeconds(1) }, Ana);
        Assert.True(Assert.Single(late.Answers).IsLate);

        var inTime = Apply(huddle, new HuddleCommand.Answer("m1", "Fine") { WrittenAt = huddle.AnswersUntil }, Ana);
        var edited = Apply(inTime, new HuddleCommand.Answer("m1", "Very fine") { WrittenAt = huddle.AnswersUntil, EditedAt = huddle.AnswersUntil + Duration.FromHours(1) }, Ana);
        var answer = Assert.Single(edited.Answers);
        Assert.Equal(("Very fine", false, true), (answer.Text, answer.IsLate, answer.IsEdited));
    }

    [Fact]
    public void The_form_takes_one_answer_a_person_and_the_last_one_counts()
    {
        var huddle = After(GivenHuddle.Announced(), (Ana, new HuddleCommand.Answer("", "One")), (Ben, new HuddleCommand.Answer("", "Two")), (Ana, new HuddleCommand.Answer("", "Three")));
        Assert.Equal(new[] { ("Ana", "Three", true), ("Ben", "Two", false) }, huddle.Answers.OrderBy(answer => answer.By.Name, StringComparer.Ordinal).Select(answer => (answer.By.Name, answer.Text, answer.IsEdited)));
    }

    [Fact]
    public void A_form_needs_words_and_not_too_many_and_a_picture_without_words_says_nothing()
    {
        Assert.Equal(new HuddleDecision.Refused(new Refusal.Missing("words")), Decide(GivenHuddle.Announced(), new HuddleCommand.Answer("", " "), Ana));
        Assert.Equal(
            new HuddleDecision.Refused(new Refusal.TooLong("words", IssueLimits.Text)), Decide(GivenHuddle.Announced(), new HuddleCommand.Answer("", new string('x', IssueLimits.Text + 1)), Ana));
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(GivenHuddle.Announced(), new HuddleCommand.Answer("m1", " "), Ana));
        Assert.Equal(40_000, After(GivenHuddle.Announced(), (Ana, new HuddleCommand.Answer("m1", new string('x', 40_000)))).Answers[0].Text.Length);
    }

    [Fact]
    public void Words_that_are_taken_out_of_a_message_are_gone_and_can_come_back()
    {
        var emptied = After(GivenHuddle.Announced(), (Ana, new HuddleCommand.Answer("m1", "Fine")), (Ana, new HuddleCommand.Answer("m1", "") { EditedAt = Now + Duration.FromMinutes(1) }));
        Assert.Empty(emptied.Answers);
        Assert.Equal("Back", Assert.Single(After(emptied, (Ana, new HuddleCommand.Answer("m1", "Back") { EditedAt = Now + Duration.FromMinutes(2) })).Answers).Text);
    }

    [Fact]
    public void An_issue_that_was_raised_in_it_is_noted_once()
    {
        var huddle = After(GivenHuddle.Announced(), (Ana, new HuddleCommand.NoteRaised(IssueId)));
        Assert.Equal([IssueId], huddle.Raised);
        Assert.Equal(new HuddleDecision.AlreadySo(), Decide(huddle, new HuddleCommand.NoteRaised(IssueId), Ben));
    }

    private static HuddleDecision Decide(Huddle huddle, HuddleCommand command, Actor by) => HuddleDecider.Decide(huddle, command, by, Now, null);

    private static Huddle Apply(Huddle huddle, HuddleCommand command, Actor by) => HuddleHistory.Apply(huddle, Assert.IsType<HuddleDecision.Accepted>(Decide(huddle, command, by)).Event);

    private static Huddle After(Huddle huddle, params (Actor By, HuddleCommand Command)[] steps) => steps.Aggregate(huddle, (before, step) => Apply(before, step.Command, step.By));
}
