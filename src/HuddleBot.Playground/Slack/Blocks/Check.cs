using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>Looks at one value and reports what is wrong with it.</summary>
/// <param name="at">Where the value stands, as a JSON pointer.</param>
internal delegate void Check(JsonElement value, string at, BlockProblems problems);

/// <summary>The checks that everything is made of. Lengths are UTF-16 units: Slack does not say what it counts, and this is the strictest reading.</summary>
internal static class Checks
{
    public static Check Text(int max, int min = 1) => (value, at, problems) =>
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            problems.Add(at, "must provide a string");
            return;
        }

        var length = value.GetString()!.Length;
        if (length < min) problems.Add(at, $"must be more than {min - 1} characters");
        if (length > max) problems.Add(at, $"must be less than {max + 1} characters");
    };

    public static Check Url(int max = 3000) => (value, at, problems) =>
    {
        Text(max)(value, at, problems);
        if (value.ValueKind is JsonValueKind.String && !Uri.TryCreate(value.GetString(), UriKind.Absolute, out _)) problems.Add(at, "must provide a valid URL");
    };

    public static Check Boolean { get; } = (value, at, problems) =>
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) problems.Add(at, "must provide a boolean");
    };

    public static Check Integer(long min, long max) => (value, at, problems) =>
    {
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var number)) problems.Add(at, "must provide an integer");
        else if (number < min || number > max) problems.Add(at, $"must be between {min} and {max}");
    };

    public static Check Anything { get; } = (_, _, _) => { };

    public static Check OneOf(params string[] values) => (value, at, problems) =>
    {
        if (value.ValueKind is not JsonValueKind.String || !values.Contains(value.GetString(), StringComparer.Ordinal))
            problems.Add(at, $"must be a valid enum value: {string.Join(", ", values)}");
    };

    public static Check Matching(Func<string, bool> isRight, string what) => (value, at, problems) =>
    {
        if (value.ValueKind is not JsonValueKind.String || !isRight(value.GetString()!)) problems.Add(at, what);
    };

    public static Check ListOf(Check item, int min, int max) => (value, at, problems) =>
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            problems.Add(at, "must provide an array");
            return;
        }

        var count = value.GetArrayLength();
        if (count < min) problems.Add(at, $"no fewer than {min} items allowed");
        if (count > max) problems.Add(at, $"no more than {max} items allowed");
        var index = 0;
        foreach (var element in value.EnumerateArray()) item(element, $"{at}/{index++}", problems);
    };

    /// <summary>One of several shapes, chosen by <c>type</c>; any other type is refused.</summary>
    public static Check ByType(params IEnumerable<Shape> shapes)
    {
        var byType = shapes.ToDictionary(shape => shape.Type!, StringComparer.Ordinal);
        return (value, at, problems) =>
        {
            if (value.ValueKind is not JsonValueKind.Object) problems.Add(at, "must provide an object");
            else if (!value.TryGetProperty("type", out var type) || type.ValueKind is not JsonValueKind.String) problems.Add(at, "missing required field: type");
            else if (byType.TryGetValue(type.GetString()!, out var shape)) shape.Check(value, at, problems);
            else problems.Add($"{at}/type", $"unsupported type: {type.GetString()}");
        };
    }
}
