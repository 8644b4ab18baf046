using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>What an escalation offers to whom in which state, on both platforms, and how its clocks are said.</summary>
public sealed class EscalationCardTests
{
    private static readonly string[] Rest = [Verbs.TriageReturn, Verbs.TriageMerge, Verbs.TriageSnooze, Verbs.TriageDecline];

    /// <summary>State, the rows of who decides, and the row of the team.</summary>
    private static readonly (string State, string[][] Managers, string[] Team)[] Offers =
    [
        ("waiting", [[Verbs.TriageAccept, Verbs.TriageResolve, Verbs.TriageAsk], Rest], [Verbs.Change, Verbs.Undo]),
        ("waiting with an answered question", [[Verbs.TriageAccept, Verbs.TriageResolve, Verbs.TriageAsk], Rest], [Verbs.Change]),
        ("put off", [[Verbs.TriageAccept, Verbs.TriageResolve, Verbs.TriageAsk], [.. Rest, Verbs.TriageUndo]], [Verbs.Change]),
        ("asked back", [[Verbs.TriageResolve, Verbs.TriageDecline, Verbs.TriageUndo]], [Verbs.AnswerQuestion]),
        ("accepted for a group", [[Verbs.TriageResolve, Verbs.TriageAssign, Verbs.TriageAsk], [.. Rest, Verbs.TriageUndo]], []),
        ("in a theme", [[Verbs.TriageSplit]], []),
        ("declined and can be taken back", [[Verbs.TriageReopen, Verbs.TriageUndo]], [Verbs.TriageReopen]),
        ("resolved", [[Verbs.TriageReopen]], [Verbs.Helped, Verbs.PartlyHelped, Verbs.DidNotHelp]),
        ("helped", [[Verbs.TriageReopen, Verbs.TriageUndo]], [Verbs.PartlyHelped, Verbs.DidNotHelp]),
        ("helped in part", [[Verbs.TriageReopen, Verbs.TriageUndo]], [Verbs.Helped, Verbs.DidNotHelp, Verbs.TriageReopen]),
        ("did not help", [[Verbs.TriageReopen, Verbs.TriageUndo]], [Verbs.TriageReopen, Verbs.Helped, Verbs.PartlyHelped]),
        ("sent back", [[Verbs.TriageUndo]], [Verbs.Done, Verbs.Change, Verbs.Drop, Verbs.Escalate]),
        ("sent back and done", [], [Verbs.Undo]),
    ];

    public static TheoryData<string> States { get; } = [.. Offers.Select(offer => offer.State)];

    [Theory]
    [MemberData(nameof(States))]
    public void Each_state_offers_what_can_be_done_in_it(string state)
    {
        var (item, offer) = (ItemIn(state), Offers.Single(offer => offer.State == state));
        Assert.Equal(offer.Managers, SlackRows(CardsUnderTest.Slack(new CardContent.EscalationCard(CardSamples.Team, item))));
        Assert.Equal(offer.Team, SlackRows(CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, item))).SelectMany(row => row));
        Assert.Equal(
            offer.Managers.SelectMany(row => row).Order(StringComparer.Ordinal),
            TeamsVerbs(CardsUnderTest.Teams(new CardContent.EscalationCard(CardSamples.TeamsTeam, item, Audience.Manager))).Order(StringComparer.Ordinal));
        Assert.Equal(offer.Team.Order(StringComparer.Ordinal), TeamsVerbs(CardsUnderTest.Teams(new CardContent.IssueCard(CardSamples.TeamsTeam, item))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_manager_finds_both_on_the_card_of_the_team_and_nothing_twice(string state)
    {
        var offer = Offers.Single(offer => offer.State == state);
        var verbs = TeamsVerbs(CardsUnderTest.Teams(new CardContent.IssueCard(CardSamples.TeamsTeam, ItemIn(state), Audience.Manager)));
        Assert.Equal(offer.Managers.SelectMany(row => row).Union(offer.Team).Order(StringComparer.Ordinal), verbs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void At_most_three_stand_in_the_first_row_and_one_of_them_is_prominent()
    {
        foreach (var (state, _, _) in Offers)
        {
            var rows = Actions(CardsUnderTest.Slack(new CardContent.EscalationCard(CardSamples.Team, ItemIn(state))));
            Assert.True(rows.Count == 0 || rows[0].Count is >= 1 and <= 3, state);
            Assert.InRange(rows.SelectMany(row => row).Count(button => button!["style"] is not null), 0, 1);
        }
    }

    [Fact]
    public void Once_the_team_has_touched_what_was_sent_back_it_is_no_longer_the_managers_to_take_back()
    {
        var item = ItemIn("sent back");
        var touched = item with { Issue = item.Issue with { LastEvent = new IssueEvent.FixPlanned(CardSamples.Ana, CardSamples.Now, CardSamples.Ana, null, CardSamples.Tuesday) } };
        Assert.Empty(SlackRows(CardsUnderTest.Slack(new CardContent.EscalationCard(CardSamples.Team, touched))));
    }

    [Theory]
    [InlineData(0, "The customer wrote today.")]
    [InlineData(1, "The customer has waited 1 day.")]
    [InlineData(49, "The customer has waited 49 days.")]
    public void The_customers_clock_counts_days(int days, string words)
    {
        var item = CardSamples.Detractor(OuterLoopSamples.Waiting);
        item = item with { Response = item.Response! with { AnsweredAt = CardSamples.Now - Duration.FromDays(days) } };
        Assert.Contains($"{words} Resolve by Wed 2 Dec.", Lines(item));
    }

    [Theory]
    [InlineData(0, "Weight: 1 customer × 12\u00A0000 a year × 1 day")]
    [InlineData(3, "Weight: 1 customer × 12\u00A0000 a year × 4 days")]
    public void The_weight_is_explained(int days, string words)
    {
        var state = OuterLoopSamples.Waiting with { Escalation = OuterLoopSamples.Waiting.Escalation with { AskedAt = CardSamples.Now - Duration.FromDays(days) } };
        Assert.Contains(words, Lines(CardSamples.Detractor(state)));
    }

    [Fact]
    public void What_a_customer_is_worth_is_left_out_where_nobody_knows() => Assert.Contains("Weight: 1 customer × 7 days", Lines(CardSamples.Raised(OuterLoopSamples.Overdue)));

    [Theory]
    [InlineData(0, "Looks like 1 other: pass")]
    [InlineData(1, "Looks like 4 others: pass, dear, family. There is a theme: Day passes cost too much")]
    [InlineData(2, "Looks like 3 others: pass, dear, family")]
    [InlineData(2, "Solved in another team: Children below twelve come in free. (price)")]
    public void What_looks_like_it_is_said_in_a_line_on_both_platforms(int sample, string words)
    {
        var card = new CardContent.EscalationCard(CardSamples.Team, CardSamples.Detractor(OuterLoopSamples.Waiting)) { Suggestion = OuterLoopSamples.LookAlikes[sample].Suggestion };
        Assert.Contains(words, SlackLines.Of(CardsUnderTest.Slack(card)));
        Assert.Contains(CardsUnderTest.Elements(CardsUnderTest.Teams(card with { Team = CardSamples.TeamsTeam }), "RichTextBlock"), block => block["inlines"]![0]!["text"]!.ToString() == words);
    }

    [Fact]
    public void The_form_says_which_others_a_new_theme_is_for()
    {
        var form = new CardContent.MergeForm(CardSamples.Team, ItemIn("waiting"), []) { Others = 4, OtherWords = ["pass", "dear"] };
        foreach (var card in (JsonNode[])[CardsUnderTest.Slack(form), CardsUnderTest.Teams(form with { Team = CardSamples.TeamsTeam })])
            Assert.Contains("To be offered to 4 others like this: pass, dear", card.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_answered_weighs_nothing_more() => Assert.DoesNotContain(Lines(ItemIn("resolved")), line => line.StartsWith("Weight", StringComparison.Ordinal));

    [Fact]
    public void Managers_read_their_clock_in_their_own_zone_and_the_team_in_its_own()
    {
        var item = CardSamples.Detractor(OuterLoopSamples.Waiting);
        Assert.Contains("Please answer by Wed 25 Nov 05:30", SlackLines.Of(CardsUnderTest.Slack(new CardContent.EscalationCard(OuterLoopSamples.WithPeople, item))));
        Assert.Contains("Waiting for an answer, due Wed 25 Nov 10:30", SlackLines.Of(CardsUnderTest.Slack(new CardContent.IssueCard(OuterLoopSamples.WithPeople, item))));
    }

    [Fact]
    public void A_card_stays_as_it_is_while_the_day_lasts()
    {
        // Nothing of it counts hours or minutes: what is drawn twice a day is drawn the same.
        foreach (var (state, _, _) in Offers)
            Assert.DoesNotContain(Lines(ItemIn(state)), line => line.Contains("hour", StringComparison.Ordinal) || line.Contains("minute", StringComparison.Ordinal));
    }

    [Fact]
    public void The_team_is_told_a_day_and_no_reproach()
    {
        var lines = SlackLines.Of(CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, ItemIn("put off"))));
        Assert.Contains("It will be looked at on Tue 24 Nov.", lines);
        Assert.DoesNotContain(lines, line => line.Contains("put off", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_question_says_how_to_answer_as_long_as_it_is_open()
    {
        var question = OuterLoopSamples.Events[0];
        var open = CardsUnderTest.Slack(new CardContent.EventNote(CardSamples.Team, ItemIn("asked back"), question));
        Assert.Equal([[Verbs.AnswerQuestion]], SlackRows(open));
        Assert.Contains(SlackLines.Of(open), line => line.Contains("reply here", StringComparison.Ordinal));
        Assert.Empty(SlackRows(CardsUnderTest.Slack(new CardContent.EventNote(CardSamples.Team, ItemIn("waiting"), question))));
        Assert.Equal([Verbs.AnswerQuestion], TeamsVerbs(CardsUnderTest.Teams(new CardContent.EventNote(CardSamples.TeamsTeam, ItemIn("asked back"), question))));
    }

    [Theory]
    [InlineData(ReminderRung.Owner)]
    [InlineData(ReminderRung.StandIn)]
    [InlineData(ReminderRung.TheirManager)]
    [InlineData(ReminderRung.CxLead)]
    public void A_reminder_can_be_decided_on_and_takes_nothing_back(ReminderRung rung)
    {
        foreach (var state in new[] { "overdue", "accepted for a group" })
        {
            var rows = SlackRows(CardsUnderTest.Slack(new CardContent.EscalationReminder(CardSamples.Team, ItemIn(state), rung)));
            Assert.Contains(Verbs.TriageResolve, rows[0]);
            Assert.DoesNotContain(Verbs.TriageUndo, rows.SelectMany(row => row));
        }

        var question = SlackRows(CardsUnderTest.Slack(new CardContent.EscalationReminder(CardSamples.Team, ItemIn("asked back"), rung)));
        Assert.Equal(rung == ReminderRung.Owner ? Verbs.AnswerQuestion : Verbs.TriageResolve, question[0][0]);
    }

    [Fact]
    public void A_reminder_that_is_over_says_what_became_of_it_and_has_no_buttons()
    {
        foreach (var (state, _, _) in Offers)
        {
            var card = CardsUnderTest.Slack(new CardContent.EscalationReminder(CardSamples.Team, ItemIn(state), ReminderRung.Owner, IsOver: true));
            Assert.Empty(SlackRows(card));
            Assert.Contains("There is nothing left to do", SlackLines.Of(card));
        }
    }

    [Fact]
    public void A_theme_that_looks_alike_says_why_on_both_platforms()
    {
        var form = new CardContent.MergeForm(CardSamples.TeamsTeam, ItemIn("waiting"), OuterLoopSamples.Suggestions);
        const string why = "4 escalations from 3 teams. Both say: pass, dear, family";
        Assert.Contains(why, CardsUnderTest.Values(CardsUnderTest.Slack(form), "text"));
        Assert.Contains($"Day passes cost too much: {why}", CardsUnderTest.Values(CardsUnderTest.Teams(form), "text"));
        Assert.Equal("Price: A cheaper day pass", Assert.Single(CardsUnderTest.Values(CardsUnderTest.Slack(form), "initial_value")));
    }

    private static IssueWithResponse ItemIn(string state)
    {
        var item = CardSamples.Detractor(CardSamples.States.Single(one => one.Name == state).State);
        return state == "sent back" ? item with { Issue = item.Issue with { LastEvent = OuterLoopSamples.Events[2] } } : item;
    }

    private static List<string> Lines(IssueWithResponse item) => SlackLines.Of(CardsUnderTest.Slack(new CardContent.EscalationCard(CardSamples.Team, item)));

    private static List<JsonArray> Actions(JsonNode card) => [.. card["blocks"]!.AsArray().Where(block => block!["type"]!.ToString() == "actions").Select(block => block!["elements"]!.AsArray())];

    private static string[][] SlackRows(JsonNode card) => [.. Actions(card).Select(row => row.Select(button => button!["action_id"]!.ToString()).ToArray())];

    /// <summary>What the buttons send; of one that opens a form, what the form sends.</summary>
    private static IEnumerable<string> TeamsVerbs(JsonNode card) =>
        CardsUnderTest.Elements(card["body"], "Action.Execute").Select(action => action["verb"]!.ToString());
}
