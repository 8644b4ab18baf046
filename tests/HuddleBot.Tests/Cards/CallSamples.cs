using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;
using NodaTime;
using static HuddleBot.Tests.Cards.CardSamples;

namespace HuddleBot.Tests.Cards;

/// <summary>Calling a customer back, in every state.</summary>
internal static class CallSamples
{
    private static readonly Instant Due = Now + Duration.FromHours(22);
    private static readonly CustomerPromise Promise = new(Ben, "We send the money back", Tuesday, Now);

    public static readonly Refusal[] Refusals = [new Refusal.OwnedBy(Ben), new Refusal.ClaimFirst(), new Refusal.OnlyInYourChat(), new Refusal.ContactIsGone()];

    /// <summary>States by name.</summary>
    public static IEnumerable<(string Name, FollowUp FollowUp)> States =>
    [
        ("nobody calls yet", With(new FollowUpState.Unclaimed())),
        ("somebody calls", With(new FollowUpState.Claimed(Ben, Now, HasLeftWord: false))),
        ("left word", With(new FollowUpState.Claimed(Ben, Now, HasLeftWord: true))),
        ("reached", With(new FollowUpState.Finished(Ben, Now, ContactOutcome.Reached))),
        ("reached and promised", With(new FollowUpState.Finished(Ben, Now, ContactOutcome.Reached)) with { Promise = Promise }),
        ("promise kept", With(new FollowUpState.Finished(Ben, Now, ContactOutcome.Reached)) with { Kept = Promise }),
        ("does not want to talk", With(new FollowUpState.Finished(Ben, Now, ContactOutcome.Refused))),
        ("wrong number", With(new FollowUpState.Finished(Ben, Now, ContactOutcome.WrongNumber))),
        ("not to be called", With(new FollowUpState.Withdrawn(Now))),
    ];

    public static IEnumerable<(string Name, CardContent Content)> All =>
    [
        .. States.Select(state => (state.Name, (CardContent)new CardContent.IssueCard(Team, Called(state.FollowUp)))),
        ("wrote again", new CardContent.IssueCard(Team, Called(States.First().FollowUp) with { Again = new(1, Now) })),
        ("wrote often", new CardContent.IssueCard(Team, Called(States.First().FollowUp) with { Again = new(3, Now) })),
        ("half the time is gone", new CardContent.FollowUpReminder(Team, Called(States.First().FollowUp), FollowUpReason.HalfTime, IsToOwner: false)),
        ("the team does not work in time", new CardContent.FollowUpReminder(Team, Called(States.First().FollowUp), FollowUpReason.NobodyWorks, IsToOwner: false)),
        ("due", new CardContent.FollowUpReminder(Team, Called(States.ElementAt(1).FollowUp), FollowUpReason.CallIsDue, IsToOwner: true)),
        ("due, to those above", new CardContent.FollowUpReminder(Team, Called(States.ElementAt(1).FollowUp), FollowUpReason.CallIsDue, IsToOwner: false)),
        ("promise due", new CardContent.FollowUpReminder(Team, Called(States.ElementAt(4).FollowUp), FollowUpReason.PromiseIsDue, IsToOwner: true)),
        ("promise about to break", new CardContent.FollowUpReminder(Team, Called(States.ElementAt(4).FollowUp), FollowUpReason.PromiseIsAboutToBreak, IsToOwner: true)),
        ("promise broken", new CardContent.FollowUpReminder(Team, Called(States.ElementAt(4).FollowUp), FollowUpReason.PromiseIsBroken, IsToOwner: false)),
        ("of a customer at risk", new CardContent.FollowUpReminder(Weighing, Called(States.ElementAt(1).FollowUp), FollowUpReason.CallIsDue, IsToOwner: true)),
        ("over", new CardContent.FollowUpReminder(Team, Called(States.ElementAt(3).FollowUp), FollowUpReason.CallIsDue, IsToOwner: true, IsOver: true)),
        ("everything", new CardContent.CustomerContact(Team, Called(States.ElementAt(1).FollowUp), new("c-9", "Ada Example", "ada@example.org", "+44 20 7946 0000", null, null, true), Due)),
        ("an address alone", new CardContent.CustomerContact(Team, Called(States.ElementAt(1).FollowUp), new(null, null, "ada@example.org", null, null, null, true), Due)),
        ("plain", new CardContent.CallForm(Team, Called(States.ElementAt(1).FollowUp), Tuesday)),
        ("plain", new CardContent.MovePromiseForm(Team, Called(States.ElementAt(4).FollowUp), Tuesday)),
        ("plain", new CardContent.WroteAgainNote(Team, Detractor(new IssueState.Undecided()))),
        ("no comment", new CardContent.WroteAgainNote(Team, Item(Nps(2), null))),
        ("a promise to a customer", new CardContent.Home([Called(States.ElementAt(4).FollowUp), Called(States.ElementAt(1).FollowUp) with { CallDueOn = Due.InZone(Team.TimeZone).Date }], null)),
    ];

    /// <summary>What Microsoft Teams shows besides: forms that come back.</summary>
    public static IEnumerable<(string Name, CardContent Content)> ComingBack =>
    [
        ("comes back", new CardContent.CallForm(TeamsTeam, Called(States.ElementAt(1).FollowUp), Tuesday)
            { InPlace = new(CardKinds.FollowUp, new Refusal.DateInThePast(), Entered(("outcome", "reached"), ("promised", "The money back"), ("date", "2026-11-01"))) }),
        ("comes back", new CardContent.MovePromiseForm(TeamsTeam, Called(States.ElementAt(4).FollowUp), Tuesday)
            { InPlace = new(CardKinds.Issue, new Refusal.DateInThePast(), Entered(("reason", "The bank is slow"), ("date", "2026-11-01"))) }),
    ];

    public static IssueWithResponse Called(FollowUp followUp) => Detractor(new IssueState.Undecided()) with { FollowUp = followUp };

    private static FollowUp With(FollowUpState state)
    {
        var issue = Detractor(new IssueState.Undecided()).Issue.Id;
        return new(issue, 1, Now, Now - Duration.FromHours(2), Due, state, issue);
    }

    private static FormAnswer Entered(params (string Input, string Value)[] values) => new(values.ToDictionary(value => value.Input, value => value.Value, StringComparer.Ordinal));
}
