using System.Text.Json;

namespace HuddleBot.Feedback.Reading;

public enum FieldKind
{
    /// <summary>Not there, or JSON null.</summary>
    Missing,
    Text,
    Number,
    Boolean,

    /// <summary>A JSON object.</summary>
    Nested,

    /// <summary>A JSON array.</summary>
    List,
}

/// <summary>One value of an item, whatever it was written in.</summary>
/// <param name="Text">The text itself; for all else as JSON writes it.</param>
public readonly record struct FieldValue(FieldKind Kind, string Text)
{
    public static FieldValue Missing { get; } = new(FieldKind.Missing, "");

    /// <summary>Nothing was said: missing, empty or only space.</summary>
    public bool IsBlank => Kind == FieldKind.Missing || (Kind == FieldKind.Text && string.IsNullOrWhiteSpace(Text));

    public static FieldValue OfText(string? text) => text is null ? Missing : new(FieldKind.Text, text.Replace("\0", "", StringComparison.Ordinal));

    public static FieldValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => OfText(element.GetString()),
        JsonValueKind.Number => new(FieldKind.Number, element.GetRawText()),
        JsonValueKind.True => new(FieldKind.Boolean, "true"),
        JsonValueKind.False => new(FieldKind.Boolean, "false"),
        JsonValueKind.Object => new(FieldKind.Nested, element.GetRawText()),
        JsonValueKind.Array => new(FieldKind.List, element.GetRawText()),
        _ => Missing,
    };
}

/// <param name="Name">What the source calls it, for reasons that a person can act on.</param>
public readonly record struct Field(string Name, FieldValue Value)
{
    /// <summary>The value as a reason quotes it: short, on one line.</summary>
    public string Quoted
    {
        get
        {
            var line = Value.Text.ReplaceLineEndings(" ").Trim();
            var cut = char.IsHighSurrogate(line.ElementAtOrDefault(39)) ? 39 : 40;
            return line.Length <= 40 ? $"'{line}'" : $"'{line[..cut]}…'";
        }
    }
}
