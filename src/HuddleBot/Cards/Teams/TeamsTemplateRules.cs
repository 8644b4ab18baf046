using System.Text.Json.Nodes;
using HuddleBot.Cards.Templating;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Teams;

/// <summary>
/// What a template for Microsoft Teams must keep, besides fitting its view: what comes back to us is known, every button works on old clients too, every
/// input has a name, and nothing that people wrote stands where a client reads markup.
/// </summary>
/// <param name="ours">The paths of the texts that can only be our own words.</param>
internal sealed class TeamsTemplateRules(string file, IReadOnlySet<string> ours, List<TemplateProblem> problems)
{
    /// <summary>Elements whose text nobody parses are the only ones for untrusted text.</summary>
    private static readonly HashSet<string> Elements =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Container", "ColumnSet", "Column", "ActionSet", "Image", "Chart.Line", "Input.Text", "Input.Date", "Input.ChoiceSet",
        "Action.Execute", "Action.Submit", "Action.ShowCard", "Action.ToggleVisibility", "Action.OpenUrl",
    ];

    private static readonly string[] Worded = ["title", "label", "placeholder", "errorMessage", "fallbackText", "tooltip", "altText", "speak"];

    public void Check(JsonNode card)
    {
        foreach (var (name, value) in new (string, JsonNode?)[] { ("type", "AdaptiveCard"), ("version", "1.5"), ("lang", "en") })
            Expect(JsonNode.DeepEquals(card[name], value), $"$.{name}", $"expected {value?.ToJsonString()}");
        Expect(JsonNode.DeepEquals(card["msteams"]?["width"], "Full"), "$.msteams.width", "expected \"Full\"");
        Expect(card["fallbackText"] is not null, "$", "it has no fallbackText for a client that cannot draw it");
        Expect(card["actions"] is null, "$.actions", "buttons stand in an ActionSet, where an old client finds their fallback");
        Walk(card, "$", "");
    }

    /// <param name="place">The property that the node stands in.</param>
    private void Walk(JsonNode? node, string path, string place)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++) Walk(items[i], $"{path}[{i}]", place);
        }

        if (node is not JsonObject element) return;
        var type = element["type"]?.ToString();
        if (type is not null && place != "msteams") CheckElement(element, type, path, place);
        foreach (var name in Worded.Where(element.ContainsKey).Where(name => !IsPlainChoice(place, name)))
            Expect(ours.Contains($"{path}.{name}"), $"{path}.{name}", "this may be what people wrote, and a client reads markup here: give it a TextRun");
        foreach (var (name, value) in element)
        {
            if (name == "verb" && element["type"] is null) CheckVerb(value, $"{path}.verb");
            Walk(value, $"{path}.{name}", name);
        }
    }

    private void CheckElement(JsonObject element, string type, string path, string place)
    {
        Expect(Elements.Contains(type), $"{path}.type", $"'{type}' is not used here; there are {string.Join(", ", Elements.Order(StringComparer.Ordinal))}");
        if (type == "TextBlock")
        {
            Expect(JsonNode.DeepEquals(element["wrap"], true), path, "the text would be cut: say \"wrap\": true");
            Expect(ours.Contains($"{path}.text"), $"{path}.text", "this may be what people wrote, and a client reads markup here: give it a TextRun");
        }

        if (type == "Image") Expect(element["altText"] is not null, path, "it has no altText");
        if (type == "Chart.Line") CheckChart(element, path);
        if (type.StartsWith("Input.", StringComparison.Ordinal)) CheckInput(element, type, path);
        if (type.StartsWith("Action.", StringComparison.Ordinal)) CheckAction(element, type, path, place);
    }

    /// <summary>Charts are of Microsoft Teams alone, and nothing in them is told to who does not see them.</summary>
    private void CheckChart(JsonObject chart, string path)
    {
        Expect(chart["fallback"] is JsonObject, path, "it has no fallback for a client that draws no charts");
        foreach (var name in new[] { "title", "xAxisTitle", "yAxisTitle" }.Where(chart.ContainsKey))
            Expect(ours.Contains($"{path}.{name}"), $"{path}.{name}", "this may be what people wrote: a chart says our own words");
    }

    private void CheckInput(JsonObject input, string type, string path)
    {
        var id = input["id"]?.ToString();
        if (id is null || !Verbs.Inputs.All.Contains(id)) Add($"{path}.id", $"the input '{id}' is not known; there are {string.Join(", ", Verbs.Inputs.All.Order(StringComparer.Ordinal))}");
        Expect(input["label"] is not null, path, "it has no label");
        Expect(input["isRequired"] is null || input["errorMessage"] is not null, path, "it is required and has no errorMessage");
        Expect(type != "Input.Text" || input["maxLength"] is not null, path, "it has no maxLength");
    }

    private void CheckAction(JsonObject action, string type, string path, string place)
    {
        Expect(action["title"] is not null || place == "action", path, "it has no title");
        Expect(place is "actions" or "fallback" or "action", path, "a button stands in an ActionSet");
        if (OpensDialog(action))
        {
            Expect(place == "actions", path, "what opens a dialog is a button of its own");
            return;
        }

        Expect(type == "Action.Submit" == (place == "fallback"), path, "a button is an Action.Execute, and its fallback an Action.Submit; what opens a dialog says task/fetch");
        if (type != "Action.Execute") return;
        CheckVerb(action["verb"], $"{path}.verb");
        if (place != "action") CheckFallback(action, path);
    }

    /// <summary>Dialogs are opened by an <c>Action.Submit</c>, whose verb rides in the data; a client that knows none sends the same as a message.</summary>
    private static bool OpensDialog(JsonObject action) => action["type"]?.ToString() == "Action.Submit" && action["data"]?["msteams"]?["type"]?.ToString() == "task/fetch";

    /// <summary>An old client sends the fallback, which has no verb of its own: it rides in the data.</summary>
    private void CheckFallback(JsonObject action, string path)
    {
        var data = action["data"]?.DeepClone().AsObject() ?? [];
        data["verb"] = action["verb"]?.DeepClone();
        var fallback = action["fallback"] as JsonObject;
        Expect(fallback?["type"]?.ToString() == "Action.Submit", path, "it has no fallback of the type Action.Submit");
        Expect(JsonNode.DeepEquals(fallback?["data"], data), $"{path}.fallback.data", "expected the data of the button, and its verb");
        foreach (var name in new[] { "title", "style", "associatedInputs" })
            Expect(JsonNode.DeepEquals(fallback?[name], action[name]), $"{path}.fallback.{name}", "expected the same as the button's");
    }

    private void CheckVerb(JsonNode? verb, string path)
    {
        var id = verb?.ToString();
        if (id is not ("${verb}" or "${button.verb}") && (id is null || !Verbs.All.Contains(id))) Add(path, $"the verb '{id}' is not known; there are {string.Join(", ", Verbs.All.Order(StringComparer.Ordinal))}");
    }

    /// <summary>The entries of a compact list are not parsed; a team's own words and people's names stand there.</summary>
    private static bool IsPlainChoice(string place, string name) => place == "choices" && name == "title";

    private void Expect(bool holds, string path, string problem)
    {
        if (!holds) Add(path, problem);
    }

    private void Add(string path, string problem) => problems.Add(new(file, path, problem));
}
