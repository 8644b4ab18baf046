using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Node;
using HuddleBot.Tests.Slack;

namespace HuddleBot.Tests.Cards;

/// <summary>Everything that we can send to Microsoft Teams, before the judges that Microsoft publishes; each of them is seen to refuse something.</summary>
public sealed class TeamsJudgesTests
{
    private const string Schema = "schemas/adaptive-card-1.5.json";

    private const string Preamble = """
        import type { IAdaptiveCard } from "@microsoft/teams.cards";
        const send = (card: IAdaptiveCard): IAdaptiveCard => card;

        """;

    [Fact]
    public async Task The_official_parser_and_validator_find_nothing() => AssertNothing(await JudgeAsync(WithoutCharts(), schema: null));

    [SharedFact(Schema)]
    public async Task The_published_schema_finds_nothing() => AssertNothing(await JudgeAsync(WithoutCharts(), SharedFactAttribute.PathOf(Schema)));

    [Fact]
    public async Task The_types_of_Microsoft_Teams_find_nothing() =>
        Assert.Equal("", await TypeCheck.RunAsync(Preamble + string.Join('\n', Cards().Select(card => $"send({Typed(card)});"))));

    /// <summary>An unknown element, an unknown action, a wrong value, an input without a name, one id twice, no label, no message, too many buttons, a version to come.</summary>
    [Fact]
    public async Task The_official_parser_and_validator_find_what_is_wrong()
    {
        string[] wrong =
        [
            Body("""{ "type": "TextBlok", "text": "a" }"""),
            Body("""{ "type": "ActionSet", "actions": [{ "type": "Action.Run", "title": "a" }] }"""),
            Body("""{ "type": "TextBlock", "text": "a", "size": "huge" }"""),
            Body("""{ "type": "Input.Text", "label": "a" }"""),
            Body("""{ "type": "Input.Text", "id": "a", "label": "a" }, { "type": "Input.Text", "id": "a", "label": "b" }"""),
            Body("""{ "type": "Input.Text", "id": "a", "isRequired": true, "errorMessage": "b" }"""),
            Body("""{ "type": "Input.Text", "id": "a", "label": "a", "isRequired": true }"""),
            Body($$"""{ "type": "ActionSet", "actions": [{{string.Join(',', Enumerable.Repeat("""{ "type": "Action.Execute", "title": "a", "verb": "b" }""", 6))}}] }"""),
            Body("").Replace("1.5", "9.9", StringComparison.Ordinal),
        ];
        Assert.All(await JudgeAsync(wrong.Select(json => JsonNode.Parse(json)!), schema: null), Assert.NotEmpty);
    }

    [SharedFact(Schema)]
    public async Task The_published_schema_finds_what_is_wrong()
    {
        string[] wrong =
        [
            Body("""{ "type": "TextBlok", "text": "a" }"""),
            Body("""{ "type": "TextBlock" }"""),
            Body("""{ "type": "TextBlock", "text": "a", "colour": "good" }"""),
            Body("""{ "type": "RichTextBlock", "inlines": [{ "type": "TextRun" }] }"""),
            Body("""{ "type": "ColumnSet", "columns": [{ "type": "Column", "width": true }] }"""),
        ];
        Assert.All(await JudgeAsync(wrong.Select(json => JsonNode.Parse(json)!), SharedFactAttribute.PathOf(Schema)), found => Assert.Contains(found, finding => finding.StartsWith("schema", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_types_of_Microsoft_Teams_find_what_is_wrong()
    {
        string[] wrong =
        [
            Body("""{ "type": "TextBlok", "text": "a" }"""),
            Body("""{ "type": "TextBlock", "text": 1 }"""),
            Body("""{ "type": "TextBlock", "text": "a", "colour": "Good" }"""),
            Body("""{ "type": "ActionSet", "actions": [{ "type": "Action.Execute", "title": "a", "verbs": "b" }] }"""),
        ];
        var findings = await TypeCheck.RunAsync(Preamble + string.Join('\n', wrong.Select(json => $"send({JsonNode.Parse(json)!.ToJsonString()});")));
        var first = Preamble.Count(c => c == '\n') + 1;
        Assert.Equal(wrong.Select((_, i) => $"{first + i}"), findings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]).Distinct());
    }

    /// <summary>The documents of Microsoft Teams write the width with a capital, its types without.</summary>
    private static string Typed(JsonNode card)
    {
        card["msteams"]!["width"] = card["msteams"]!["width"]!.ToString().ToLowerInvariant();
        return card.ToJsonString();
    }

    private static string Body(string elements) => $$"""{ "type": "AdaptiveCard", "version": "1.5", "body": [{{elements}}] }""";

    private static List<JsonNode> Cards()
    {
        var cards = CardsUnderTest.SamplesFor(Platform.Teams).Select(sample => CardsUnderTest.Teams(sample.Content)).ToList();
        Assert.True(cards.Count > 90, $"only {cards.Count} samples");
        return cards;
    }

    /// <summary>Charts are of Microsoft Teams alone: these judges see what a client draws instead that knows none.</summary>
    private static IEnumerable<JsonNode> WithoutCharts()
    {
        var cards = Cards();
        var charts = cards.SelectMany(card => CardsUnderTest.Elements(card, "Chart.Line")).ToList();
        Assert.NotEmpty(charts);
        foreach (var chart in charts) chart.ReplaceWith(chart["fallback"]!.DeepClone());
        return cards;
    }

    private static void AssertNothing(IReadOnlyList<string[]> findings) =>
        Assert.Equal("", string.Join('\n', findings.SelectMany((found, i) => found.Select(finding => $"{CardsUnderTest.SamplesFor(Platform.Teams).ElementAt(i)}: {finding}"))));

    private static async Task<IReadOnlyList<string[]>> JudgeAsync(IEnumerable<JsonNode> cards, string? schema)
    {
        var all = new JsonArray([.. cards]);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, all.ToJsonString());
            var findings = JsonNode.Parse(await NodeRun.ScriptAsync("judge-cards.mjs", schema is null ? [file] : [file, schema]))!.AsArray();
            Assert.Equal(all.Count, findings.Count);
            return [.. findings.Select(found => found!.AsArray().Select(finding => finding!.ToString()).ToArray())];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
