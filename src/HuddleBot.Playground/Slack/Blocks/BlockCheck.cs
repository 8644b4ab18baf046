using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>Says whether Slack would take these blocks or this view (docs: Block Kit reference; Views).</summary>
internal static class BlockCheck
{
    /// <summary>All text of a message's blocks together. Slack documents 12,000 for markdown blocks and answers <c>msg_blocks_too_long</c> for others from about 13,200
    /// with their containers (slackapi/bolt-js, issue 2509); the lower figure is kept here.</summary>
    public const int MessageText = 12_000;

    public const int ViewBytes = 250_000;

    private static readonly Check Modal = new Shape("modal")
        .Must("title", Texts.Plain(24)).May("submit", Texts.Plain(24)).May("close", Texts.Plain(24)).Must("blocks", Blocks(Surface.Modal, 100))
        .May("private_metadata", Checks.Text(3000, min: 0)).May("callback_id", Checks.Text(255, min: 0)).May("external_id", Checks.Text(255, min: 0))
        .May("clear_on_close", Checks.Boolean).May("notify_on_close", Checks.Boolean)
        .Rule((view, at, problems) =>
        {
            if (view.TryGetProperty("submit", out _) || !view.TryGetProperty("blocks", out var blocks) || blocks.ValueKind is not JsonValueKind.Array) return;
            if (blocks.EnumerateArray().Any(block => block.ValueKind is JsonValueKind.Object && block.TryGetProperty("type", out var type) && type.ValueEquals("input")))
                problems.Add(at, "missing required field: submit (a view with input blocks needs one)");
        }).Check;

    private static readonly Check Home = new Shape("home")
        .Must("blocks", Blocks(Surface.Home, 100)).May("private_metadata", Checks.Text(3000, min: 0)).May("callback_id", Checks.Text(255, min: 0)).May("external_id", Checks.Text(255, min: 0)).Check;

    public static BlockProblems Message(JsonElement blocks)
    {
        var problems = new BlockProblems();
        Blocks(Surface.Message, 50)(blocks, "/blocks", problems);
        return problems;
    }

    /// <param name="type"><c>modal</c> or <c>home</c>: what the method takes.</param>
    public static BlockProblems View(JsonElement view, string type)
    {
        var problems = new BlockProblems();
        if (view.ValueKind is not JsonValueKind.Object) problems.Add("/view", "must provide an object");
        else if (!view.TryGetProperty("type", out var actual) || actual.ValueKind is not JsonValueKind.String) problems.Add("/view", "missing required field: type");
        else if (actual.GetString() != type) problems.Add("/view/type", $"must be a valid enum value: {type}");
        else (type == "home" ? Home : Modal)(view, "/view", problems);
        return problems;
    }

    private static Check Blocks(Surface surface, int max) => Checks.ListOf(
        (block, at, problems) =>
        {
            problems.StartBlock();
            BlockShapes.On(surface)(block, at, problems);
        },
        0, max);
}
