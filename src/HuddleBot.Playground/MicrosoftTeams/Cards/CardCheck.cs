using System.Globalization;
using System.Text.Json;

namespace HuddleBot.Playground.MicrosoftTeams.Cards;

/// <summary>Looks at a card as Teams' clients would: known elements and actions of version 1.5, what each must have, and values that they know.</summary>
internal sealed class CardCheck
{
    public const int MostRefreshed = 60;
    private readonly List<string> problems = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Problems(JsonElement card)
    {
        var check = new CardCheck();
        check.Card(card, "card", isOutermost: true);
        return check.problems;
    }

    private void Card(JsonElement card, string at, bool isOutermost)
    {
        if (TypeOf(card) != "AdaptiveCard")
        {
            Add(at, "is no AdaptiveCard");
            return;
        }

        if (isOutermost) Version(card, at);
        Object(card, at, CardShapes.Card);
        if (card.TryGetProperty("refresh", out var refresh)) Refresh(refresh, at + ".refresh");
    }

    private void Version(JsonElement card, string at)
    {
        var version = card.TryGetProperty("version", out var given) && given.ValueKind is JsonValueKind.String ? given.GetString() : null;
        if (!System.Version.TryParse(version, out var read)) Add(at, "has no version");
        else if (read > new Version(1, 5)) Add(at, $"has version {version}; Teams knows up to 1.5");
    }

    private void Refresh(JsonElement refresh, string at)
    {
        if (refresh.ValueKind is not JsonValueKind.Object || !refresh.TryGetProperty("action", out var action) || TypeOf(action) != "Action.Execute")
        {
            Add(at, "needs an Action.Execute");
            return;
        }

        Action(action, at + ".action");
        if (!refresh.TryGetProperty("userIds", out var users)) return;
        if (users.ValueKind is not JsonValueKind.Array) Add(at, "userIds is no array");
        else if (users.GetArrayLength() > MostRefreshed) Add(at, $"has more than {MostRefreshed} userIds");
        else if (users.EnumerateArray().Any(user => user.ValueKind is not JsonValueKind.String || user.GetString()!.StartsWith("29:", StringComparison.Ordinal) is false)) Add(at, "userIds are 29: ids");
    }

    private void Element(JsonElement element, string at)
    {
        if (TypeOf(element) is not { } type) Add(at, "is no element");
        else if (CardShapes.Elements.TryGetValue(type, out var shape))
        {
            Object(element, $"{at}({type})", shape);
            if (type.StartsWith("Input.", StringComparison.Ordinal)) Input(element, $"{at}({type})", type);
        }
        else if (!CardShapes.IsTeamsExtra(type)) Add(at, $"has an unknown element: {type}");
    }

    private void Input(JsonElement input, string at, string type)
    {
        if (input.TryGetProperty("isRequired", out var required) && required.ValueKind is JsonValueKind.True && !(input.TryGetProperty("label", out _) && input.TryGetProperty("errorMessage", out _)))
            Add(at, "is required and needs a label and an errorMessage");
        if (type == "Input.ChoiceSet" && !input.TryGetProperty("choices", out _) && !input.TryGetProperty("choices.data", out _)) Add(at, "has no choices");
    }

    private void Action(JsonElement action, string at)
    {
        if (TypeOf(action) is not { } type || !CardShapes.Actions.TryGetValue(type, out var shape)) Add(at, $"has an unknown action: {TypeOf(action)}");
        else Object(action, $"{at}({type})", shape);
    }

    private void Object(JsonElement value, string at, IReadOnlyDictionary<string, CardProperty> shape)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            Add(at, "is no object");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (shape.TryGetValue(property.Name, out var known)) Value(property.Value, $"{at}.{property.Name}", known.Kind);
            else Add(at, $"has an unknown property: {property.Name}");
        }

        foreach (var (name, property) in shape)
            if (property.IsRequired && !value.TryGetProperty(name, out _)) Add(at, $"has no {name}");
        if (value.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String && !ids.Add(id.GetString()!)) Add(at, $"repeats the id {id.GetString()}");
    }

    private void Value(JsonElement value, string at, string kind)
    {
        if (CardShapes.Enums.TryGetValue(kind, out var words))
        {
            if (value.ValueKind is not JsonValueKind.String || !words.Contains(value.GetString(), StringComparer.OrdinalIgnoreCase)) Add(at, $"is none of {string.Join(", ", words)}: {value.GetRawText()}");
            return;
        }

        if (kind.EndsWith("[]", StringComparison.Ordinal))
        {
            Each(value, at, (item, place) => Object(item, place, CardShapes.Parts[kind[..^2]]));
            return;
        }

        switch (kind)
        {
            case "any": break;
            case "text": Kind(value, at, JsonValueKind.String); break;
            case "number": Kind(value, at, JsonValueKind.Number); break;
            case "bool":
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Add(at, "is no boolean");
                break;
            case "url": Url(value, at); break;
            case "element": Element(value, at); break;
            case "elements": Each(value, at, Element); break;
            case "action": Action(value, at); break;
            case "actions": Each(value, at, Action); break;
            case "card": Card(value, at, isOutermost: false); break;
            case "inlines": Each(value, at, Inline); break;
            case "fallback": Fallback(value, at); break;
            default: throw new InvalidOperationException($"the table of cards has an unknown kind: {kind}");
        }
    }

    private void Inline(JsonElement inline, string at)
    {
        if (inline.ValueKind is JsonValueKind.String) return;
        if (TypeOf(inline) == "TextRun") Object(inline, at, CardShapes.Parts["TextRun"]);
        else Add(at, "is no TextRun");
    }

    /// <summary>What stands there instead may use the same ids.</summary>
    private void Fallback(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.String && value.GetString() == "drop") return;
        var before = ids.ToHashSet(StringComparer.Ordinal);
        ids.Clear();
        if (TypeOf(value)?.StartsWith("Action.", StringComparison.Ordinal) is true) Action(value, at);
        else Element(value, at);
        ids.Clear();
        ids.UnionWith(before);
    }

    private void Url(JsonElement value, string at)
    {
        if (value.ValueKind is not JsonValueKind.String || !Uri.TryCreate(value.GetString(), UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http" or "data" or "mailto" or "tel" or "msteams"))
            Add(at, "is no URL");
    }

    private void Each(JsonElement value, string at, Action<JsonElement, string> check)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            Add(at, "is no array");
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray()) check(item, string.Create(CultureInfo.InvariantCulture, $"{at}[{index++}]"));
    }

    private void Kind(JsonElement value, string at, JsonValueKind kind)
    {
        if (value.ValueKind != kind) Add(at, $"is no {kind.ToString().ToLowerInvariant()}");
    }

    private void Add(string at, string what) => problems.Add($"{at} {what}");

    private static string? TypeOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String ? type.GetString() : null;
}
