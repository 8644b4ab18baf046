using System.Text.Json.Nodes;

namespace HuddleBot.EndToEnd.Page;

/// <summary>Adaptive Cards like the bot's own.</summary>
internal static class TeamsCards
{
    public const string People = "graph.microsoft.com/users?scope=currentContext";

    /// <summary>A comment as the bot posts it: score, words, a form in the card, buttons, a row for managers.</summary>
    /// <param name="managers">Who is shown a view of their own: <c>29:…</c>.</param>
    public static JsonObject Comment(int score, string words, params IReadOnlyList<string> managers)
    {
        var card = Card(
        [
            Text($"{score} of 10 · {(score > 8 ? "promoter" : "detractor")}", "heading"),
            Text("Touchpoint: arrival · **Sunny Beach** · [The survey](https://survey.example/r-1)", subtle: true),
            new JsonObject { ["type"] = "Container", ["style"] = "emphasis", ["items"] = new JsonArray(Words(words)) },
            Actions(
                new JsonObject { ["type"] = "Action.ShowCard", ["title"] = "Fix it ourselves", ["style"] = "positive", ["card"] = Card(FormBody(), Execute("issue.fix", "Save", "positive")) },
                Execute("issue.show", "Show all"),
                Execute("issue.celebrate", "Celebrate"),
                Execute("issue.escalate", "Escalate"),
                Fetch("issue.fix", "In a dialog…"),
                new JsonObject { ["type"] = "Action.ToggleVisibility", ["title"] = "For managers", ["targetElements"] = new JsonArray("managers") }),
            new JsonObject { ["type"] = "Container", ["id"] = "managers", ["isVisible"] = false, ["items"] = new JsonArray(Text("Only managers decide here.")) },
        ]);
        if (managers.Count > 0)
            card["refresh"] = new JsonObject { ["action"] = Execute("card.refresh", "Refresh"), ["userIds"] = new JsonArray([.. managers.Select(manager => (JsonNode)manager)]) };
        return card;
    }

    /// <summary>The same form, standing alone: in place, or in a dialog.</summary>
    public static JsonObject Form(string? problem, JsonObject button)
    {
        JsonArray body = problem is null ? [] : [new JsonObject { ["type"] = "TextBlock", ["text"] = problem, ["color"] = "attention", ["wrap"] = true }];
        foreach (var element in FormBody()) body.Add(element!.DeepClone());
        return Card(body, button);
    }

    public static JsonObject Told(string words, params IReadOnlyList<JsonObject> actions) => Card(actions.Count == 0 ? [Words(words)] : [Words(words), Actions([.. actions])]);

    public static JsonObject Texts(IReadOnlyList<string> texts) => Card([.. texts.Select(text => (JsonNode)Text(text))]);

    public static JsonObject Execute(string verb, string title, string? style = null) => With(style, new JsonObject
    {
        ["type"] = "Action.Execute", ["title"] = title, ["verb"] = verb, ["data"] = new JsonObject { ["item"] = "r-1" },
        ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = new JsonObject { ["item"] = "r-1", ["verb"] = verb } },
    });

    public static JsonObject Submit(string verb, string title) =>
        new() { ["type"] = "Action.Submit", ["title"] = title, ["style"] = "positive", ["data"] = new JsonObject { ["item"] = "r-1", ["verb"] = verb } };

    private static JsonObject Fetch(string verb, string title) => new()
    {
        ["type"] = "Action.Submit", ["title"] = title, ["data"] = new JsonObject { ["item"] = "r-1", ["verb"] = verb, ["msteams"] = new JsonObject { ["type"] = "task/fetch" } },
    };

    private static JsonArray FormBody() =>
    [
        new JsonObject
        {
            ["type"] = "Input.ChoiceSet", ["id"] = "owner", ["label"] = "Who owns it?", ["value"] = "me", ["style"] = "filtered",
            ["choices"] = new JsonArray(new JsonObject { ["title"] = "Me", ["value"] = "me" }), ["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = People },
        },
        new JsonObject
        {
            ["type"] = "Input.Text", ["id"] = "try", ["label"] = "What will we try?", ["isMultiline"] = true, ["maxLength"] = 300, ["isRequired"] = true,
            ["errorMessage"] = "One sentence, please.",
        },
        new JsonObject { ["type"] = "Input.Date", ["id"] = "date", ["label"] = "By when?" },
        new JsonObject { ["type"] = "Input.Toggle", ["id"] = "tell", ["title"] = "Tell the customer", ["valueOn"] = "yes", ["valueOff"] = "no" },
    ];

    private static JsonObject Card(JsonArray body, params IReadOnlyList<JsonObject> actions)
    {
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["lang"] = "en", ["body"] = body };
        if (actions.Count > 0) body.Add((JsonNode)Actions([.. actions]));
        return card;
    }

    private static JsonObject Actions(params JsonNode[] actions) => new() { ["type"] = "ActionSet", ["actions"] = new JsonArray(actions) };

    private static JsonObject Words(string words) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = words }) };

    private static JsonObject Text(string text, string? style = null, bool subtle = false) =>
        With(style, new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["isSubtle"] = subtle });

    private static JsonObject With(string? style, JsonObject element)
    {
        if (style is not null) element["style"] = style;
        return element;
    }
}
