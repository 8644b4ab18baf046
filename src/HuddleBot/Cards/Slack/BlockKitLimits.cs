using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Cards.Templating;

namespace HuddleBot.Cards.Slack;

/// <summary>
/// The documented limits of Block Kit (docs.slack.dev, "Block Kit reference"), held against everything before it leaves, so that Slack never refuses a call for
/// its blocks. Where the documents and Slack's own types differ, the smaller number.
/// </summary>
internal static class BlockKitLimits
{
    /// <summary>Room is left to the 250 kB of a view.</summary>
    private const int Bytes = 240_000;

    /// <summary>For a message no number is documented: ours.</summary>
    private const int MessageBytes = 100_000;

    /// <summary>All texts of a message's blocks together (<c>msg_blocks_too_long</c>). Not documented; reports speak of 12,000 to 13,200 characters, so some room is left.</summary>
    private const int MessageCharacters = 10_000;

    private static readonly Dictionary<string, (int Min, int Max)> Lengths = new(StringComparer.Ordinal)
    {
        ["block_id"] = (1, 255), ["action_id"] = (1, 255), ["callback_id"] = (1, 255), ["private_metadata"] = (0, 3000), ["initial_value"] = (1, 3000),
    };

    private static readonly Dictionary<string, int> PlainTexts = new(StringComparer.Ordinal)
    {
        ["title"] = 24, ["submit"] = 24, ["close"] = 24, ["label"] = 2000, ["hint"] = 2000, ["placeholder"] = 150, ["section"] = 3000, ["header"] = 150, ["button"] = 75, ["option"] = 75, ["description"] = 75,
    };

    /// <summary>What breaks a limit, and where; empty for what may go. Of <c>{"blocks":…}</c> or a view.</summary>
    public static IReadOnlyList<string> Check(JsonNode surface)
    {
        var problems = new List<string>();
        var (blocks, bytes) = surface["type"]?.GetValue<string>() is { } ? (100, Bytes) : (50, MessageBytes);
        if (surface["blocks"] is not JsonArray items) return ["$: there are no blocks"];
        Count(items, "$.blocks", 1, blocks, problems);
        var ids = items.Select(block => block?["block_id"]?.GetValue<string>()).OfType<string>().ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count) problems.Add("$.blocks: a block_id stands twice");
        if (Encoding.UTF8.GetByteCount(Values.JsonOf(surface)) is var size && size > bytes) problems.Add($"$: {size} bytes, at most {bytes}");
        if (blocks == 50 && CharactersIn(items) is var characters && characters > MessageCharacters) problems.Add($"$: {characters} characters of text, at most {MessageCharacters}");
        Walk(surface, "$", "", problems);
        return problems;
    }

    private static int CharactersIn(JsonNode? node) => node switch
    {
        JsonArray items => items.Sum(CharactersIn),
        JsonObject element => element.Sum(property => property is { Key: "text", Value: JsonValue text } ? text.GetValue<string>().Length : CharactersIn(property.Value)),
        _ => 0,
    };

    private static void Walk(JsonNode? node, string path, string name, List<string> problems)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++) Walk(items[i], $"{path}[{i}]", name, problems);
        }

        if (node is not JsonObject element) return;
        var type = element["type"]?.GetValue<string>();
        CheckLists(element, type, path, problems);
        foreach (var (key, value) in element)
        {
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String) CheckText(value.GetValue<string>(), path, key, Kind(name, type, element), problems);
            else Walk(value, $"{path}.{key}", key == "text" ? Kind(name, type, element) : key, problems);
        }
    }

    /// <summary>What a text belongs to: the block or element around it, or the property that it is.</summary>
    private static string Kind(string name, string? type, JsonObject element) => type switch
    {
        "plain_text" or "mrkdwn" => name,
        null when element.ContainsKey("text") && element.ContainsKey("value") => "option",
        null => name,
        _ => type,
    };

    private static void CheckText(string text, string path, string key, string kind, List<string> problems)
    {
        if (Lengths.TryGetValue(key, out var limit)) Length(text, $"{path}.{key}", limit.Min, limit.Max, problems);
        else if (key == "value") Length(text, $"{path}.value", 1, kind == "option" ? 150 : 2000, problems);
        else if (key == "text") Length(text, $"{path}.text", 1, PlainTexts.GetValueOrDefault(kind, 3500), problems);
        if (key == "type" && text == "mrkdwn") problems.Add($"{path}: mrkdwn reads what is in it; use plain_text or rich_text");
    }

    private static void CheckLists(JsonObject element, string? type, string path, List<string> problems)
    {
        if (element["options"] is JsonArray options) Count(options, $"{path}.options", 1, type is "radio_buttons" or "checkboxes" ? 10 : 100, problems);
        if (element["elements"] is not JsonArray elements) return;
        Count(elements, $"{path}.elements", 1, type switch { "actions" => 25, "context" => 10, _ => 1000 }, problems);
        if (type == "actions" && elements.Select(e => e?["action_id"]?.GetValue<string>()).Distinct(StringComparer.Ordinal).Count() != elements.Count)
            problems.Add($"{path}.elements: an action_id stands twice");
    }

    private static void Count(JsonArray items, string path, int min, int max, List<string> problems)
    {
        if (items.Count < min || items.Count > max) problems.Add($"{path}: {items.Count}, where {min} to {max} can be");
    }

    private static void Length(string text, string path, int min, int max, List<string> problems)
    {
        if (text.Length < min || text.Length > max) problems.Add($"{path}: {text.Length} characters, where {min} to {max} can be");
    }
}
