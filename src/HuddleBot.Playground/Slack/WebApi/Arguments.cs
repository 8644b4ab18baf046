using System.Globalization;
using System.Text.Json;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>The arguments of a call, from JSON, form or query. Structured arguments may come as JSON or as a string that holds JSON.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, JsonElement> values)
{
    public static Arguments None { get; } = new(new Dictionary<string, JsonElement>(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, JsonElement> Values { get; } = values;

    public bool Has(string name) => Values.TryGetValue(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>Null when it is absent or empty.</summary>
    public string? Text(string name)
    {
        if (!Values.TryGetValue(name, out var value)) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Number(string name, int otherwise) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <returns>False when the argument is there and is no JSON.</returns>
    public bool TryJson(string name, out JsonElement? json)
    {
        json = null;
        if (!Values.TryGetValue(name, out var value) || value.ValueKind is JsonValueKind.Null) return true;
        if (value.ValueKind is not JsonValueKind.String)
        {
            json = value;
            return true;
        }

        if (value.GetString() is not { Length: > 0 } text) return true;
        try
        {
            json = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
