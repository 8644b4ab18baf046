using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Triage;

namespace HuddleBot.Tests.Cards;

/// <summary>A manager's queue: what is said of each escalation, and that every part of it is a tap away.</summary>
public sealed class QueueCardTests
{
    private static readonly QueueQuery Middle = new(QueueView.Open, QueueOrder.Weight, "price", 1);

    [Fact]
    public void A_full_page_fits_one_phone_screen_and_a_little_more()
    {
        var lines = SlackLines.Of(Slack(OuterLoopSamples.Page(QueueQuery.First, OuterLoopSamples.Entries(8), 17)));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 140));
        Assert.InRange(lines.Sum(line => (line.Length + 43) / 44), 20, 45);
    }

    [Fact]
    public void Each_line_says_when_it_is_due_and_for_whom_and_how_heavy_it_is()
    {
        var lines = SlackLines.Of(Slack(OuterLoopSamples.Page(QueueQuery.First, OuterLoopSamples.Entries(8), 8)));
        Assert.Equal(
            [
                "Overdue since Thu 19 Nov 10:30", "Answer by Wed 25 Nov 10:30", "Overdue since Thu 19 Nov 10:30, with the team", "The team answers by Tue 24 Nov 10:30", "Overdue since Thu 19 Nov, Ben Okafor",
                "Ben Okafor, by Tue 24 Nov", "Put off until Tue 24 Nov", "In a theme: Day passes cost too much",
            ],
            lines.Where(line => line.EndsWith("London Heathrow lounge, price", StringComparison.Ordinal)).Select(line => line.Split(" · ")[0]));
        Assert.Contains(lines, line => line.StartsWith('“') && line.Contains("…” · 1 customer × 12\u00A0000 a year × 1 day", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("no comment · 4 customers × 7 days", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_line_opens_the_escalation()
    {
        var entries = OuterLoopSamples.Entries(8);
        var page = OuterLoopSamples.Page(QueueQuery.First, entries, 8);
        Assert.Equal(
            entries.Select(entry => entry.Item.Issue.Id.ToString()),
            Slack(page)["blocks"]!.AsArray().Select(block => block!["accessory"]).OfType<JsonNode>().Where(button => button["action_id"]!.ToString() == Verbs.QueueOpen).Select(button => button["value"]!.ToString()));
        Assert.Equal(
            entries.Select(entry => entry.Item.Issue.Id.ToString()),
            CardsUnderTest.Elements(Teams(page), "Action.Execute").Where(button => button["verb"]!.ToString() == Verbs.QueueOpen).Select(button => button["data"]!["item"]!.ToString()));
    }

    [Fact]
    public void Every_view_order_and_category_is_a_choice_that_is_a_query()
    {
        var page = OuterLoopSamples.Page(Middle, OuterLoopSamples.Entries(8), 1240);
        var chosen = CardsUnderTest.Values(Slack(page), "value").Where(value => !value.Contains("lhr-lounge", StringComparison.Ordinal)).Select(QueueQuery.TryParse).ToList();
        Assert.DoesNotContain(null, chosen);
        Assert.All(Enum.GetValues<QueueView>(), view => Assert.Contains(chosen, query => query!.View == view));
        Assert.All(Enum.GetValues<QueueOrder>(), order => Assert.Contains(chosen, query => query!.Order == order));
        Assert.All(page.Categories, category => Assert.Contains(chosen, query => query!.Category == category));

        var list = CardsUnderTest.Elements(Teams(page), "Input.ChoiceSet").Single();
        var onTeams = CardsUnderTest.Elements(Teams(page), "Action.Execute").Where(button => button["verb"]!.ToString() == Verbs.QueueShow).Select(button => button["data"]!["item"]!.ToString())
            .Concat(list["choices"]!.AsArray().Select(choice => choice!["value"]!.ToString())).Select(QueueQuery.TryParse).ToList();
        Assert.DoesNotContain(null, onTeams);
        Assert.All(Enum.GetValues<QueueView>(), view => Assert.Contains(onTeams, query => query!.View == view));
        Assert.All(Enum.GetValues<QueueOrder>(), order => Assert.Contains(onTeams, query => query!.Order == order && query.Category == "price"));
        Assert.All(page.Categories, category => Assert.Contains(onTeams, query => query!.Category == category));
        Assert.Contains(onTeams, query => query is { View: QueueView.Open, Category: null });
    }

    [Fact]
    public void Whose_customers_are_there_can_be_looked_at_alone_and_left_again()
    {
        var page = OuterLoopSamples.Page(QueueQuery.First, OuterLoopSamples.Entries(8), 8) with { Quadrants = [Quadrant.AtRisk, Quadrant.Dangling] };
        Assert.Contains("High value, at risk", SlackChoices(page));
        Assert.Contains("To be won over", TeamsChoices(page));
        Assert.DoesNotContain("Model customer", SlackChoices(page).Concat(TeamsChoices(page)));
        Assert.DoesNotContain("High value, at risk", SlackChoices(page with { Quadrants = [] }).Concat(TeamsChoices(page with { Quadrants = [] })));

        var alone = page with { Query = page.Query with { Quadrant = Quadrant.AtRisk } };
        Assert.Contains("All customers", TeamsChoices(alone));
        Assert.Contains("Due first · High value, at risk", SlackLines.Of(Slack(alone)));

        static IEnumerable<string> SlackChoices(QueuePage page) =>
            CardsUnderTest.Elements(Slack(page), "static_select").Single()["option_groups"]!.AsArray().SelectMany(group => group!["options"]!.AsArray()).Select(option => option!["text"]!["text"]!.ToString());
        static IEnumerable<string> TeamsChoices(QueuePage page) =>
            CardsUnderTest.Elements(Teams(page), "Input.ChoiceSet").Single()["choices"]!.AsArray().Select(choice => choice!["title"]!.ToString());
    }

    [Fact]
    public void No_choice_is_there_twice_and_what_is_shown_is_the_one_that_is_chosen()
    {
        foreach (var query in new[] { QueueQuery.First, Middle, Middle with { Category = null, Page = 3 }, Middle with { Category = null, Quadrant = Quadrant.AtRisk } })
        {
            var page = OuterLoopSamples.Page(query, OuterLoopSamples.Entries(8), 1240) with { Quadrants = [Quadrant.AtRisk, Quadrant.Growth] };
            var select = CardsUnderTest.Elements(Slack(page), "static_select").Single();
            var options = select["option_groups"]!.AsArray().SelectMany(group => group!["options"]!.AsArray()).ToList();
            Assert.Equal(options.Count, options.Select(option => option!["value"]!.ToString()).Distinct().Count());
            Assert.Contains(options, option => JsonNode.DeepEquals(option, select["initial_option"]));
            Assert.Equal((query with { Page = 0 }).ToString(), select["initial_option"]!["value"]!.ToString());

            var list = CardsUnderTest.Elements(Teams(page), "Input.ChoiceSet").Single();
            var values = list["choices"]!.AsArray().Select(choice => choice!["value"]!.ToString()).ToList();
            Assert.Equal(values.Count, values.Distinct().Count());
            Assert.Contains(list["value"]!.ToString(), values);
        }
    }

    [Fact]
    public void Only_the_list_and_its_button_send_what_is_chosen_in_it()
    {
        var buttons = CardsUnderTest.Elements(Teams(OuterLoopSamples.Page(Middle, OuterLoopSamples.Entries(8), 1240)), "Action.Execute").ToList();
        Assert.Equal("Show", Assert.Single(buttons, button => button["associatedInputs"] is null)["title"]!.ToString());
    }

    [Theory]
    [InlineData(0, 17, "1 to 8 of 17", "waitingforme.due.1.")]
    [InlineData(1, 17, "9 to 16 of 17", "waitingforme.due.2. waitingforme.due.0.")]
    [InlineData(2, 17, "17 to 17 of 17", "waitingforme.due.1.")]
    [InlineData(0, 8, null, "")]
    public void The_pages_before_and_after_are_a_tap_away(int number, int total, string? range, string queries)
    {
        var page = OuterLoopSamples.Page(QueueQuery.First with { Page = number }, OuterLoopSamples.Entries(Math.Min(8, total - (8 * number))), total);
        var card = Slack(page);
        var buttons = card["blocks"]!.AsArray().Where(block => block!["type"]!.ToString() == "actions").SelectMany(block => block!["elements"]!.AsArray()).Where(element => element!["type"]!.ToString() == "button");
        Assert.Equal(queries.Split(' ', StringSplitOptions.RemoveEmptyEntries), buttons.Select(button => button!["value"]!.ToString()));
        Assert.Equal(range is not null, SlackLines.Of(card).Contains(range ?? "1 to 8 of 8"));
        foreach (var query in queries.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(CardsUnderTest.Elements(Teams(page), "Action.Execute"), button => button["data"]!["item"]!.ToString() == query);
    }

    [Fact]
    public void The_pages_before_and_after_begin_where_this_one_ends_whatever_is_decided_meanwhile()
    {
        var place = new QueuePlace(0, null, NodaTime.Instant.FromUtc(2026, 11, 23, 12, 0), Core.Identity.ThemeId.Of("1").ToString());
        var mark = new QueueMark(IsBefore: false, place.AskedAt, 1, place);
        var page = OuterLoopSamples.Page(QueueQuery.First, OuterLoopSamples.Entries(8), 17) with { Start = 3, Previous = mark with { IsBefore = true }, Next = mark };
        var slack = CardsUnderTest.Values(Slack(page), "value").Select(QueueQuery.TryParse).OfType<QueueQuery>().Where(query => query.Mark is not null);
        var teams = CardsUnderTest.Elements(Teams(page), "Action.Execute").Select(button => QueueQuery.TryParse(button["data"]!["item"]!.ToString())).OfType<QueueQuery>().Where(query => query.Mark is not null);
        foreach (var queries in new[] { slack, teams }) Assert.Equal([page.Next, page.Previous], queries.Select(query => query.Mark));
        Assert.Contains("4 to 11 of 17", SlackLines.Of(Slack(page)));
    }

    [Theory]
    [InlineData(QueueView.WaitingForMe, "Nothing waits for you.")]
    [InlineData(QueueView.Mine, "You have taken on nothing that is open.")]
    [InlineData(QueueView.Open, "Nothing is open. Well done.")]
    [InlineData(QueueView.Overdue, "Nothing is overdue. Well done.")]
    [InlineData(QueueView.Snoozed, "Nothing is put off.")]
    public void An_empty_view_is_said_kindly(QueueView view, string words)
    {
        var page = OuterLoopSamples.Page(QueueQuery.First with { View = view }, [], 0);
        Assert.Contains(words, SlackLines.Of(Slack(page)));
        Assert.Contains(words, CardsUnderTest.Values(Teams(page), "text"));
    }

    [Fact]
    public void Home_has_the_first_few_and_a_button_to_the_whole()
    {
        var home = CardsUnderTest.Slack(new CardContent.Home(null, OuterLoopSamples.Page(QueueQuery.First, OuterLoopSamples.Entries(8), 17)));
        Assert.Equal(5, CardsUnderTest.Values(home, "action_id").Count(id => id == Verbs.QueueOpen));
        Assert.Contains("and 12 more", SlackLines.Of(home));
        Assert.Equal(QueueQuery.First.ToString(), CardsUnderTest.Values(home, "value").Last());
    }

    private static JsonNode Slack(QueuePage page) => CardsUnderTest.Slack(new CardContent.QueueCard(page));

    private static JsonNode Teams(QueuePage page) => CardsUnderTest.Teams(new CardContent.QueueCard(page));
}
