using System.Text.Json;

namespace HuddleBot.Playground.MicrosoftTeams.Cards;

/// <summary>An action of a card, where it stands.</summary>
/// <param name="Inputs">What it collects: every input of its card and of the cards around it (as the official renderer does); not those of other opened cards.</param>
/// <param name="IsReachable">False: it is hidden, and nothing can bring it to light.</param>
internal sealed record PlacedAction(JsonElement Action, IReadOnlyList<JsonElement> Inputs, bool IsReachable)
{
    public string Type => Action.GetProperty("type").GetString()!;

    /// <summary>An Execute's verb, or the one in a Submit's data.</summary>
    public string? Verb => CardReader.Text(Action, "verb") ?? (Data is { } data ? CardReader.Text(data, "verb") : null);

    public string? Item => Data is { } data ? CardReader.Text(data, "item") : null;

    public JsonElement? Data => Action.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object ? data : null;

    /// <summary>Whether it opens a dialog.</summary>
    public bool FetchesTask => Data is { } data && data.TryGetProperty("msteams", out var teams) && CardReader.Text(teams, "type") == "task/fetch";

    /// <summary>The Submit that an old client shows instead; null: none.</summary>
    public PlacedAction? Fallback => Action.TryGetProperty("fallback", out var fallback) && CardReader.Text(fallback, "type") == "Action.Submit" ? this with { Action = fallback } : null;
}

/// <summary>Finds what can be touched in a card.</summary>
internal static class CardReader
{
    public static IReadOnlyList<PlacedAction> ActionsOf(JsonElement card)
    {
        var found = new List<PlacedAction>();
        var toggled = new HashSet<string>(StringComparer.Ordinal);
        Toggles(card, toggled);
        Walk(card, [], true);
        return found;

        void Walk(JsonElement inner, IReadOnlyList<JsonElement> around, bool reachable)
        {
            var inputs = new List<JsonElement>(around);
            Inputs(inner, inputs, isCard: true);
            Elements(inner, inputs, reachable, isCard: true);
        }

        void Elements(JsonElement value, List<JsonElement> inputs, bool reachable, bool isCard = false)
        {
            if (value.ValueKind is JsonValueKind.Array)
            {
                foreach (var item in value.EnumerateArray()) Elements(item, inputs, reachable);
                return;
            }

            if (value.ValueKind is not JsonValueKind.Object) return;
            reachable &= isCard || !IsHidden(value) || (Text(value, "id") is { } id && toggled.Contains(id));
            if (Text(value, "type") is { } type && type.StartsWith("Action.", StringComparison.Ordinal))
            {
                found.Add(new PlacedAction(value, inputs, reachable));
                if (type == "Action.ShowCard" && value.TryGetProperty("card", out var opened)) Walk(opened, inputs, reachable);
                return;
            }

            foreach (var property in value.EnumerateObject())
                if (property.Name is "body" or "items" or "columns" or "rows" or "cells" or "actions" or "selectAction" or "inlineAction" or "inlines" or "images") Elements(property.Value, inputs, reachable);
        }
    }

    public static string? Text(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;

    private static bool IsHidden(JsonElement element) => element.TryGetProperty("isVisible", out var visible) && visible.ValueKind is JsonValueKind.False;

    private static void Inputs(JsonElement value, List<JsonElement> inputs, bool isCard = false)
    {
        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Inputs(item, inputs);
            return;
        }

        if (value.ValueKind is not JsonValueKind.Object) return;
        if (!isCard && Text(value, "type")?.StartsWith("Input.", StringComparison.Ordinal) is true) inputs.Add(value);
        foreach (var property in value.EnumerateObject())
            if (property.Name is "body" or "items" or "columns" or "rows" or "cells") Inputs(property.Value, inputs);
    }

    private static void Toggles(JsonElement value, HashSet<string> toggled)
    {
        if (value.ValueKind is JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) Toggles(item, toggled);
        if (value.ValueKind is not JsonValueKind.Object) return;
        if (Text(value, "type") == "Action.ToggleVisibility" && value.TryGetProperty("targetElements", out var targets) && targets.ValueKind is JsonValueKind.Array)
            foreach (var target in targets.EnumerateArray())
                if ((target.ValueKind is JsonValueKind.String ? target.GetString() : Text(target, "elementId")) is { } id) toggled.Add(id);
        foreach (var property in value.EnumerateObject()) Toggles(property.Value, toggled);
    }
}
