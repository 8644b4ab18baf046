using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>What people read of a huddle, before, while and after it is held.</summary>
public sealed class HuddleCardTests
{
    [Fact]
    public void Before_it_starts_it_can_be_started_and_one_button_stands_out()
    {
        var card = Slack(HuddleSamples.Announced);
        Assert.Equal([Verbs.HuddleStart, Verbs.HuddleJoin, Verbs.HuddleAway, Verbs.HuddlePass], VerbsOf(card));
        Assert.Equal(["primary", null, null, null], Buttons(card).Select(button => button["style"]?.ToString()));
        Assert.Equal(["Start", "I’m here", "Can’t be there", "Pass the lead"], TitlesOf(Teams(HuddleSamples.Announced)));
    }

    [Fact]
    public void While_it_runs_promises_are_made_and_it_can_be_finished()
    {
        var card = Slack(HuddleSamples.Running);
        Assert.Equal([Verbs.HuddleJoin, Verbs.HuddleAway, Verbs.HuddlePromise, Verbs.HuddlePass, Verbs.HuddleFinish], VerbsOf(card));
        Assert.Equal("primary", Buttons(card)[^1]["style"]!.ToString());
        Assert.Equal(["I’m here", "Can’t be there", "Promise", "Pass the lead", "Finish"], TitlesOf(Teams(HuddleSamples.Running)));
    }

    [Theory]
    [InlineData(HuddlePhase.Finished)]
    [InlineData(HuddlePhase.Missed)]
    [InlineData(HuddlePhase.Skipped)]
    [InlineData(HuddlePhase.CalledOff)]
    public void What_is_over_has_no_buttons(HuddlePhase phase)
    {
        Assert.Empty(Buttons(Slack(HuddleSamples.Finished with { Phase = phase })));
        Assert.Empty(TitlesOf(Teams(HuddleSamples.Finished with { Phase = phase })));
    }

    [Fact]
    public void Every_button_carries_the_huddle_and_the_row_tells_its_version_apart()
    {
        var card = Slack(HuddleSamples.Running with { Version = 7 });
        Assert.All(Buttons(card), button => Assert.Equal("lhr-lounge.2026-11-23.huddle", button["value"]!.ToString()));
        Assert.Equal("huddle-lhr-lounge.2026-11-23.huddle-7", card["blocks"]!.AsArray()[^1]!["block_id"]!.ToString());
        Assert.All(CardsUnderTest.Elements(Teams(HuddleSamples.Running), "Action.Execute"), action => Assert.Equal(
            ("lhr-lounge.2026-11-23.huddle", CardKinds.Huddle), (action["data"]!["item"]!.ToString(), action["data"]!["card"]!.ToString())));
    }

    [Fact]
    public void A_card_asks_for_a_thing_once_whatever_opens_in_it()
    {
        foreach (var (name, content) in CardsUnderTest.SamplesFor(Platform.Teams))
        {
            var inputs = CardsUnderTest.Elements(CardsUnderTest.Teams(content), "Input.Text", "Input.Date", "Input.ChoiceSet").Select(input => input["id"]!.ToString()).ToList();
            Assert.True(inputs.Count == inputs.Distinct().Count(), $"{name}: {string.Join(", ", inputs)}");
        }
    }

    [Fact]
    public void The_parts_stand_in_the_teams_order_and_each_takes_about_two_minutes()
    {
        var agenda = HuddleSamples.Agenda with { Parts = [AgendaPart.Question, AgendaPart.Comments, AgendaPart.Promises] };
        Assert.Equal(
            ["Question of the day · 2 min", "To decide, in the thread below · 2 min", "Promises, and 2 more · 2 min"], HeadingsOf(Slack(HuddleSamples.Announced with { Agenda = agenda })).Skip(1));
        Assert.Equal("Question of the day · 1 min", HeadingsOf(Slack(HuddleSamples.Announced with { Agenda = agenda, Minutes = 3 })).ElementAt(1));
    }

    [Fact]
    public void What_is_gone_is_left_out_and_so_is_a_part_of_which_nothing_is_left()
    {
        var card = CardsUnderTest.Slack(new CardContent.HuddleCard(CardSamples.Team, HuddleSamples.Announced, HuddleItems.None));
        Assert.Equal(["How we did · 2 min", "Question of the day · 2 min"], HeadingsOf(card).Skip(1));
    }

    [Fact]
    public void Where_nothing_is_due_it_says_so_and_asks_for_an_observation()
    {
        var card = Slack(HuddleSamples.Announced with { Agenda = Agenda.Empty });
        Assert.Equal(
            ["Huddle, Mon 23 Nov 09:15", "10 minutes. Ben Okafor leads.", "Nothing is due, and nothing waits for a decision.", "What did you see or hear yourself since last time?"], LinesOf(card).Take(4));
        Assert.Contains(Verbs.HuddlePromise, VerbsOf(card));
    }

    [Theory]
    [InlineData(HuddlePhase.Missed, 0, "This one was not held.")]
    [InlineData(HuddlePhase.CalledOff, 0, "This one was called off.")]
    [InlineData(HuddlePhase.Skipped, 0, "This one was not held: I was not running then.")]
    [InlineData(HuddlePhase.Skipped, 1, "This one was not held, nor the one before it: I was not running then.")]
    [InlineData(HuddlePhase.Skipped, 4, "This one was not held, nor the 4 before it: I was not running then.")]
    public void What_was_not_held_is_a_fact(HuddlePhase phase, int before, string words) =>
        Assert.Equal(words, LinesOf(Slack(HuddleSamples.Announced with { Phase = phase, SkippedBefore = before }))[1]);

    [Theory]
    [InlineData(2, 4, "Finished. 2 people were there. 4 things were decided.")]
    [InlineData(1, 1, "Finished. 1 person was there. 1 thing was decided.")]
    [InlineData(0, 0, "Finished. Nobody tapped “I’m here”. Nothing was decided.")]
    public void What_came_of_it_is_one_line(int there, int decided, string words)
    {
        var huddle = HuddleSamples.Finished with { Present = [.. HuddleSamples.Finished.Present.Take(there)] };
        var items = HuddleSamples.Items with { Decided = [.. HuddleSamples.Items.Decided.Take(decided)] };
        Assert.Equal(words, LinesOf(CardsUnderTest.Slack(new CardContent.HuddleCard(CardSamples.Team, huddle, items)))[1]);
    }

    [Fact]
    public void A_full_agenda_fits_one_phone_screen()
    {
        var lines = LinesOf(Slack(HuddleSamples.Announced));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 130));
        Assert.InRange(lines.Sum(line => (line.Length + 43) / 44), 20, 33);
    }

    [Theory]
    [InlineData(0, "", "Recent, an unhappy customer · undecided")]
    [InlineData(1, "", "1 other wrote of this · undecided")]
    [InlineData(1, "towel", "1 other wrote of this: towel · undecided")]
    [InlineData(3, "", "3 others wrote of this · undecided")]
    [InlineData(3, "shower cold", "3 others wrote of this: shower, cold · undecided")]
    public void It_says_why_a_comment_was_chosen(int others, string words, string why)
    {
        var comment = HuddleSamples.Agenda.Comments[0] with { Others = others, SharedWords = words.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        Assert.Contains(why, LinesOf(Slack(HuddleSamples.Announced with { Agenda = HuddleSamples.Agenda with { Comments = [comment] } })));
    }

    [Fact]
    public void A_comment_says_what_was_decided_since()
    {
        var (id, item) = HuddleSamples.Items.OfAgenda.Single(pair => pair.Key == HuddleSamples.Agenda.Comments[0].Issue);
        var decided = item with { Issue = item.Issue with { State = new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ana, null, CardSamples.Tuesday) } };
        var items = HuddleSamples.Items with { OfAgenda = new Dictionary<IssueId, IssueWithResponse>(HuddleSamples.Items.OfAgenda) { [id] = decided } };
        Assert.Contains(
            "3 others wrote of this: shower, cold · Ana Costa is fixing it by Tue 24 Nov",
            LinesOf(CardsUnderTest.Slack(new CardContent.HuddleCard(CardSamples.Team, HuddleSamples.Running, items))));
    }

    [Fact]
    public void A_promise_says_who_what_by_when_and_what_came_of_it()
    {
        var lines = LinesOf(Slack(HuddleSamples.Announced));
        Assert.Contains("• Ben Okafor: Put up a sign at the door · was due Fri 20 Nov", lines);
        Assert.Contains("• Ana Costa: Ask the kitchen for a menu that says what is vegan · due Mon 23 Nov", lines);
        Assert.Contains("• Ben Okafor: “The screen by the door was dark.” · kept, too early to say", lines);
    }

    [Theory]
    [InlineData(Metric.Nps, 23.4, MovementVerdict.MayBeChance, "NPS 23, likely 18 to 28 (40 answers in 14 days)", "9 in the 14 days before: may be chance.")]
    [InlineData(Metric.Nps, -12.5, MovementVerdict.Down, "NPS −13, likely −18 to −8 (40 answers in 14 days)", "Down from 9 in the 14 days before, more than chance.")]
    [InlineData(Metric.Csat, 64.4, MovementVerdict.Up, "64% satisfied, likely 59% to 69% (40 answers in 14 days)", "Up from 9% in the 14 days before, more than chance.")]
    [InlineData(Metric.Ces, 71, MovementVerdict.NothingToCompare, "71% found it easy, likely 66% to 76% (40 answers in 14 days)", "Too little to compare with in the 14 days before.")]
    [InlineData(Metric.Stars, 3.44, MovementVerdict.MayBeChance, "3.4 stars, likely −1.6 to 8.4 (40 answers in 14 days)", "9 in the 14 days before: may be chance.")]
    public void The_score_is_said_in_words_that_respect_chance(Metric metric, double now, MovementVerdict verdict, string figure, string movement)
    {
        var lines = LinesOf(Scored(new(metric, 14, new(40, now, now - 5, now + 5), new(38, 9, 4, 14), verdict)));
        Assert.Equal([figure, movement], lines[(lines.IndexOf("How we did · 2 min") + 1)..][..2]);
    }

    [Theory]
    [InlineData(4, "Too few to say (4 answers in 14 days)")]
    [InlineData(1, "Too few to say (1 answer in 14 days)")]
    public void Of_a_few_answers_there_is_no_figure(int answers, string words)
    {
        var lines = LinesOf(Scored(new(Metric.Nps, 14, new(answers, 50, -20, 90), null, MovementVerdict.TooFewToSay)));
        Assert.Contains(words, lines);
        Assert.DoesNotContain(lines, line => line.Contains("50", StringComparison.Ordinal));
    }

    [Fact]
    public void Times_are_those_of_the_team()
    {
        var team = CardSamples.Team with { TimeZone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"] };
        var lines = LinesOf(CardsUnderTest.Slack(new CardContent.HuddleCard(team, HuddleSamples.Running, HuddleSamples.Items)));
        Assert.Equal(["Huddle, Mon 23 Nov 22:15", "On now, until 22:27. Ben Okafor leads."], lines.Take(2));
    }

    [Fact]
    public void A_lock_screen_says_when_and_not_who() =>
        Assert.Equal("Huddle, Mon 23 Nov 09:15", CardsUnderTest.Composer.Compose(Platform.Teams, new CardContent.HuddleCard(CardSamples.Team, HuddleSamples.Running with { Name = "Secret" }, HuddleSamples.Items)).OurWords);

    private static CardContent.HuddleCard Card(Huddle huddle) => new(CardSamples.Team, huddle, HuddleSamples.Items);

    private static JsonNode Scored(ScoreMovement score) =>
        Slack(HuddleSamples.Announced with { Agenda = HuddleSamples.Agenda with { Parts = [AgendaPart.Score, AgendaPart.Praise], Score = score } });

    private static JsonNode Slack(Huddle huddle) => CardsUnderTest.Slack(Card(huddle));

    private static JsonNode Teams(Huddle huddle) => CardsUnderTest.Teams(Card(huddle) with { Team = CardSamples.TeamsTeam });

    private static List<JsonNode> Buttons(JsonNode card) =>
        [.. card["blocks"]!.AsArray().Where(block => block!["type"]!.ToString() == "actions").SelectMany(block => block!["elements"]!.AsArray()).Select(button => button!)];

    private static IEnumerable<string> VerbsOf(JsonNode card) => Buttons(card).Select(button => button["action_id"]!.ToString());

    private static IEnumerable<string> TitlesOf(JsonNode card) =>
        card["body"]!.AsArray().SelectMany(element => CardsUnderTest.Elements(element?["items"], "ActionSet")).Where(set => set.Parent?.Parent?["type"]?.ToString() == "Container")
            .SelectMany(set => set["actions"]!.AsArray()).Select(action => action!["title"]!.ToString());

    private static List<string> LinesOf(JsonNode card) => SlackLines.Of(card);

    private static IEnumerable<string> HeadingsOf(JsonNode card) =>
        CardsUnderTest.Elements(card, "text").Where(text => text["style"]?["bold"]?.GetValue<bool>() is true).Select(text => text["text"]!.ToString());
}
