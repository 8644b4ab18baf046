using System.Text.Json.Nodes;
using HuddleBot.Cards.Teams;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Cards;

/// <summary>Whatever people and sources send, the card is small enough for Microsoft Teams and shows nothing as anything but text.</summary>
public sealed class TeamsHostileInputTests
{
    /// <summary>Stands in everything that people write; of our own words it is no part.</summary>
    private const string Mark = "⚑";

    public static TheoryData<int> Seeds() => HostileInputTests.Seeds();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_input_makes_a_card_too_large(int seed)
    {
        var contents = HostileInputTests.Hostile(new Random(seed)).ToList();
        Assert.NotEmpty(contents);
        foreach (var content in contents)
        {
            var card = CardsUnderTest.Composer.Compose(Platform.Teams, content);
            Assert.True(TeamsCardSize.Fits(card), $"{content.GetType().Name} has {card.Json.Length} characters");
            Assert.DoesNotContain('\n', card.Summary);
            foreach (var text in CardsUnderTest.Values(JsonNode.Parse(card.Json), "text", "value", "title")) HostileInputTests.AssertWhole(text);
        }
    }

    [Fact]
    public void A_lock_screen_shows_nothing_that_anybody_has_typed()
    {
        var (typed, samples) = (Marked().ToList(), CardSamples.All.ToList());
        Assert.True(typed.Count > 50 && samples.Count > 50);
        foreach (var (_, content) in typed) Assert.DoesNotContain(Mark, CardsUnderTest.Composer.Compose(Platform.Teams, content).OurWords, StringComparison.Ordinal);
        foreach (var (_, content) in samples)
        {
            var words = CardsUnderTest.Composer.Compose(Platform.Teams, content).OurWords;
            Assert.NotEqual("", words);
            Assert.All((string[])["Ana", "Ben", "Mia"], name => Assert.DoesNotContain(name, words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Forty_comments_are_as_many_as_fit_and_say_how_many_are_left_out()
    {
        foreach (var words in new[] { "Fine.", string.Concat(Enumerable.Repeat("😀", 100)), string.Concat(Enumerable.Repeat("\"\\", 100)), string.Concat(Enumerable.Repeat("שלום ", 40)) })
        {
            var composed = CardsUnderTest.Composer.Compose(Platform.Teams, new CardContent.GatheredCard(CardSamples.TeamsTeam, [.. Enumerable.Range(0, 40).Select(_ => CardSamples.Item(CardSamples.Nps(3), words))]));
            Assert.True(TeamsCardSize.IsSmall(composed), $"{composed.Json.Length} characters");
            var card = JsonNode.Parse(composed.Json)!;
            var shown = CardsUnderTest.Elements(card, "ColumnSet").Count();
            Assert.InRange(shown, 4, 40);
            if (shown < 40) Assert.Contains($"and {40 - shown} more", CardsUnderTest.Values(card, "text"));
        }
    }

    [Fact]
    public void What_stands_in_a_field_is_whole_unless_the_card_could_not_be_sent()
    {
        var (ask, hurt) = (string.Concat(Enumerable.Repeat("שלום ", 600)).Trim(), string.Concat(Enumerable.Repeat("Word ", 600)).Trim());
        var escalated = new IssueState.EscalatedToManager(CardSamples.Ana, new("price", ask, hurt, CardSamples.Now, CardSamples.Now, new TriageState.Waiting()));
        var values = CardsUnderTest.Values(CardsUnderTest.Teams(new CardContent.EscalateForm(CardSamples.TeamsTeam, CardSamples.Detractor(escalated), IsChange: true)), "value").ToList();
        Assert.Contains(ask, values);
        Assert.Contains(hurt, values);

        var emoji = string.Concat(Enumerable.Repeat("😀", 1500));
        var most = new IssueState.EscalatedToManager(CardSamples.Ana, new("price", emoji, emoji, CardSamples.Now, CardSamples.Now, new TriageState.Waiting()));
        Assert.True(TeamsCardSize.Fits(CardsUnderTest.Composer.Compose(Platform.Teams, new CardContent.EscalateForm(CardSamples.TeamsTeam, CardSamples.Detractor(most), IsChange: true))));
    }

    [Fact]
    public void A_card_that_cannot_be_made_small_enough_is_a_fault_of_ours()
    {
        var team = CardSamples.TeamsTeam with { Managers = [.. Enumerable.Range(0, 60).Select(i => new PersonId(Platform.Teams, "t", i + new string('x', 700)))] };
        var content = new CardContent.IssueCard(team, CardSamples.Detractor(CardSamples.Escalated(new TriageState.Waiting())));
        Assert.Contains("characters, at most 38000", Assert.Throws<HuddleBot.Cards.Templating.CardTemplateException>(() => CardsUnderTest.Teams(content)).Message, StringComparison.Ordinal);
    }

    /// <summary>A client reads markup in all that is no TextRun, no compact list and no field.</summary>
    [Fact]
    public void What_people_wrote_stands_only_where_nothing_is_parsed()
    {
        var marked = 0;
        foreach (var (name, content) in Marked())
        {
            var card = CardsUnderTest.Teams(content);
            if (CardsUnderTest.Values(card, "text").Any(text => text.Contains(Mark, StringComparison.Ordinal))) marked++;
            Assert.All(CardsUnderTest.Elements(card, "TextBlock"), text => Assert.DoesNotContain(Mark, text["text"]!.ToString(), StringComparison.Ordinal));
            Assert.All(CardsUnderTest.Values(card, "label", "errorMessage", "placeholder", "fallbackText", "tooltip", "altText"), words => Assert.DoesNotContain(Mark, words, StringComparison.Ordinal));
            Assert.All(
                CardsUnderTest.Elements(card, "Action.Execute", "Action.Submit", "Action.ShowCard", "Action.ToggleVisibility"),
                action => Assert.DoesNotContain(Mark, action["title"]?.ToString() ?? "", StringComparison.Ordinal));
            Assert.All(
                CardsUnderTest.Elements(card, "Input.ChoiceSet").Where(input => input["style"]!.ToString() != "compact"),
                input => Assert.DoesNotContain(Mark, input.ToJsonString(), StringComparison.Ordinal));
            Assert.True(name.Length > 0);
        }

        Assert.True(marked > 15, $"only {marked} cards show what people wrote");
    }

    [Fact]
    public void Markup_in_the_customers_words_stays_as_it_is()
    {
        const string words = "<at>Everyone</at> **b** [a](https://example.org) ${headline} {who} \"q\" \\ {{DATE(2026-01-01)}} 👩‍👩‍👧 שלום";
        var card = CardsUnderTest.Teams(new CardContent.IssueCard(CardSamples.Team, CardSamples.Item(CardSamples.Nps(3), words)));
        Assert.Equal(words, Assert.Single(CardsUnderTest.Elements(card, "TextRun"), run => run["text"]!.ToString().Contains("Everyone", StringComparison.Ordinal))["text"]!.ToString());
    }

    private static IEnumerable<(string Name, CardContent Content)> Marked()
    {
        var who = CardSamples.Person("U0003", Mark + "Ana");
        var team = CardSamples.TeamsTeam with { Name = Mark + "lounge", EscalationCategories = [Mark + "price"] };
        var fix = new IssueState.FixingIt(who, who, Mark + "a sign", CardSamples.Tuesday);
        IssueState.EscalatedToManager Escalated(TriageState triage) => new(who, new(Mark + "price", Mark + "a pass", Mark + "families", CardSamples.Now, CardSamples.Now, triage));
        IssueState[] states =
        [
            new IssueState.Undecided(), fix, new IssueState.Celebrated(who, Mark + "thanks"), new IssueState.NotActionable(who, Mark + "why"), new IssueState.Done(who, fix, Outcome.Yes, Mark + "well"),
            new IssueState.Done(who, fix, Outcome.TooEarly, Mark + "well"), new IssueState.Dropped(who, fix, Mark + "why"),
            Escalated(new TriageState.Waiting()), Escalated(new TriageState.Accepted(who, who, Priority.High, CardSamples.Tuesday)), Escalated(new TriageState.Declined(who, Mark + "no")),
            Escalated(new TriageState.Resolved(who, Mark + "yes")),
            .. HostileEscalations.Triages(_ => Mark + "words", () => who, CardSamples.Tuesday).Select(Escalated),
            .. HostileEscalations.States(new Random(1), _ => Mark + "words", () => who, CardSamples.Tuesday),
        ];
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["airport"] = Mark + "LHR" };
        foreach (var state in states)
        {
            var item = CardSamples.Item(CardSamples.Nps(3), Mark + "words", state, attributes);
            item = item with { Response = item.Response! with { Touchpoint = Mark + "arrival" } };
            var raised = new IssueWithResponse(item.Issue with { RaisedBy = who, RaisedWords = Mark + "words" }, null);
            var name = state.GetType().Name;
            foreach (var one in new[] { item, raised })
            {
                yield return (name, new CardContent.IssueCard(team, one, Audience.Manager));
                yield return (name, new CardContent.EscalationCard(team, one));
                yield return (name, new CardContent.GatheredCard(team, [one]));
                yield return (name, new CardContent.IssuesList(team, [one], 3));
                yield return (name, new CardContent.Home([one], CardSamples.Waiting([(team, one)], 0)));
                yield return (name, new CardContent.FullComment(team, one, 0));
                yield return (name, new CardContent.FixForm(team, one, who, CardSamples.Tuesday, IsChange: true));
                yield return (name, new CardContent.EscalateForm(team, one, IsChange: true));
                yield return (name, new CardContent.CelebrateForm(team, one));
                yield return (name, new CardContent.DismissForm(team, one, IsChange: true));
                yield return (name, new CardContent.DoneForm(team, one) { InPlace = new(CardKinds.Issue, new Refusal.DecidedBefore(new IssueEvent.Dismissed(who, CardSamples.Now, Mark + "why"))) });
                yield return (name, new CardContent.AcceptForm(team, one, who, CardSamples.Tuesday));
                yield return (name, new CardContent.DeclineForm(team, one));
                yield return (name, new CardContent.ResolveForm(team, one));
                yield return (name, new CardContent.AddedNote(team, one));
                yield return (name, new CardContent.DropForm(team, one));
                yield return (name, new CardContent.PromiseReminder(team, one));
                yield return (name, new CardContent.DidItWork(team, one));
                foreach (var content in HostileEscalations.Of(new Random(1), team, one, _ => Mark + "words", CardSamples.Tuesday)) yield return (name, content);
                foreach (var huddle in Huddles(team, who, one)) yield return (name, huddle);
            }

            foreach (var content in DropSamples.Hostile(team, state, () => Mark + "words")) yield return (name, content);
        }

        foreach (var happened in HostileEscalations.Events(_ => Mark + "words", () => who, CardSamples.Tuesday)) yield return ("note", new CardContent.EventNote(team, CardSamples.Detractor(OuterLoopSamples.Asked), happened));
        yield return ("queue", HostileEscalations.Queue(new Random(1), team, () => CardSamples.Item(CardSamples.Nps(3), Mark + "words", Escalated(new TriageState.Waiting())), _ => Mark + "words"));
        yield return ("note", new CardContent.EventNote(team, CardSamples.Detractor(states[0]), new IssueEvent.TriageDeclined(who, CardSamples.Now, Mark + "no")));
        yield return ("refusal", new CardContent.RefusalNote(team, new Refusal.DecidedBefore(new IssueEvent.Dismissed(who, CardSamples.Now, Mark + "why"))));
        yield return ("refusal", new CardContent.RefusalForm(team, new Refusal.NotAMember()));
        yield return ("add", new CardContent.AddForm(team, Mark + "words"));
        foreach (var score in ScoreSamples.Hostile(team, _ => Mark + "words")) yield return ("score", score);
        yield return ("help", new CardContent.Help(team));
    }

    private static IEnumerable<CardContent> Huddles(FrontlineTeam team, Actor who, IssueWithResponse item)
    {
        var id = item.Issue.Id;
        var agenda = new Agenda(AgendaParts.Usual, [id], 1, HuddleSamples.Score, id, [new(id, [Mark + "shower"], 2)], [id], Mark + "What did you hear?");
        var schedule = HuddleSchedule.Usual(new(9, 15)) with { Name = Mark + "Look back" };
        foreach (var phase in Enum.GetValues<HuddlePhase>())
        {
            var huddle = HuddleSamples.Finished with
            {
                Phase = phase, Name = Mark + "Look back", Agenda = agenda, Lead = who, Present = [who], Away = [who], Answers = [new(who, "", Mark + "words", CardSamples.Now, IsLate: true, IsEdited: true)],
            };
            var items = new HuddleItems(new Dictionary<IssueId, IssueWithResponse> { [id] = item }, [item]);
            yield return new CardContent.HuddleCard(team, huddle, items);
            yield return new CardContent.HuddleReceipt(team, huddle, items);
            yield return new CardContent.TimeIsUpNote(team, huddle);
            yield return new CardContent.LeadReminder(team, huddle);
            yield return new CardContent.LeadReminder(team, huddle, IsOver: true);
            yield return new CardContent.AnswerReminder(team, huddle);
            yield return new CardContent.PassLeadForm(team, huddle, who);
            yield return new CardContent.PromiseForm(team, huddle, who, HuddleSamples.Monday);
            yield return new CardContent.AnswerForm(team, huddle);
        }

        yield return new CardContent.ScheduleNote(team, [new(HuddleSamples.Id, schedule, HuddleSamples.StartsAt, ClockShift.None)], HuddleSamples.Monday, ScheduleChange.Paused);
    }
}
