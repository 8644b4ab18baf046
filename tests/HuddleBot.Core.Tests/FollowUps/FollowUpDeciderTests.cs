using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.FollowUps;

/// <summary>Who may do what with a call to a customer, and what becomes of it.</summary>
public sealed class FollowUpDeciderTests
{
    private static readonly FollowUp Open = FollowUpHistory.Begin(IssueId, new(Now, Now - Duration.FromHours(2), Now + Duration.FromHours(24), IssueId));
    private static readonly LocalDate Tuesday = new(2026, 11, 24);

    [Fact]
    public void One_person_claims_it_and_the_other_is_told_who()
    {
        var claimed = After(Open, Ana, new FollowUpCommand.Claim());

        Assert.Equal(new Refusal.OwnedBy(Ana), RefusalOf(claimed, Ben, new FollowUpCommand.Claim()));
        Assert.IsType<FollowUpDecision.Nothing>(Decide(claimed, Ana, new FollowUpCommand.Claim()));
    }

    [Fact]
    public void Only_who_has_claimed_it_sees_the_contact_data_and_only_for_two_hours()
    {
        var claimed = After(Open, Ana, new FollowUpCommand.Claim());

        Assert.IsType<Refusal.ClaimFirst>(RefusalOf(Open, Ana, new FollowUpCommand.SeeContact()));
        Assert.Equal(new Refusal.OwnedBy(Ana), RefusalOf(claimed, Ben, new FollowUpCommand.SeeContact()));
        Assert.Equal(new Refusal.OwnedBy(Ana), RefusalOf(claimed, Mia, new FollowUpCommand.SeeContact(), mayTakeOver: true));
        Assert.Equal(Now + Duration.FromHours(2), After(claimed, Ana, new FollowUpCommand.SeeContact()).ContactUntil);
    }

    [Fact]
    public void Whoever_promises_something_owns_it_and_may_still_look_at_the_contact_data()
    {
        var promised = After(After(Open, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, " The money back ", Tuesday));

        Assert.Equal(new CustomerPromise(Ana, "The money back", Tuesday, Now), promised.Promise);
        Assert.True(promised is { IsOpen: true, IsCallOpen: false } && promised.Owner == Ana);
        Assert.NotNull(After(promised, Ana, new FollowUpCommand.SeeContact()).ContactUntil);
        Assert.Equal(new Refusal.OwnedBy(Ana), RefusalOf(promised, Ben, new FollowUpCommand.KeepPromise()));
        Assert.False(After(promised, Ana, new FollowUpCommand.KeepPromise()).IsOpen);
        Assert.Equal(new LocalDate(2026, 11, 27), After(promised, Mia, new FollowUpCommand.MovePromise(new(2026, 11, 27), "The bank is slow"), mayTakeOver: true).Promise!.By);
    }

    [Fact]
    public void Nothing_said_to_be_promised_is_no_promise_whatever_day_the_form_had()
    {
        var done = After(After(Open, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, " ", Tuesday));
        Assert.False(done.IsOpen);
        Assert.IsType<Refusal.NotNow>(RefusalOf(done, Ana, new FollowUpCommand.SeeContact()));
    }

    [Fact]
    public void Who_left_word_keeps_the_call_until_the_end_of_the_next_working_day()
    {
        var again = After(After(Open, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Finish(ContactOutcome.LeftWord, null, null));
        Assert.Equal(new FollowUpState.Claimed(Ana, Now, HasLeftWord: true), again.State);
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 17, 0), again.DueAt);
    }

    [Theory]
    [InlineData(ContactOutcome.Refused)]
    [InlineData(ContactOutcome.WrongNumber)]
    public void A_customer_who_cannot_be_talked_to_is_not_called_again(ContactOutcome outcome) =>
        Assert.False(After(After(Open, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Finish(outcome, null, null)).IsOpen);

    [Fact]
    public void What_is_given_back_is_nobodys_and_due_as_before_or_sooner()
    {
        var back = After(After(Open, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Release());
        Assert.Equal((new FollowUpState.Unclaimed(), Instant.FromUtc(2026, 11, 20, 17, 0)), (back.State, back.DueAt));
        var due = After(After(Open with { DueAt = Now + Duration.FromHours(1) }, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Release());
        Assert.Equal(Now + Duration.FromHours(1), due.DueAt);
        Assert.IsType<Refusal.ClaimFirst>(RefusalOf(back, Ana, new FollowUpCommand.Release()));
    }

    [Fact]
    public void Only_who_decides_for_the_team_takes_a_call_over()
    {
        var claimed = After(Open, Ana, new FollowUpCommand.Claim());
        Assert.IsType<Refusal.NotAManager>(RefusalOf(claimed, Ben, new FollowUpCommand.TakeOver()));
        Assert.Equal(Mia, After(claimed, Mia, new FollowUpCommand.TakeOver(), mayTakeOver: true).Owner);
    }

    [Fact]
    public void A_customer_who_writes_again_finds_the_same_person_and_a_new_clock()
    {
        var done = After(After(Open, Ana, new FollowUpCommand.Claim()), Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, null, null));
        var again = FollowUpHistory.Apply(done, new FollowUpEvent.WroteAgain(Now, Now + Duration.FromHours(5), IssueId));
        Assert.Equal((Ana, Now + Duration.FromHours(5)), (again.Owner!, again.DueAt));

        var unclaimed = FollowUpHistory.Apply(Open, new FollowUpEvent.WroteAgain(Now, Now + Duration.FromDays(2), IssueId));
        Assert.Equal((new FollowUpState.Unclaimed(), Open.DueAt), (unclaimed.State, unclaimed.DueAt));
    }

    [Fact]
    public void A_promise_is_for_today_or_later_and_for_no_other_century()
    {
        var claimed = After(Open, Ana, new FollowUpCommand.Claim());
        Assert.IsType<Refusal.DateInThePast>(RefusalOf(claimed, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "x", new(2026, 11, 19))));
        Assert.IsType<Refusal.DateTooFar>(RefusalOf(claimed, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "x", new(2226, 11, 19))));
        Assert.IsType<Refusal.TooLong>(RefusalOf(claimed, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, new('x', 3001), null)));
    }

    private static FollowUpDecision Decide(FollowUp followUp, Actor by, FollowUpCommand command, bool mayTakeOver = false) => FollowUpDecider.Decide(followUp, command, by, Now, FrontDesk, mayTakeOver);

    private static FollowUp After(FollowUp followUp, Actor by, FollowUpCommand command, bool mayTakeOver = false) =>
        FollowUpHistory.Apply(followUp, Assert.IsType<FollowUpDecision.Accepted>(Decide(followUp, by, command, mayTakeOver)).Event);

    private static Refusal RefusalOf(FollowUp followUp, Actor by, FollowUpCommand command, bool mayTakeOver = false) =>
        Assert.IsType<FollowUpDecision.Refused>(Decide(followUp, by, command, mayTakeOver)).Refusal;
}
