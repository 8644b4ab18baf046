using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>Text objects, options and confirmations (docs: Block Kit, composition objects).</summary>
internal static class Texts
{
    public static Check Plain(int max) => PlainShape(max).Check;

    public static Check PlainOrMarkdown(int max) => Checks.ByType(PlainShape(max), MarkdownShape(max));

    public static Shape PlainShape(int max) => new Shape("plain_text").Must("text", Counted(Checks.Text(max))).May("emoji", Checks.Boolean).Rule(TypeIs("plain_text"));

    public static Shape MarkdownShape(int max) => new Shape("mrkdwn").Must("text", Counted(Checks.Text(max))).May("verbatim", Checks.Boolean).Rule(TypeIs("mrkdwn"));

    /// <summary>An option of a menu. <paramref name="rich"/>: radio buttons and checkboxes may use mrkdwn.</summary>
    public static Check Option(bool rich = false, bool url = false)
    {
        var shape = new Shape().Must("text", rich ? PlainOrMarkdown(75) : Plain(75)).Must("value", Checks.Text(150, min: 0)).May("description", rich ? PlainOrMarkdown(75) : Plain(75));
        return url ? shape.May("url", Checks.Url()).Check : shape.Check;
    }

    public static Check OptionGroup { get; } = new Shape().Must("label", Plain(75)).Must("options", Checks.ListOf(Option(), 1, 100)).Check;

    public static Check Confirm { get; } = new Shape()
        .Must("title", Plain(100)).Must("text", PlainOrMarkdown(300)).Must("confirm", Plain(30)).Must("deny", Plain(30)).May("style", Checks.OneOf("primary", "danger")).Check;

    public static Check Counted(Check text) => (value, at, problems) =>
    {
        if (value.ValueKind is JsonValueKind.String) problems.CountText(value.GetString()!.Length);
        text(value, at, problems);
    };

    private static Check TypeIs(string type) => (value, at, problems) =>
    {
        if (!value.TryGetProperty("type", out var actual)) problems.Add(at, "missing required field: type");
        else if (actual.ValueKind is not JsonValueKind.String || actual.GetString() != type) problems.Add($"{at}/type", $"must be a valid enum value: {type}");
    };
}
