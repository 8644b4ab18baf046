using System.Globalization;
using System.Text.Json.Nodes;

namespace HuddleBot.Cards.Templating;

/// <summary>One function of the subset.</summary>
/// <param name="AllowsFailed">The function looks at arguments that failed; any other hands the failure on.</param>
/// <remarks>What each does, and with which corner cases, is that of the official <c>adaptive-expressions</c>; the tests compare.</remarks>
internal sealed record ExpressionFunction(string Name, int MinArguments, int MaxArguments, bool AllowsFailed, Func<object?[], object?> Apply)
{
    private const int Any = 64;

    private static readonly ExpressionFunction[] Functions =
    [
        Of("equals", 2, 2, a => Values.AreEqual(a[0], a[1])),
        Lenient("and", 1, Any, a => Array.TrueForAll(a, Values.IsTrue)),
        Lenient("or", 1, Any, a => Array.Exists(a, Values.IsTrue) ? true : a[^1] is false ? false : null),
        Lenient("not", 1, 1, a => !Values.IsTrue(a[0])),
        Lenient("if", 3, 3, a => Values.IsTrue(a[0]) ? a[1] : a[2]),
        Lenient("exists", 1, 1, a => a[0] is not (null or Missing or Failed)),
        Of("empty", 1, 1, a => a[0] switch { null or Missing => true, string text => text.Length == 0, JsonArray items => items.Count == 0, JsonObject o => o.Count == 0, _ => false }),
        Of("length", 1, 1, a => a[0] is string text ? (double)text.Length : new Failed("length needs a text")),
        Of("count", 1, 1, a => a[0] switch { string text => (double)text.Length, JsonArray items => (double)items.Count, JsonObject o => (double)o.Count, _ => new Failed("count needs a list") }),
        Of("concat", 1, Any, Concat),
        Of("join", 2, 3, Join),
        Of("formatNumber", 2, 2, a => a is [double number, double and >= 0 and <= 20 and var digits] && digits == Math.Floor(digits)
            ? Values.Rounded(number, (int)digits)
            : new Failed("formatNumber needs a number and its decimals")),
        Of("string", 1, 1, a => a[0] switch { null or Missing => "", JsonNode node => Values.JsonOf(node), var value => TextOf(value) }),
    ];

    public static IReadOnlyDictionary<string, ExpressionFunction> Named { get; } = Functions.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Operators by their sign.</summary>
    public static IReadOnlyDictionary<string, ExpressionFunction> Operators { get; } = new Dictionary<string, ExpressionFunction>(StringComparer.Ordinal)
    {
        ["!"] = Named["not"],
        ["=="] = Named["equals"],
        ["!="] = Of("!=", 2, 2, a => !Values.AreEqual(a[0], a[1])),
        ["&&"] = Named["and"],
        ["||"] = Named["or"],
        ["<"] = Compare("<", c => c < 0),
        ["<="] = Compare("<=", c => c <= 0),
        [">"] = Compare(">", c => c > 0),
        [">="] = Compare(">=", c => c >= 0),
        ["+"] = Of("+", 1, 2, Plus),
        ["-"] = Of("-", 1, 2, a => a switch { [double only] => -only, [double x, double y] => x - y, _ => new Failed("- needs numbers") }),
        ["*"] = Of("*", 2, 2, a => a is [double x, double y] ? x * y : new Failed("* needs numbers")),
    };

    private static ExpressionFunction Of(string name, int min, int max, Func<object?[], object?> apply) => new(name, min, max, false, apply);

    private static ExpressionFunction Lenient(string name, int min, int max, Func<object?[], object?> apply) => new(name, min, max, true, apply);

    private static ExpressionFunction Compare(string sign, Func<int, bool> holds) => Of(sign, 2, 2, a => a switch
    {
        [double x, double y] => holds(x.CompareTo(y)),
        [string x, string y] => holds(string.CompareOrdinal(x, y)),
        _ => new Failed($"{sign} needs two numbers or two texts"),
    });

    private static object? Plus(object?[] a) => a switch
    {
        [double only] => only,
        [double x, double y] => x + y,
        [string or double, string or double] => TextOf(a[0]) + TextOf(a[1]),
        _ => new Failed("+ needs numbers or texts"),
    };

    private static object? Concat(object?[] a) =>
        Array.TrueForAll(a, value => value is string or double or bool) ? string.Concat(a.Select(TextOf)) : new Failed("concat needs texts");

    private static object? Join(object?[] a)
    {
        if (a is not [JsonArray items, string separator, ..] || (a.Length == 3 && a[2] is not string)) return new Failed("join needs a list and a separator");
        var values = items.Select(Values.Of).ToList();
        if (!values.TrueForAll(value => value is string or double or bool)) return new Failed("join needs a list of texts");
        var texts = values.ConvertAll(TextOf);
        return a.Length == 3 && texts.Count > 1 ? string.Join(separator, texts[..^1]) + (string)a[2]! + texts[^1] : string.Join(separator, texts);
    }

    /// <summary>A string, number or boolean as text.</summary>
    public static string TextOf(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => Values.TextOf(number),
        _ => throw new InvalidOperationException("no plain value"),
    };
}
