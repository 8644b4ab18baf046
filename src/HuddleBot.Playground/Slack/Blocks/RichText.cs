namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>The rich_text block: the one element that shows words without parsing them.</summary>
internal static class RichText
{
    private static readonly Check Style = new Shape()
        .May("bold", Checks.Boolean).May("italic", Checks.Boolean).May("strike", Checks.Boolean).May("code", Checks.Boolean).May("underline", Checks.Boolean)
        .May("highlight", Checks.Boolean).May("client_highlight", Checks.Boolean).May("unlink", Checks.Boolean).Check;

    private static readonly Shape TextElement = Styled("text").Must("text", Texts.Counted(Checks.Text(int.MaxValue - 1)));

    private static readonly Shape Link = Styled("link").Must("url", Checks.Text(3000)).May("text", Texts.Counted(Checks.Text(int.MaxValue - 1, min: 0))).May("unsafe", Checks.Boolean);

    private static readonly Check Inline = Checks.ByType(
        TextElement,
        Link,
        Styled("user").Must("user_id", Checks.Text(255)),
        Styled("channel").Must("channel_id", Checks.Text(255)),
        Styled("usergroup").Must("usergroup_id", Checks.Text(255)),
        Styled("team").Must("team_id", Checks.Text(255)),
        Styled("emoji").Must("name", Checks.Text(255)).May("unicode", Checks.Text(255)).May("url", Checks.Url()).May("skin_tone", Checks.Integer(1, 6)),
        Styled("broadcast").Must("range", Checks.OneOf("here", "channel", "everyone")),
        Styled("color").Must("value", Checks.Text(255)),
        Styled("date").Must("timestamp", Checks.Integer(0, long.MaxValue)).Must("format", Checks.Text(255)).May("url", Checks.Url()).May("fallback", Checks.Text(255)));

    private static readonly Shape Section = new Shape("rich_text_section").Must("elements", Checks.ListOf(Inline, 0, int.MaxValue));

    /// <summary>The elements of a rich_text block.</summary>
    public static Check Parts { get; } = Checks.ListOf(
        Checks.ByType(
            Section,
            new Shape("rich_text_list").Must("elements", Checks.ListOf(Checks.ByType(Section), 0, int.MaxValue)).Must("style", Checks.OneOf("bullet", "ordered"))
                .May("indent", Checks.Integer(0, 8)).May("offset", Checks.Integer(0, long.MaxValue)).May("border", Checks.Integer(0, 1)),
            new Shape("rich_text_quote").Must("elements", Checks.ListOf(Inline, 0, int.MaxValue)).May("border", Checks.Integer(0, 1)),
            new Shape("rich_text_preformatted").Must("elements", Checks.ListOf(Checks.ByType(TextElement, Link), 0, int.MaxValue))
                .May("border", Checks.Integer(0, 1)).May("language", Checks.Text(255))),
        0, int.MaxValue);

    /// <summary>As a cell of a table or the value of an input.</summary>
    public static Shape Block { get; } = new Shape("rich_text").May("block_id", Checks.Text(255)).Must("elements", Parts);

    private static Shape Styled(string type) => new Shape(type).May("style", Style);
}
