using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Cards.Slack;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>Whatever people and sources send, the card keeps the platform's limits and shows nothing as anything but text.</summary>
public sealed class HostileInputTests
{
    private static readonly string[] Shreds =
    [
        "word ", "a", " ", "\n", "\r\n", "\t", "\0", "\u0007", "\u200b", "\u202e", "\u2066", "\u2028", "\ud83d", "\ude00", "😀", "👩‍👩‍👧‍👦", "🇬🇧", "e\u0301", "שלום ", "漢字", "<!channel>", "<@U0001>", "*b*", "`c`",
        ":tada:", "&amp;", "${headline}", "{who}", "\"", "\\", "<at>", "</at>", "[a](https://example.org)", "**b**", "{{DATE(2026-01-01T00:00:00Z)}}", "\ufffe", "\uffff", "ﬀ", "\u0301",
    ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_input_breaks_a_limit(int seed)
    {
        var contents = Hostile(new Random(seed)).ToList();
        Assert.NotEmpty(contents);
        foreach (var content in contents)
        {
            var card = CardsUnderTest.Composer.Compose(Platform.Slack, content);
            Assert.Empty(BlockKitLimits.Check(JsonNode.Parse(card.Json)!));
            Assert.True(card.Summary.Length is > 0 and <= 4000, $"the summary of {content.GetType().Name} has {card.Summary.Length} characters");
            Assert.DoesNotContain('\n', card.Summary);
            foreach (var text in CardsUnderTest.Values(JsonNode.Parse(card.Json), "text", "initial_value", "value")) AssertWhole(text);
            AssertWhole(card.Summary);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 8)];

    [Fact]
    public void The_check_finds_what_breaks_a_limit()
    {
        var words = new string('x', 3001);
        string[] broken =
        [
            $$"""{ "blocks": [{ "type": "section", "text": { "type": "plain_text", "text": "{{words}}" } }] }""",
            """{ "blocks": [{ "type": "section", "text": { "type": "plain_text", "text": "" } }] }""",
            """{ "blocks": [{ "type": "section", "text": { "type": "mrkdwn", "text": "a" } }] }""",
            """{ "blocks": [] }""",
            """{ "blocks": [{ "type": "divider", "block_id": "a" }, { "type": "divider", "block_id": "a" }] }""",
            $$"""{ "blocks": [{{string.Join(',', Enumerable.Repeat("""{ "type": "divider" }""", 51))}}] }""",
            $$"""{ "blocks": [{ "type": "header", "text": { "type": "plain_text", "text": "{{words[..151]}}" } }] }""",
            $$"""{ "blocks": [{ "type": "actions", "elements": [{ "type": "button", "action_id": "a", "text": { "type": "plain_text", "text": "{{words[..76]}}" } }] }] }""",
            """{ "blocks": [{ "type": "actions", "elements": [] }] }""",
            """{ "blocks": [{ "type": "actions", "elements": [{ "type": "button", "action_id": "a" }, { "type": "button", "action_id": "a" }] }] }""",
            $$"""{ "type": "modal", "title": { "type": "plain_text", "text": "{{words[..25]}}" }, "blocks": [{ "type": "divider" }] }""",
            $$"""{ "type": "modal", "private_metadata": "{{words}}", "blocks": [{ "type": "divider" }] }""",
            $$"""{ "type": "modal", "blocks": [{ "type": "input", "element": { "type": "radio_buttons", "options": [{{string.Join(',', Enumerable.Repeat("""{ "text": { "type": "plain_text", "text": "a" }, "value": "a" }""", 11))}}] } }] }""",
            $$"""{ "type": "modal", "blocks": [{ "type": "input", "element": { "type": "static_select", "options": [{ "text": { "type": "plain_text", "text": "{{words[..76]}}" }, "value": "a" }] } }] }""",
            $$"""{ "type": "modal", "blocks": [{ "type": "input", "element": { "type": "static_select", "options": [{ "text": { "type": "plain_text", "text": "a" }, "value": "{{words[..151]}}" }] } }] }""",
            $$"""{ "type": "modal", "blocks": [{ "type": "input", "element": { "type": "plain_text_input", "initial_value": "{{words}}" } }] }""",
        ];
        Assert.All(broken, json => Assert.NotEmpty(BlockKitLimits.Check(JsonNode.Parse(json)!)));
    }

    internal static IEnumerable<CardContent> Hostile(Random random)
    {
        string Text(int length)
        {
            var text = new StringBuilder(Shreds[random.Next(Shreds.Length)]);
            var few = random.Next(3) == 0 ? Shreds.OrderBy(_ => random.Next()).Take(2).ToArray() : Shreds;
            while (text.Length < length) text.Append(few[random.Next(few.Length)]);
            return text.ToString();
        }

        string? Perhaps(int length) => random.Next(5) == 0 ? null : Text(random.Next(length));
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 500; i++) attributes[$"{i}{Text(20)}"] = Text(i == 0 ? 100_000 : 200);
        var team = CardSamples.Team with
        {
            Name = Text(3000), EscalationCategories = [.. Enumerable.Range(0, 200).Select(_ => Text(random.Next(300)))], Posting = PostingRules.Default with { ShowAttributes = [.. attributes.Keys] },
        };
        Actor Who() => CardSamples.Person("U" + random.Next(9999), Text(3000));
        var date = new LocalDate(random.Next(1, 9999), 1, 1);
        TriageState[] triages = [new TriageState.Waiting(), new TriageState.Accepted(Who(), Who(), Priority.High, date), new TriageState.Declined(Who(), Text(3000)), new TriageState.Resolved(Who(), Text(3000)), .. HostileEscalations.Triages(Text, Who, date)];
        var fix = new IssueState.FixingIt(Who(), Who(), Perhaps(3000), date);
        IssueState[] states =
        [
            new IssueState.Undecided(), fix, new IssueState.Celebrated(Who(), Perhaps(3000)), new IssueState.NotActionable(Who(), Perhaps(3000)), new IssueState.Done(Who(), fix, Outcome.No, Perhaps(3000)),
            new IssueState.Done(Who(), fix, Outcome.TooEarly, Perhaps(3000)), new IssueState.Dropped(Who(), fix, Text(3000)),
            .. triages.Select(triage => new IssueState.EscalatedToManager(Who(), new(Text(300), Perhaps(3000), Perhaps(3000), CardSamples.Now, CardSamples.Now, triage))),
            .. HostileEscalations.States(random, Text, Who, date),
        ];
        IssueEvent[] events =
        [
            new IssueEvent.Raised(Who(), CardSamples.Now, Text(3000)), new IssueEvent.FixPlanned(Who(), CardSamples.Now, Who(), Perhaps(3000), date),
            new IssueEvent.Dropped(Who(), CardSamples.Now, Text(3000)), new IssueEvent.Escalated(Who(), CardSamples.Now, Text(300), Perhaps(3000), Perhaps(3000), CardSamples.Now), new IssueEvent.TriageResolved(Who(), CardSamples.Now, Text(3000)),
            .. HostileEscalations.Events(Text, Who, date),
        ];
        IssueWithResponse Item(IssueState state)
        {
            var item = CardSamples.Item(CardSamples.Nps(random.Next(11)), Perhaps(random.Next(2) == 0 ? 700 : 100_000), state, attributes);
            return random.Next(4) == 0
                ? new(item.Issue with { RaisedBy = Who(), RaisedWords = Perhaps(3000) }, null)
                : item with { Response = item.Response! with { Touchpoint = Perhaps(100_000) } };
        }

        foreach (var state in states)
        {
            var item = Item(state);
            yield return new CardContent.IssueCard(team, item);
            yield return new CardContent.EscalationCard(team, item);
            yield return new CardContent.FixForm(team, item, Who(), date, state is IssueState.FixingIt);
            yield return new CardContent.EscalateForm(team, item, false);
            yield return new CardContent.CelebrateForm(team, item);
            yield return new CardContent.DismissForm(team, item, false);
            yield return new CardContent.DoneForm(team, item);
            yield return new CardContent.AcceptForm(team, item, Who(), date);
            yield return new CardContent.DeclineForm(team, item);
            yield return new CardContent.ResolveForm(team, item);
            yield return new CardContent.FullComment(team, item, random.Next(-1, 5));
            yield return new CardContent.AddedNote(team, item);
            yield return new CardContent.DropForm(team, item);
            yield return new CardContent.PromiseReminder(team, item, random.Next(2) == 0);
            yield return new CardContent.DidItWork(team, item);
            foreach (var content in HostileEscalations.Of(random, team, item, Text, date)) yield return content;
            foreach (var content in DropSamples.Hostile(team, state, () => Text(random.Next(1, 3000)))) yield return content;
        }

        foreach (var happened in events)
        {
            yield return new CardContent.EventNote(team, Item(states[random.Next(states.Length)]), happened);
            yield return new CardContent.RefusalNote(team, new Refusal.DecidedBefore(happened));
            yield return new CardContent.RefusalForm(team, new Refusal.DecidedBefore(happened));
        }

        yield return new CardContent.GatheredCard(team, [.. Enumerable.Range(0, 60).Select(i => Item(states[i % states.Length]))]);
        yield return new CardContent.IssuesList(team, [.. Enumerable.Range(0, 60).Select(i => Item(states[i % states.Length]))], random.Next(1000));
        yield return new CardContent.Home(
            [.. Enumerable.Range(0, 60).Select(i => Item(states[i % states.Length]))],
            CardSamples.Waiting(Enumerable.Range(0, 60).Select(i => (team, Item(states[i % states.Length]))), random.Next(1000)));
        yield return HostileEscalations.Queue(random, team, () => Item(states[random.Next(states.Length)]), Text);
        foreach (var content in HostileHuddles.Of(random, team, Text, Who, () => Item(states[random.Next(states.Length)]))) yield return content;
        foreach (var content in ScoreSamples.Hostile(team, Text)) yield return content;
        yield return new CardContent.AddForm(team, Perhaps(100_000));
        foreach (var content in DigestSamples.Hostile(Text)) yield return content;
        yield return new CardContent.Help(team);
    }

    internal static void AssertWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Assert.False(char.IsControl(text[i]) && text[i] is not ('\n' or '\t'), "a control character is shown");
            if (!char.IsSurrogate(text[i])) continue;
            Assert.True(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]), "half a character is shown");
            i++;
        }
    }
}
