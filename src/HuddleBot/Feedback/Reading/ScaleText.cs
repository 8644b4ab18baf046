using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HuddleBot.Core.Feedback;
using HuddleBot.Hosting;

namespace HuddleBot.Feedback.Reading;

/// <summary>A scale as sources write it: <c>[1, 5]</c>, <c>1-5</c>, <c>-2..2</c>.</summary>
public static partial class ScaleText
{
    public static Scale? TryParse(FieldValue value) => value.Kind switch
    {
        FieldKind.Text => TryParse(value.Text),
        FieldKind.List => OfList(value.Text),
        _ => null,
    };

    public static Scale? TryParse(string text) => Range().Match(text) is { Success: true } match ? Create(match.Groups["min"].Value, match.Groups["max"].Value) : null;

    private static Scale? OfList(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonText.Depth });
        return document.RootElement.EnumerateArray().Select(FieldValue.Of).ToArray() is [{ Kind: FieldKind.Number or FieldKind.Text } min, { Kind: FieldKind.Number or FieldKind.Text } max]
            ? Create(min.Text, max.Text)
            : null;
    }

    private static Scale? Create(string min, string max) => Whole(min) is { } low && Whole(max) is { } high ? Scale.TryCreate(low, high) : null;

    private static int? Whole(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1000 && number == Math.Floor(number) ? (int)number : null;

    [GeneratedRegex(@"^\s*\[?\s*(?<min>-?[0-9]{1,4})\s*(-|–|,|\.\.|to)\s*(?<max>-?[0-9]{1,4})\s*\]?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();
}
