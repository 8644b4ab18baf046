using System.Text.Json.Nodes;
using HuddleBot.Cards;
using HuddleBot.Cards.Slack;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Cards;

/// <summary>What the cards promise to those who read them, and to those who handle their buttons.</summary>
public sealed class CardRulesTests
{
    private static readonly string Id = CardSamples.Detractor(new IssueState.Undecided()).Issue.Id.ToString();

    [Fact]
    public void An_undecided_comment_offers_the_four_decisions() =>
        Assert.Equal([Verbs.Fix, Verbs.Escalate, Verbs.Celebrate, Verbs.Dismiss], VerbsOf(Card(new IssueState.Undecided())));

    [Fact]
    public void A_promoter_is_celebrated_first()
    {
        var card = CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, CardSamples.Item(CardSamples.Nps(9), "Lovely.")));
        Assert.Equal([Verbs.Celebrate, Verbs.Fix, Verbs.Escalate, Verbs.Dismiss], VerbsOf(card));
        Assert.Equal("primary", Buttons(card)[0]["style"]!.ToString());
        Assert.Single(CardsUnderTest.Values(card, "style"));
    }

    [Fact]
    public void What_is_being_fixed_can_be_done_changed_dropped_and_taken_back() =>
        Assert.Equal([Verbs.Done, Verbs.Change, Verbs.Drop, Verbs.Undo], VerbsOf(Card(new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ana, null, CardSamples.Tuesday))));

    [Fact]
    public void Every_button_carries_the_item_and_the_row_tells_its_version_apart()
    {
        var item = CardSamples.Detractor(new IssueState.Undecided());
        var card = CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, item with { Issue = item.Issue with { Version = 7 } }));
        Assert.All(Buttons(card), button => Assert.Equal(Id, button["value"]!.ToString()));
        Assert.Equal($"actions-{Id}-7", card["blocks"]!.AsArray()[^1]!["block_id"]!.ToString());
    }

    [Fact]
    public void Every_id_that_can_come_back_is_known()
    {
        var ids = CardSamples.All.SelectMany(sample => CardsUnderTest.Values(CardsUnderTest.Slack(sample.Content), "action_id", "callback_id")).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(ids);
        Assert.Empty(ids.Except([.. Verbs.All, .. Verbs.Inputs.All]));
        Assert.Empty(Verbs.Inputs.All.Except([Verbs.Inputs.Query]).Except(ids)); // A list of Slack's sends what was chosen by itself.
        Assert.Empty(Verbs.All.Except([Verbs.Refresh]).Except(ids)); // Slack shows everybody the same card: there is nothing to refresh.
    }

    [Fact]
    public void A_form_comes_back_under_its_verb_with_the_item_and_the_version_seen()
    {
        var item = CardSamples.Detractor(new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ben, null, CardSamples.Tuesday));
        var form = CardsUnderTest.Slack(new CardContent.FixForm(CardSamples.Team, item, CardSamples.Ana, CardSamples.Tuesday, IsChange: true));
        Assert.Equal(Verbs.Fix, form["callback_id"]!.ToString());
        Assert.Equal(new FormState(Id, item.Issue.Version, IsChange: true, Channel: null), FormState.TryRead(form["private_metadata"]!.ToString()));
        Assert.Equal("U0002", Assert.Single(CardsUnderTest.Values(form, "initial_user")));
    }

    [Fact]
    public void An_input_stands_in_a_block_of_its_own_name_and_has_a_default_or_is_optional()
    {
        string[] needed = [Verbs.Inputs.Reason, Verbs.Inputs.Answer, Verbs.Inputs.Words, Verbs.Inputs.Try, Verbs.Inputs.Question, Verbs.Inputs.Guidance];
        var inputs = CardSamples.All.Where(sample => sample.Content is not CardContent.AddForm { Words: not null })
            .SelectMany(sample => CardsUnderTest.Slack(sample.Content)["blocks"]!.AsArray()).Where(block => block!["type"]!.ToString() == "input").ToList();
        Assert.NotEmpty(inputs);
        foreach (var input in inputs)
        {
            var element = input!["element"]!.AsObject();
            Assert.Equal(input["block_id"]!.ToString(), element["action_id"]!.ToString());
            var hasDefault = element.Any(pair => pair.Key.StartsWith("initial_", StringComparison.Ordinal));
            Assert.True(hasDefault || input["optional"] is not null || needed.Contains(input["block_id"]!.ToString()), input.ToJsonString());
        }
    }

    [Fact]
    public void What_is_chosen_beforehand_is_one_of_the_choices()
    {
        var selects = CardSamples.All.SelectMany(sample => CardsUnderTest.Slack(sample.Content)["blocks"]!.AsArray()).Select(block => block!["element"]).Where(element => element?["options"] is not null).ToList();
        Assert.NotEmpty(selects);
        Assert.All(selects, element => Assert.Contains(element!["options"]!.AsArray(), option => JsonNode.DeepEquals(option, element["initial_option"])));
    }

    [Fact]
    public void Contact_data_is_on_no_card()
    {
        string[] secrets = ["Secret Name", "secret@example.org", "+44 1", "c-9", "business", "12000"];
        foreach (var (_, content) in CardSamples.All)
        {
            var card = CardsUnderTest.Composer.Compose(Platform.Slack, content);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, card.Json + card.Summary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_attributes_are_those_that_the_team_chose_in_its_order()
    {
        var context = Assert.Single(CardsUnderTest.Values(Card(new IssueState.Undecided()), "text"), text => text.StartsWith("Arrival", StringComparison.Ordinal));
        Assert.Equal("Arrival · Sun 22 Nov 08:30 · airport: London Heathrow Airport · airline: Air Example", context);
    }

    [Fact]
    public void When_is_said_in_the_teams_zone()
    {
        var team = CardSamples.Team with { TimeZone = NodaTime.DateTimeZoneProviders.Tzdb["Pacific/Auckland"] };
        var card = CardsUnderTest.Slack(new CardContent.IssueCard(team, CardSamples.Detractor(new IssueState.Undecided())));
        Assert.Contains(CardsUnderTest.Values(card, "text"), text => text.Contains("Sun 22 Nov 21:30", StringComparison.Ordinal));
    }

    [Fact]
    public void What_people_wrote_is_never_parsed()
    {
        foreach (var (_, content) in CardSamples.All)
        {
            var card = CardsUnderTest.Slack(content);
            Assert.DoesNotContain("mrkdwn", CardsUnderTest.Values(card, "type"));
            AssertNoEmoji(card);
        }

        static void AssertNoEmoji(JsonNode? node)
        {
            if (node is JsonArray items) foreach (var item in items) AssertNoEmoji(item);
            if (node is not JsonObject element) return;
            if (element["type"]?.ToString() == "plain_text") Assert.False(element["emoji"]!.GetValue<bool>());
            foreach (var (_, value) in element) AssertNoEmoji(value);
        }
    }

    [Fact]
    public void Markup_in_the_customers_words_stays_as_it_is()
    {
        const string words = "<!channel> *b* ${headline} {who} \"q\" \\ :tada: 👩‍👩‍👧 שלום";
        var card = CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, CardSamples.Item(CardSamples.Nps(3), words)));
        Assert.Contains(words, CardsUnderTest.Values(card, "text"));
    }

    [Fact]
    public void A_long_comment_is_shortened_and_can_be_shown_whole()
    {
        var words = string.Join(' ', Enumerable.Range(0, 60_000));
        var item = CardSamples.Item(CardSamples.Nps(3), words);
        var card = CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, item));
        Assert.Equal(Verbs.Show, VerbsOf(card)[^1]);

        var shown = "";
        var value = $"{Id}:0";
        for (var pages = 0; value is not null; pages++)
        {
            Assert.True(pages < 20);
            var view = CardsUnderTest.Slack(new CardContent.FullComment(CardSamples.Team, item, int.Parse(value.Split(':')[1])));
            shown += string.Concat(view["blocks"]!.AsArray().Skip(1).Where(block => block!["type"]!.ToString() == "rich_text").SelectMany(block => CardsUnderTest.Values(block, "text")));
            value = CardsUnderTest.Values(view, "value").SingleOrDefault();
        }

        Assert.Equal(words, shown);
    }

    [Fact]
    public void A_notification_says_the_score_and_the_words() =>
        Assert.Equal(
            "Detractor 3 of 10: Nobody could tell me where the bus leaves.",
            CardsUnderTest.Composer.Compose(Platform.Slack, new CardContent.IssueCard(CardSamples.Team, CardSamples.Detractor(new IssueState.Undecided()))).Summary);

    [Theory]
    [InlineData(Metric.Nps, 0, 10, 8, "8 of 10 · passive")]
    [InlineData(Metric.Stars, 1, 5, 2, "2 of 5 stars")]
    [InlineData(Metric.Csat, 1, 5, 4.5, "4.5 of 5 · satisfied")]
    [InlineData(Metric.Csat, 1, 10, 3, "3 of 10 · dissatisfied")]
    [InlineData(Metric.Ces, 1, 7, 6, "6 of 7 · found it easy")]
    [InlineData(Metric.Csat, -2, 2, -1, "−1 on −2 to 2 · dissatisfied")]
    public void The_headline_says_the_score_and_what_it_means(Metric metric, int min, int max, double value, string headline)
    {
        var item = CardSamples.Item(Score.Create(metric, value, Scale.TryCreate(min, max)!.Value).Score, "Words.");
        Assert.Contains(headline, CardsUnderTest.Values(CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, item)), "text"));
    }

    [Fact]
    public void A_gathered_message_has_one_block_a_comment_and_each_can_be_opened()
    {
        var card = CardsUnderTest.Slack(new CardContent.GatheredCard(CardSamples.Team, [.. Enumerable.Range(0, 45).Select(i => CardSamples.Item(CardSamples.Nps(3), $"Comment {i}"))]));
        Assert.Equal(1 + 40 + 1, card["blocks"]!.AsArray().Count);
        Assert.Equal(Enumerable.Repeat(Verbs.Open, 40), CardsUnderTest.Values(card, "action_id"));
        Assert.Contains("and 5 more", CardsUnderTest.Values(card, "text"));
    }

    [Fact]
    public void Every_card_has_a_line_for_the_notification() =>
        Assert.All(CardSamples.All, sample => Assert.NotEqual("", CardsUnderTest.Composer.Compose(Platform.Slack, sample.Content).Summary));

    private static JsonNode Card(IssueState state) => CardsUnderTest.Slack(new CardContent.IssueCard(CardSamples.Team, CardSamples.Detractor(state)));

    private static string[] VerbsOf(JsonNode card) => [.. Buttons(card).Select(button => button["action_id"]!.ToString())];

    private static List<JsonNode> Buttons(JsonNode card) =>
        [.. card["blocks"]!.AsArray().Where(block => block!["type"]!.ToString() == "actions").SelectMany(block => block!["elements"]!.AsArray()).Select(button => button!)];
}
