using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>Where blocks stand: the surfaces take different blocks.</summary>
internal enum Surface
{
    Message,
    Modal,
    Home,
}

/// <summary>The blocks that Slack documents, per surface.</summary>
internal static class BlockShapes
{
    private static readonly IEnumerable<Shape> Everywhere =
    [
        Block("section").May("text", Texts.PlainOrMarkdown(3000)).May("fields", Checks.ListOf(Texts.PlainOrMarkdown(2000), 1, 10)).May("expand", Checks.Boolean)
            .May("accessory", Checks.ByType([.. Elements.Buttons, .. Elements.Menus, .. Elements.Pickers, Elements.Image]))
            .Rule((value, at, problems) =>
            {
                if (!value.TryGetProperty("text", out _) && !value.TryGetProperty("fields", out _)) problems.Add(at, "missing required field: text");
            }),
        Block("actions").Must("elements", Checks.ListOf(Checks.ByType([.. Elements.Buttons, .. Elements.Menus, .. Elements.Pickers, Elements.DateTimePicker]), 1, 25)),
        Block("context").Must("elements", Checks.ListOf(Checks.ByType(Elements.Image, Texts.PlainShape(2000), Texts.MarkdownShape(2000)), 1, 10)),
        Block("divider"),
        Block("header").Must("text", Texts.Plain(150)),
        Block("image").Must("alt_text", Checks.Text(2000)).May("image_url", Checks.Url()).May("slack_file", Checks.Anything).May("title", Texts.Plain(2000)).Rule(Elements.ImageHasOneSource),
        Block("input").Must("label", Texts.Plain(2000)).May("hint", Texts.Plain(2000)).May("optional", Checks.Boolean).May("dispatch_action", Checks.Boolean)
            .Must("element", Checks.ByType([.. Elements.Inputs, .. Elements.Menus, .. Elements.Pickers, Elements.DateTimePicker])),
        Block("video").Must("video_url", Checks.Url()).Must("thumbnail_url", Checks.Url()).Must("alt_text", Checks.Text(2000)).Must("title", Texts.Plain(200)).May("title_url", Checks.Url())
            .May("author_name", Checks.Text(50)).May("provider_name", Checks.Text(50)).May("provider_icon_url", Checks.Url()).May("description", Texts.Plain(200)),
        Block("alert").Must("text", Texts.PlainOrMarkdown(200)).May("level", Checks.OneOf("default", "info", "warning", "error", "success")),
        Block("rich_text").Must("elements", RichText.Parts),
    ];

    private static readonly IEnumerable<Shape> OnlyInMessages =
    [
        Block("markdown").Must("text", (value, at, problems) =>
        {
            Texts.Counted(Checks.Text(12_000))(value, at, problems);
            if (value.ValueKind is JsonValueKind.String) problems.CountMarkdown(value.GetString()!.Length);
        }),
        Block("table").May("column_settings", Checks.ListOf(new Shape().May("align", Checks.OneOf("left", "center", "right")).May("is_wrapped", Checks.Boolean).Check, 0, 20))
            .Must("rows", Checks.ListOf(Checks.ListOf(Checks.ByType(RichText.Block, new Shape("raw_text").Must("text", Texts.Counted(Checks.Text(3000, min: 0)))), 1, 20), 1, 100)),
    ];

    private static readonly Check InMessage = Checks.ByType([.. Everywhere, .. OnlyInMessages]);
    private static readonly Check InView = Checks.ByType(Everywhere);

    public static Check On(Surface surface) => surface is Surface.Message ? InMessage : InView;

    private static Shape Block(string type) => new Shape(type).May("block_id", BlockId);

    private static void BlockId(JsonElement value, string at, BlockProblems problems)
    {
        Checks.Text(255)(value, at, problems);
        if (value.ValueKind is JsonValueKind.String) problems.BlockId(at, value.GetString()!);
    }
}
