using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>What remains of a huddle, and what its people are asked afterwards.</summary>
public sealed class HuddleReceiptTests
{
    [Fact]
    public void It_says_who_was_there_what_was_decided_and_who_does_what_by_when() => Assert.Equal(
        [
            "What came of the huddle, Mon 23 Nov 09:15",
            "Who was there", "Ben Okafor (led), Ana Costa", "Away: Mia Lindqvist",
            "What was decided", "“Fine, but the wifi dropped out during my call.” · Ana Costa has escalated this: price",
            "Who does what, by when", "• Ana Costa: Ask for more towels · by Tue 24 Nov", "• Ben Okafor: Put up a sign at the door · kept, and it worked",
            "• Mia Lindqvist: Call the airline about the late bus · by Tue 24 Nov",
            "Written in the thread", "• Mia Lindqvist: I would ask the airport for two more showers, they are being rebuilt anyway.", "• Omar Said (late, edited): The towels were out by nine.",
        ],
        Lines(HuddleSamples.Finished, HuddleSamples.Items));

    [Fact]
    public void Nothing_decided_is_said_and_empty_parts_are_left_out() => Assert.Equal(
        ["What came of the huddle, Mon 23 Nov 09:15", "Who was there", "Nobody tapped “I’m here”.", "What was decided", "Nothing was decided."],
        Lines(HuddleSamples.Finished with { Present = [], Away = [], Answers = [] }, HuddleItems.None));

    [Fact]
    public void What_was_taken_back_is_not_decided()
    {
        var undone = HuddleSamples.Items.Decided[0] with { Issue = HuddleSamples.Items.Decided[0].Issue with { State = new IssueState.Undecided() } };
        Assert.Contains("Nothing was decided.", Lines(HuddleSamples.Finished, HuddleSamples.Items with { Decided = [undone] }));
    }

    [Fact]
    public void Of_a_missed_one_it_keeps_what_was_written() => Assert.Equal(
        ["What came of the huddle, Mon 23 Nov 09:15", "This one was not held.", "Written in the thread"],
        Lines(HuddleSamples.Finished with { Phase = HuddlePhase.Missed, Present = [] }, HuddleItems.None).Take(3));

    [Theory]
    [InlineData(false, false, "Mia Lindqvist: More towels.")]
    [InlineData(true, false, "Mia Lindqvist (late): More towels.")]
    [InlineData(false, true, "Mia Lindqvist (edited): More towels.")]
    [InlineData(true, true, "Mia Lindqvist (late, edited): More towels.")]
    public void Late_and_edited_answers_are_marked(bool isLate, bool isEdited, string line) =>
        Assert.Equal(line, Lines(HuddleSamples.Finished with { Answers = [new(CardSamples.Mia, "", "More towels.", CardSamples.Now, isLate, isEdited)] }, HuddleItems.None)[^1]);

    [Fact]
    public void More_than_there_is_room_for_is_counted() =>
        Assert.Equal("• and 3 more", Lines(HuddleSamples.Finished with { Answers = [.. Enumerable.Repeat(HuddleSamples.Finished.Answers[0], 15)] }, HuddleItems.None)[^1]);

    [Fact]
    public void What_those_wrote_who_were_not_there_comes_first_and_does_not_drown_in_the_talk_of_the_others()
    {
        HuddleAnswer Wrote(Actor by, string text) => new(by, "", text, CardSamples.Now, IsLate: false, IsEdited: false);
        var stranger = new Actor(CardSamples.Mia.Id with { User = "U0777" }, "Noor Haddad");
        var talk = Enumerable.Range(1, 13).Select(number => Wrote(CardSamples.Ana, $"Word {number}")).ToList();
        List<HuddleAnswer> answers = [.. talk.Take(7), Wrote(stranger, "On the train."), .. talk.Skip(7), Wrote(CardSamples.Mia, "Ill today.")];
        var lines = Lines(HuddleSamples.Finished with { Present = [CardSamples.Ana, CardSamples.Ben], Away = [CardSamples.Mia], Answers = answers }, HuddleItems.None);
        Assert.Equal(
            ["• Noor Haddad: On the train.", "• Mia Lindqvist: Ill today.", .. Enumerable.Range(1, 10).Select(number => $"• Ana Costa: Word {number}"), "• and 3 more"],
            lines[(lines.IndexOf("Written in the thread") + 1)..]);
    }

    [Fact]
    public void A_reminder_has_buttons_only_while_there_is_something_to_do()
    {
        Assert.Equal([Verbs.HuddleStart, Verbs.HuddlePass, Verbs.HuddleAway], VerbsOn(new CardContent.LeadReminder(CardSamples.Team, HuddleSamples.Announced)));
        Assert.Empty(VerbsOn(new CardContent.LeadReminder(CardSamples.Team, HuddleSamples.Announced, IsOver: true)));
        Assert.Empty(VerbsOn(new CardContent.LeadReminder(CardSamples.Team, HuddleSamples.Running)));
        Assert.Equal([Verbs.HuddleAnswer], VerbsOn(new CardContent.AnswerReminder(CardSamples.Team, HuddleSamples.Running)));
        Assert.Empty(VerbsOn(new CardContent.AnswerReminder(CardSamples.Team, HuddleSamples.Running, IsOver: true)));
        Assert.Empty(VerbsOn(new CardContent.AnswerReminder(CardSamples.Team, HuddleSamples.Running with { AnswersUntil = CardSamples.Now - Duration.FromMinutes(1) })));
        var promise = CardSamples.Detractor(new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ben, "A sign", CardSamples.Tuesday));
        Assert.Equal([Verbs.Done, Verbs.Change, Verbs.Drop], VerbsOn(new CardContent.PromiseReminder(CardSamples.Team, promise)));
        Assert.Empty(VerbsOn(new CardContent.PromiseReminder(CardSamples.Team, promise, IsOver: true)));
        Assert.Equal([Verbs.Worked, Verbs.PartlyWorked, Verbs.DidNotWork], VerbsOn(new CardContent.DidItWork(CardSamples.Team, CardSamples.Detractor(HuddleSamples.States.First().State))));
        Assert.Empty(VerbsOn(new CardContent.DidItWork(CardSamples.Team, promise)));
    }

    [Fact]
    public void A_button_of_a_promise_carries_the_version_that_its_owner_looks_at()
    {
        var promise = CardSamples.Detractor(new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ben, "A sign", CardSamples.Tuesday));
        var row = CardsUnderTest.Slack(new CardContent.PromiseReminder(CardSamples.Team, promise))["blocks"]!.AsArray()[^1]!;
        Assert.Equal(promise.Issue.Version, ButtonRow.SeenVersion(row["block_id"]!.ToString(), promise.Issue.Id));
        Assert.All(
            CardsUnderTest.Elements(CardsUnderTest.Teams(new CardContent.PromiseReminder(CardSamples.TeamsTeam, promise)), "Action.Execute"),
            action => Assert.Equal((CardKinds.Promise, promise.Issue.Version), (action["data"]!["card"]!.ToString(), action["data"]!["version"]!.GetValue<int>())));
    }

    [Fact]
    public void A_promise_that_can_wait_is_asked_about_once_without_too_early_among_the_answers()
    {
        string[] Outcomes(IssueState state) => [.. CardsUnderTest.Values(CardsUnderTest.Slack(new CardContent.DoneForm(CardSamples.Team, CardSamples.Detractor(state)))["blocks"]!.AsArray().Single(block => block!["block_id"]?.ToString() == "outcome")!["element"]!["options"], "value")];
        Assert.Equal(["yes", "partly", "no", "tooEarly"], Outcomes(new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ben, null, CardSamples.Tuesday)));
        Assert.Equal(["yes", "partly", "no"], Outcomes(HuddleSamples.States.First().State));
        Assert.Equal(Outcome.TooEarly, new FormAnswer(new Dictionary<string, string>(StringComparer.Ordinal) { ["outcome"] = "tooEarly" }).Choice<Outcome>("outcome"));
    }

    [Fact]
    public void What_was_done_too_early_to_say_can_be_said_on_the_card_of_the_team() =>
        Assert.Equal([Verbs.Done, Verbs.Undo], VerbsOn(new CardContent.IssueCard(CardSamples.Team, CardSamples.Detractor(HuddleSamples.States.First().State))));

    [Fact]
    public void What_was_dropped_can_be_taken_up_again() =>
        Assert.Equal([Verbs.Undo], VerbsOn(new CardContent.IssueCard(CardSamples.Team, CardSamples.Detractor(HuddleSamples.States.Last().State))));

    [Fact]
    public void The_schedule_says_what_the_clocks_do_to_it()
    {
        var lines = SlackLines.Of(CardsUnderTest.Slack(HuddleSamples.All.Single(sample => sample is { Name: "next", Content: CardContent.ScheduleNote }).Content));
        Assert.Equal(
            [
                "When London Heathrow lounge meets", "Mon 23 Nov 09:15 · 10 minutes", "Tue 24 Nov 09:15 · 30 minutes · Weekly look back",
                "Sun 28 Mar 2027 02:00 · 10 minutes (the clocks skip 01:30 that day)", "Sun 31 Oct 2027 01:30 · 10 minutes (the clocks show 01:30 twice that day, this is the first)",
                "Times are those of Europe/London.",
            ],
            lines);
    }

    private static List<string> Lines(Huddle huddle, HuddleItems items) => SlackLines.Of(CardsUnderTest.Slack(new CardContent.HuddleReceipt(CardSamples.Team, huddle, items)));

    private static IEnumerable<string> VerbsOn(CardContent content) => CardsUnderTest.Values(CardsUnderTest.Slack(content), "action_id");
}
