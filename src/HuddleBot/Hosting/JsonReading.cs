using System.Text.Json;

namespace HuddleBot.Hosting;

/// <summary>Reads what others wrote: a property that is missing or of another kind is null, never an exception.</summary>
internal static class JsonReading
{
    public static JsonElement? At(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Beside it stands a name with half of a surrogate pair: JSON can write it, no text can hold it.
            return null;
        }
    }

    public static JsonElement? At(this JsonElement? element, string name) => element?.At(name);

    public static string? Text(this JsonElement element, string name) => element.At(name) is { } value ? value.AsText() : null;

    /// <summary>Null for what is no string, or one with half of a surrogate pair: JSON can write it, no text can hold it.</summary>
    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    public static bool Flag(this JsonElement element, string name) => element.At(name) is { ValueKind: JsonValueKind.True };

    public static long? Number(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];
}
