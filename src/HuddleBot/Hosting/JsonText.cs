using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HuddleBot.Hosting;

/// <summary>JSON from outside, made safe to read.</summary>
public static class JsonText
{
    /// <summary>How deep objects and arrays may stand in each other.</summary>
    public const int Depth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Depth };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The document, or why the bytes are no JSON.</summary>
    public static (JsonDocument? Document, string? Refusal) TryParse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        try
        {
            return TryParse(StrictUtf8.GetString(utf8));
        }
        catch (DecoderFallbackException)
        {
            return (null, "no UTF-8 text");
        }
    }

    /// <summary>The document, or why the text is no JSON.</summary>
    public static (JsonDocument? Document, string? Refusal) TryParse(string text)
    {
        try
        {
            return (JsonDocument.Parse(WithoutBrokenEscapes(text), Options), null);
        }
        catch (JsonException e)
        {
            return (null, $"no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}), or nested deeper than {Depth}");
        }
    }

    /// <summary>
    /// Drops <c>\u0000</c> and replaces half surrogate pairs: JSON allows both, no storage and no chat takes them, and the JSON reader throws on the second.
    /// </summary>
    public static string WithoutBrokenEscapes(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var clean = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var length = 1;
            if (json[i] == '\\' && i + 1 < json.Length)
            {
                length = 2;
                if (EscapeAt(json, i) is { } unit)
                {
                    length = 6;
                    if (char.IsHighSurrogate(unit) && EscapeAt(json, i + 6) is { } low && char.IsLowSurrogate(low)) length = 12;
                    else if (char.IsSurrogate(unit) || unit == '\0')
                    {
                        if (unit != '\0') clean.Append('\uFFFD');
                        i += length;
                        continue;
                    }
                }
            }

            clean.Append(json, i, length);
            i += length;
        }

        return clean.ToString();
    }

    /// <summary>The name of a property that stands twice in the same object, at any depth; null: none. Which of the two was meant cannot be known.</summary>
    public static string? FirstDuplicate(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Select(FirstDuplicate).FirstOrDefault(name => name is not null);
        if (element.ValueKind != JsonValueKind.Object) return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Add(property.Name)) return property.Name;
            if (FirstDuplicate(property.Value) is { } inner) return inner;
        }

        return null;
    }

    private static char? EscapeAt(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
