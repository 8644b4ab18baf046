using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>An object with known fields: some must be there, some may, and any other is refused.</summary>
internal sealed class Shape(string? type = null)
{
    private readonly Dictionary<string, (bool Required, Check Check)> fields = new(StringComparer.Ordinal);
    private readonly List<Check> rules = [];

    /// <summary>The value of its field <c>type</c>; null when it has none.</summary>
    public string? Type { get; } = type;

    public Shape Must(string name, Check check)
    {
        fields.Add(name, (true, check));
        return this;
    }

    public Shape May(string name, Check check)
    {
        fields.Add(name, (false, check));
        return this;
    }

    /// <summary>A rule over several fields.</summary>
    public Shape Rule(Check rule)
    {
        rules.Add(rule);
        return this;
    }

    public void Check(JsonElement value, string at, BlockProblems problems)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(at, "must provide an object");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (property.Name == "type" && Type is not null) continue;
            if (fields.TryGetValue(property.Name, out var field)) field.Check(property.Value, $"{at}/{property.Name}", problems);
            else problems.Add(at, $"invalid additional property: {property.Name}");
        }

        foreach (var (name, field) in fields)
            if (field.Required && !value.TryGetProperty(name, out _)) problems.Add(at, $"missing required field: {name}");
        foreach (var rule in rules) rule(value, at, problems);
    }
}
