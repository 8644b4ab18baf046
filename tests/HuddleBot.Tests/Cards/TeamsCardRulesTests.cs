using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Cards;

/// <summary>What the cards in Microsoft Teams promise to those who read them, and to those who handle their buttons.</summary>
public sealed class TeamsCardRulesTests
{
    private static readonly IssueState.EscalatedToManager Waiting = CardSamples.Escalated(new TriageState.Waiting());
    private static readonly IssueState.EscalatedToManager Accepted = CardSamples.Escalated(new TriageState.Accepted(CardSamples.Mia, CardSamples.Mia, Priority.Normal, CardSamples.Tuesday));

    [Fact]
    public void An_undecided_comment_offers_the_four_decisions_and_a_promoter_is_celebrated_first()
    {
        Assert.Equal([Verbs.Fix, Verbs.Escalate, Verbs.Celebrate, Verbs.Dismiss], VerbsOf(Card(new IssueState.Undecided())));
        var promoter = CardsUnderTest.Teams(new CardContent.IssueCard(CardSamples.Team, CardSamples.Item(CardSamples.Nps(9), "Lovely.")));
        Assert.Equal([Verbs.Celebrate, Verbs.Fix, Verbs.Escalate, Verbs.Dismiss], VerbsOf(promoter));
        Assert.Equal(["positive", null, null, null], Buttons(promoter).Select(button => button["style"]?.ToString()));
    }

    [Fact]
    public void Managers_see_the_triage_on_the_card_of_the_team_and_nobody_else_does()
    {
        Assert.Equal(
            [
                Verbs.TriageAccept, Verbs.TriageResolve, Verbs.TriageAsk, Verbs.TriageReturn, Verbs.TriageMerge, Verbs.TriageSnooze, Verbs.TriageDecline, Verbs.Change, Verbs.Undo,
            ],
            VerbsOf(Card(Waiting, Audience.Manager)));
        Assert.Equal(
            [Verbs.TriageResolve, Verbs.TriageAsk, Verbs.TriageAssign, Verbs.TriageReturn, Verbs.TriageMerge, Verbs.TriageSnooze, Verbs.TriageDecline],
            VerbsOf(Card(Accepted, Audience.Manager)));
        foreach (var audience in new[] { Audience.Everyone, Audience.Member })
        {
            Assert.Equal([Verbs.Change, Verbs.Undo], VerbsOf(Card(Waiting, audience)));
            Assert.Empty(VerbsOf(Card(Accepted, audience)));
        }
    }

    [Fact]
    public void Among_managers_the_triage_opens_for_whom_it_concerns()
    {
        var everybody = Escalation(Waiting);
        var row = Assert.Single(CardsUnderTest.Elements(everybody, "Container"), set => set["id"] is not null);
        Assert.False(row["isVisible"]!.GetValue<bool>());
        Assert.Equal(row["id"]!.ToString(), Assert.Single(Assert.Single(CardsUnderTest.Elements(everybody, "Action.ToggleVisibility"))["targetElements"]!.AsArray())!.ToString());

        var managers = Escalation(Waiting, Audience.Manager);
        Assert.Empty(CardsUnderTest.Elements(managers, "Action.ToggleVisibility"));
        Assert.True(Assert.Single(CardsUnderTest.Elements(managers, "Container"), set => set["id"] is not null)["isVisible"]!.GetValue<bool>());
        Assert.Equal(VerbsOf(everybody), VerbsOf(managers));
        Assert.Empty(VerbsOf(Escalation(Waiting, Audience.Member)));
        Assert.Empty(CardsUnderTest.Elements(Escalation(Waiting, Audience.Member), "Action.ToggleVisibility"));
    }

    [Fact]
    public void The_clients_of_the_managers_in_Microsoft_Teams_ask_for_their_own_card_while_they_can_decide()
    {
        foreach (var card in new[] { Card(Waiting), Card(Accepted), Escalation(Waiting), Escalation(Accepted, Audience.Manager) })
        {
            Assert.Equal(CardSamples.TeamsTeam.Managers[0].User, Assert.Single(card["refresh"]!["userIds"]!.AsArray())!.ToString());
            Assert.Equal(Verbs.Refresh, card["refresh"]!["action"]!["verb"]!.ToString());
        }

        Assert.Equal(CardKinds.Issue, Card(Waiting)["refresh"]!["action"]!["data"]!["card"]!.ToString());
        Assert.Equal(CardKinds.Escalation, Escalation(Waiting)["refresh"]!["action"]!["data"]!["card"]!.ToString());
        Assert.Null(Card(new IssueState.Undecided())["refresh"]);
        Assert.Null(Escalation(CardSamples.Escalated(new TriageState.Declined(CardSamples.Mia, "No.")))["refresh"]);
    }

    [Fact]
    public void No_more_than_sixty_managers_are_asked_for()
    {
        var team = CardSamples.TeamsTeam with { Managers = [.. Enumerable.Range(0, 90).Select(_ => new PersonId(Platform.Teams, "t", Guid.NewGuid().ToString()))] };
        var card = CardsUnderTest.Teams(new CardContent.IssueCard(team, CardSamples.Detractor(Waiting)));
        Assert.Equal(team.Managers.Take(60).Select(manager => manager.User), card["refresh"]!["userIds"]!.AsArray().Select(id => id!.ToString()));
    }

    [Fact]
    public void Every_button_brings_back_the_item_the_version_and_the_card()
    {
        var buttons = All().SelectMany(sample => CardsUnderTest.Elements(sample.Card, "Action.Execute")).ToList();
        Assert.NotEmpty(buttons);
        foreach (var data in buttons.Select(button => button["data"]!))
        {
            Assert.False(string.IsNullOrEmpty(data["item"]!.ToString()));
            Assert.InRange(data["version"]!.GetValue<int>(), 0, int.MaxValue);
            Assert.Contains(data["card"]!.ToString(), new[] { CardKinds.Issue, CardKinds.Escalation, CardKinds.Gathered, CardKinds.Huddle, CardKinds.Promise, CardKinds.DidItWork, CardKinds.EscalationReminder,
                CardKinds.Queue, CardKinds.FollowUp, CardKinds.Theme, CardKinds.ScoreDrop, CardKinds.Digest });
        }

        Assert.Empty(buttons.Select(button => button["verb"]!.ToString()).Except(Verbs.All));

        // What opens a dialog carries its verb in the data.
        var dialogs = All().SelectMany(sample => CardsUnderTest.Elements(sample.Card, "Action.Submit")).Select(button => button["data"]!["verb"]!.ToString());
        Assert.Empty(Verbs.All.Except(buttons.Select(button => button["verb"]!.ToString())).Except(dialogs));
        Assert.Empty(Verbs.Inputs.All.Except(All().SelectMany(sample => Inputs(sample.Card)).Select(input => input["id"]!.ToString())));
    }

    [Fact]
    public void A_form_inside_a_card_asks_only_for_what_it_needs_and_a_form_alone_leads_back()
    {
        var inside = Assert.Single(CardsUnderTest.Elements(Card(new IssueState.Undecided()), "Action.ShowCard"), action => action["title"]!.ToString() == "Fix it ourselves")["card"]!;
        Assert.Equal([Verbs.Fix], CardsUnderTest.Elements(inside, "Action.Execute").Select(action => action["verb"]!.ToString()));
        Assert.Empty(CardsUnderTest.Elements(inside, "TextBlock"));
        Assert.Null(inside["version"]);
        Assert.Equal("me", Input(inside, Verbs.Inputs.Owner)["value"]!.ToString());
        Assert.Null(Input(inside, Verbs.Inputs.Date)["value"]);
        Assert.Contains("empty", Input(inside, Verbs.Inputs.Date)["label"]!.ToString(), StringComparison.Ordinal);

        var alone = CardsUnderTest.Teams(new CardContent.FixForm(CardSamples.TeamsTeam, CardSamples.Detractor(new IssueState.Undecided()), CardSamples.Ana, CardSamples.Tuesday, IsChange: false));
        Assert.Equal([Verbs.Fix, Verbs.Refresh], CardsUnderTest.Elements(alone, "Action.Execute").Select(action => action["verb"]!.ToString()));
        Assert.Equal("2026-11-24", Input(alone, Verbs.Inputs.Date)["value"]!.ToString());
    }

    [Fact]
    public void A_form_that_changes_a_decision_says_so_and_shows_what_stands()
    {
        var plan = new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ben, "Put up a sign", CardSamples.Tuesday);
        var form = CardsUnderTest.Teams(new CardContent.FixForm(CardSamples.TeamsTeam, CardSamples.Detractor(plan), CardSamples.Ana, CardSamples.Tuesday, IsChange: true));
        Assert.True(Assert.Single(CardsUnderTest.Elements(form, "Action.Execute"), action => action["verb"]!.ToString() == Verbs.Fix)["data"]!["change"]!.GetValue<bool>());
        Assert.Equal(CardSamples.Ben.Id.User, Input(form, Verbs.Inputs.Owner)["value"]!.ToString());
        Assert.Contains(Input(form, Verbs.Inputs.Owner)["choices"]!.AsArray(), choice => choice!["title"]!.ToString() == CardSamples.Ben.Name);
        Assert.Equal("Put up a sign", Input(form, Verbs.Inputs.Try)["value"]!.ToString());
    }

    [Fact]
    public void A_form_comes_back_with_what_is_wrong_and_with_what_was_entered()
    {
        var entered = new FormAnswer(new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = CardSamples.Ben.Id.User, ["try"] = "A sign", ["date"] = "2026-11-01" });
        var form = CardsUnderTest.Teams(new CardContent.FixForm(CardSamples.TeamsTeam, CardSamples.Detractor(new IssueState.Undecided()), CardSamples.Ana, CardSamples.Tuesday, IsChange: false)
        {
            InPlace = new(CardKinds.Escalation, new Refusal.DateInThePast(), entered, CardSamples.Ben),
        });
        Assert.Contains("That day has passed. Please choose today or later.", CardsUnderTest.Values(form, "text"));
        Assert.Equal((CardSamples.Ben.Id.User, "A sign", "2026-11-01"), (Input(form, "owner")["value"]!.ToString(), Input(form, "try")["value"]!.ToString(), Input(form, "date")["value"]!.ToString()));
        Assert.All(CardsUnderTest.Elements(form, "Action.Execute"), action => Assert.Equal(CardKinds.Escalation, action["data"]!["card"]!.ToString()));
    }

    [Fact]
    public void What_is_left_empty_in_a_form_that_comes_back_stays_empty()
    {
        var plan = new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ben, "Put up a sign", CardSamples.Tuesday);
        var form = CardsUnderTest.Teams(new CardContent.FixForm(CardSamples.TeamsTeam, CardSamples.Detractor(plan), CardSamples.Ana, CardSamples.Tuesday, IsChange: true)
        {
            InPlace = new(CardKinds.Issue, new Refusal.CannotCheck(), new(new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = "me" })),
        });
        Assert.Null(Input(form, Verbs.Inputs.Try)["value"]);
        Assert.Equal("me", Input(form, Verbs.Inputs.Owner)["value"]!.ToString());
    }

    [Fact]
    public void What_must_be_filled_says_so_and_what_is_chosen_beforehand_is_one_of_the_choices()
    {
        string[] needed = [Verbs.Inputs.Answer, Verbs.Inputs.Guidance, Verbs.Inputs.Question, Verbs.Inputs.Reason, Verbs.Inputs.Try, Verbs.Inputs.Words];
        var inputs = All().SelectMany(sample => Inputs(sample.Card)).ToList();
        Assert.Equal(needed, inputs.Where(input => input["isRequired"] is not null).Select(input => input["id"]!.ToString()).Distinct().Order(StringComparer.Ordinal));
        Assert.All(inputs, input => Assert.NotEqual("", input["label"]!.ToString()));
        Assert.All(
            inputs.Where(input => input["choices"] is not null),
            input => Assert.Contains(input["choices"]!.AsArray(), choice => choice!["value"]!.ToString() == input["value"]!.ToString()));
    }

    [Fact]
    public void A_row_has_no_more_buttons_than_a_phone_shows_and_one_of_them_at_most_stands_out()
    {
        var rows = All().SelectMany(sample => Rows(sample.Card)).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.InRange(row.Count, 1, 3));
        Assert.All(rows, row => Assert.InRange(row.Count(button => button!["style"]?.ToString() == "positive"), 0, 1));
    }

    [Fact]
    public void What_is_seen_has_words_and_what_has_a_colour_says_it_too()
    {
        foreach (var (name, content) in CardsUnderTest.SamplesFor(Platform.Teams))
        {
            var card = CardsUnderTest.Teams(content);
            Assert.All(CardsUnderTest.Elements(card, "TextBlock", "TextRun"), text => Assert.False(string.IsNullOrWhiteSpace(text["text"]!.ToString()), name));
            Assert.All(CardsUnderTest.Values(card, "title", "label", "errorMessage", "fallbackText"), words => Assert.False(string.IsNullOrWhiteSpace(words), name));
            Assert.All(CardsUnderTest.Elements(card, "Container").Where(box => box["style"]?.ToString() == "attention"), box => Assert.NotEmpty(CardsUnderTest.Values(box, "text")));
            Assert.InRange(CardsUnderTest.Elements(card, "TextBlock").Count(text => text["style"]?.ToString() == "heading"), 0, content is CardContent.Home ? 2 : 1);
            foreach (var text in CardsUnderTest.Elements(card, "TextBlock").Where(text => text["color"]?.ToString() is "Good" or "Attention"))
                Assert.Matches("detractor|promoter|satisfied|found it|stars|has fallen", text["text"]!.ToString());
        }
    }

    [Fact]
    public void Contact_data_is_on_no_card()
    {
        string[] secrets = ["Secret Name", "secret@example.org", "+44 1", "c-9", "business", "12000"];
        foreach (var (_, content) in CardsUnderTest.SamplesFor(Platform.Teams))
        {
            var card = CardsUnderTest.Composer.Compose(Platform.Teams, content);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, card.Json + card.Summary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_long_comment_is_shown_whole_page_by_page()
    {
        foreach (var words in new[] { string.Join(' ', Enumerable.Range(0, 12_000)), string.Concat(Enumerable.Repeat("😀 ", 9_000)).Trim(), string.Concat(Enumerable.Repeat("שלום ", 9_000)).Trim() })
        {
            var item = CardSamples.Item(CardSamples.Nps(3), words);
            Assert.Contains(Verbs.Show, VerbsOf(CardsUnderTest.Teams(new CardContent.IssueCard(CardSamples.Team, item))));
            var (shown, page) = ("", (int?)0);
            for (var pages = 0; page is { } at; pages++)
            {
                Assert.True(pages < 40);
                var view = CardsUnderTest.Teams(new CardContent.FullComment(CardSamples.Team, item, at));
                shown += string.Concat(view["body"]!.AsArray().Where(block => block!["type"]!.ToString() == "RichTextBlock").Skip(1).SelectMany(block => CardsUnderTest.Values(block, "text")));
                page = CardsUnderTest.Elements(view, "Action.Execute").FirstOrDefault(action => action["verb"]!.ToString() == Verbs.Show)?["data"]!["page"]!.GetValue<int>();
            }

            Assert.Equal(words, shown);
        }
    }

    private static IEnumerable<(string Name, JsonNode Card)> All() => CardsUnderTest.SamplesFor(Platform.Teams).Select(sample => (sample.Name, CardsUnderTest.Teams(sample.Content)));

    private static JsonNode Card(IssueState state, Audience audience = Audience.Everyone) =>
        CardsUnderTest.Teams(new CardContent.IssueCard(CardSamples.TeamsTeam, CardSamples.Detractor(state), audience));

    private static JsonNode Escalation(IssueState state, Audience audience = Audience.Everyone) =>
        CardsUnderTest.Teams(new CardContent.EscalationCard(CardSamples.TeamsTeam, CardSamples.Detractor(state), audience));

    private static List<JsonArray> Rows(JsonNode card) => [.. CardsUnderTest.Elements(card, "ActionSet").Select(set => set["actions"]!.AsArray())];

    private static IEnumerable<JsonObject> Inputs(JsonNode card) => CardsUnderTest.Elements(card, "Input.Text", "Input.Date", "Input.ChoiceSet");

    private static JsonObject Input(JsonNode card, string id) => Assert.Single(Inputs(card), input => input["id"]!.ToString() == id);

    /// <summary>The buttons of the card itself, not of the forms in it.</summary>
    private static IEnumerable<JsonNode> Buttons(JsonNode card) =>
        card["body"]!.AsArray().SelectMany(element => element!["items"] is JsonArray items ? items : (IEnumerable<JsonNode?>)[element])
            .Where(element => element!["type"]!.ToString() == "ActionSet").SelectMany(set => set!["actions"]!.AsArray()).Select(action => action!);

    /// <summary>What the buttons send, in their order; of a button that opens a form, what the form sends.</summary>
    private static List<string> VerbsOf(JsonNode card) =>
        [.. Buttons(card).Where(action => action["type"]!.ToString() != "Action.ToggleVisibility")
            .Select(action => (action["verb"] ?? action["data"]?["verb"] ?? CardsUnderTest.Elements(action, "Action.Execute").Single()["verb"])!.ToString())];
}
