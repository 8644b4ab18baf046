using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Templating;

/// <summary>There is no such member. Counts as null within a function.</summary>
internal sealed class Missing
{
    private Missing() { }

    public static Missing Value { get; } = new();
}

/// <summary>An expression has no value; conditions take it as false, anything else cannot be drawn.</summary>
internal sealed record Failed(string Why);

/// <summary>
/// What expressions compute with: null, bool, double, string, <see cref="JsonArray"/>, <see cref="JsonObject"/>, <see cref="Missing"/>, <see cref="Failed"/>.
/// </summary>
internal static class Values
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static object? Of(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        // Without the cast the compiler would make JSON of all of them again.
        JsonValueKind.True => (object)true,
        JsonValueKind.False => false,
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
        _ => node,
    };

    public static JsonNode? ToJson(object? value) => value switch
    {
        null or Missing => null,
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1L << 53 => JsonValue.Create((long)number),
        double number => JsonValue.Create(number),
        JsonNode node => node.DeepClone(),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no value"),
    };

    public static bool IsTrue(object? value) => value switch { bool truth => truth, null or Missing or Failed => false, _ => true };

    public static bool AreEqual(object? a, object? b) => (Settled(a), Settled(b)) switch
    {
        (JsonNode one, JsonNode other) => JsonNode.DeepEquals(one, other),
        (double one, double other) => one == other,
        var (one, other) => Equals(one, other),
    };

    public static object? Settled(object? value) => value is Missing ? null : value;

    public static string JsonOf(JsonNode node) => node.ToJsonString(Plain);

    /// <summary>With so many decimals and commas between thousands; a half goes up (−2.25 to −2.2), and the sign is a real minus, as in the official engine.</summary>
    public static string Rounded(double number, int decimals)
    {
        var scale = Math.Pow(10, decimals);
        var floor = Math.Floor(number * scale);
        number = (floor + ((number * scale) - floor >= 0.5 ? 1 : 0)) / scale;

        // More digits than a double has: the next one decides, and no rounding has touched it.
        var exact = Math.Abs(number).ToString("F60", CultureInfo.InvariantCulture);
        var point = exact.IndexOf('.', StringComparison.Ordinal);
        var kept = BigInteger.Parse(string.Concat(exact.AsSpan(0, point), exact.AsSpan(point + 1, decimals)), CultureInfo.InvariantCulture);
        if (exact[point + 1 + decimals] >= '5') kept++;
        var figures = kept.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var whole = BigInteger.Parse(figures.AsSpan(0, figures.Length - decimals), CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);
        return $"{(number < 0 && !kept.IsZero ? "\u2212" : "")}{whole}{(decimals == 0 ? "" : ".")}{figures[^decimals..]}";
    }

    /// <summary>As JavaScript writes a number: the shortest that reads back the same, with an exponent from 1e21 and below 1e-6.</summary>
    public static string TextOf(double number)
    {
        if (number == 0) return "0";
        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 17; digits++)
        {
            shortest = number.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture) == number) break;
        }

        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = shortest[..e];
        if (exponent is >= 21 or < -6) return $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
        var sign = mantissa[0] == '-' ? "-" : "";
        var figures = mantissa.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{figures}";
        return figures.Length <= exponent + 1 ? sign + figures.PadRight(exponent + 1, '0') : $"{sign}{figures[..(exponent + 1)]}.{figures[(exponent + 1)..]}";
    }
}
