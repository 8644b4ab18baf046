using System.Text.Json;

namespace HuddleBot.FrontlineTeams;

/// <summary>
/// One JSON object, read strictly: every mistake is collected with its JSON path and what to do, so that a person mends the file in one go.
/// </summary>
internal sealed class StrictObject
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly List<string> errors;

    private StrictObject(JsonElement element, string path, List<string> errors) => (this.element, this.path, this.errors) = (element, path, errors);

    /// <summary>Null, with errors, where the element is no object. Unknown and repeated names are errors.</summary>
    public static StrictObject? Open(JsonElement element, string path, List<string> errors, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{(path.Length == 0 ? "The file" : path + ":")} is {Describe(element)}; write an object {{ … }}");
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name)) errors.Add($"{Join(path, property.Name)}: is not known; known here: {string.Join(", ", known)}");
            else if (!seen.Add(property.Name)) errors.Add($"{Join(path, property.Name)}: stands twice; keep one");
        }

        return new(element, path, errors);
    }

    public string PathOf(string name) => Join(path, name);

    public void Refuse(string name, string problem) => errors.Add($"{PathOf(name)}: {problem}");

    /// <summary>Null where it is not there.</summary>
    public JsonElement? Find(string name) => element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A text that is not empty; null, with an error, for anything else, and where it is missing though it is required.</summary>
    public string? Text(string name, bool required, int maxCharacters = 200)
    {
        if (Find(name) is not { } value)
        {
            if (required) Refuse(name, "is missing");
            return null;
        }

        return TextOf(value, PathOf(name), maxCharacters);
    }

    public int? Whole(string name, int min, int max)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Refuse(name, $"is {Describe(value)}; give a whole number from {min} to {max}");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Refuse(name, $"is {Describe(value)}; write true or false");
        return null;
    }

    /// <summary>The object of that name; null where it is missing (an error if required) or wrong.</summary>
    public StrictObject? Child(string name, bool required, params ReadOnlySpan<string> known)
    {
        if (Find(name) is { } value) return Open(value, PathOf(name), errors, known);
        if (required) Refuse(name, "is missing");
        return null;
    }

    /// <summary>The elements of a list, each with its path; none where it is missing or no list.</summary>
    public IReadOnlyList<(JsonElement Value, string Path)> List(string name, bool required = false)
    {
        if (Find(name) is not { } value)
        {
            if (required) Refuse(name, "is missing");
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array) return [.. value.EnumerateArray().Select((item, index) => (item, $"{PathOf(name)}[{index}]"))];
        Refuse(name, $"is {Describe(value)}; write a list [ … ]");
        return [];
    }

    /// <summary>The objects of a list; those that are none are errors.</summary>
    public IReadOnlyList<StrictObject> Children(string name, params ReadOnlySpan<string> known)
    {
        var children = new List<StrictObject>();
        foreach (var (value, place) in List(name))
        {
            if (Open(value, place, errors, known) is { } child) children.Add(child);
        }

        return children;
    }

    /// <summary>The texts of a list, each once.</summary>
    public IReadOnlyList<(string Text, string Path)> Texts(string name, int maxCharacters = 200)
    {
        var texts = new List<(string Text, string Path)>();
        foreach (var (value, place) in List(name))
        {
            if (TextOf(value, place, maxCharacters) is not { } text) continue;
            if (texts.Exists(before => before.Text == text)) errors.Add($"{place}: '{text}' stands twice; keep one");
            else texts.Add((text, place));
        }

        return texts;
    }

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 40 } text ? $"'{text[..40]}…'" : $"'{value.GetString()}'",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText(),
    };

    private string? TextOf(JsonElement value, string place, int maxCharacters)
    {
        if (value.ValueKind != JsonValueKind.String) errors.Add($"{place}: is {Describe(value)}; write a text in quotation marks");
        else if (value.GetString()!.Trim() is { Length: > 0 } text && text.Length <= maxCharacters) return text;
        else errors.Add($"{place}: is empty or longer than {maxCharacters} characters");
        return null;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
