using System.Globalization;
using System.Text.Json;

namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>Buttons, menus and inputs (docs: Block Kit, block elements).</summary>
internal static class Elements
{
    public static IReadOnlyList<Shape> Menus { get; } =
    [
        StaticSelect("static_select").May("initial_option", Texts.Option()),
        Multi(StaticSelect("multi_static_select").May("initial_options", Checks.ListOf(Texts.Option(), 1, 100))),
        Menu("users_select").May("initial_user", Checks.Text(255)),
        Multi(Menu("multi_users_select").May("initial_users", Ids)),
        Conversations("conversations_select").May("initial_conversation", Checks.Text(255)).May("response_url_enabled", Checks.Boolean),
        Multi(Conversations("multi_conversations_select").May("initial_conversations", Ids)),
        Menu("channels_select").May("initial_channel", Checks.Text(255)).May("response_url_enabled", Checks.Boolean),
        Multi(Menu("multi_channels_select").May("initial_channels", Ids)),
        Menu("external_select").May("initial_option", Texts.Option()).May("min_query_length", Checks.Integer(0, 255)),
        Multi(Menu("multi_external_select").May("initial_options", Checks.ListOf(Texts.Option(), 1, 100)).May("min_query_length", Checks.Integer(0, 255))),
    ];

    public static IReadOnlyList<Shape> Pickers { get; } =
    [
        Focusable("datepicker").May("placeholder", Texts.Plain(150)).May("initial_date", Date),
        Focusable("timepicker").May("placeholder", Texts.Plain(150)).May("timezone", Checks.Text(255))
            .May("initial_time", Checks.Matching(text => TimeOnly.TryParseExact(text, "HH:mm", out _), "must be a valid time: HH:mm")),
        Focusable("checkboxes").Must("options", Checks.ListOf(Texts.Option(rich: true), 1, 10)).May("initial_options", Checks.ListOf(Texts.Option(rich: true), 1, 10)).Rule(InitialsAreOptions),
        Focusable("radio_buttons").Must("options", Checks.ListOf(Texts.Option(rich: true), 1, 10)).May("initial_option", Texts.Option(rich: true)).Rule(InitialsAreOptions),
    ];

    public static Shape DateTimePicker { get; } = Focusable("datetimepicker").May("initial_date_time", Checks.Integer(1_000_000_000, 9_999_999_999));

    public static IReadOnlyList<Shape> Buttons { get; } =
    [
        Actionable("button").Must("text", Texts.Plain(75)).May("value", Checks.Text(2000, min: 0)).May("url", Checks.Url()).May("style", Checks.OneOf("primary", "danger"))
            .May("accessibility_label", Checks.Text(75)).May("confirm", Texts.Confirm),
        Actionable("overflow").Must("options", Checks.ListOf(Texts.Option(url: true), 1, 5)).May("confirm", Texts.Confirm),
    ];

    public static Shape Image { get; } = new Shape("image").Must("alt_text", Checks.Text(2000)).May("image_url", Checks.Url()).May("slack_file", Checks.Anything).Rule(ImageHasOneSource);

    public static IReadOnlyList<Shape> Inputs { get; } =
    [
        Typed("plain_text_input").May("multiline", Checks.Boolean).May("min_length", Checks.Integer(0, 3000)).May("max_length", Checks.Integer(1, 3000))
            .May("initial_value", Checks.Text(3000, min: 0)).Rule(InitialValueFits),
        Typed("number_input").Must("is_decimal_allowed", Checks.Boolean).May("initial_value", Number).May("min_value", Number).May("max_value", Number),
        Typed("email_text_input").May("initial_value", Checks.Text(3000)),
        Typed("url_text_input").May("initial_value", Checks.Text(3000)),
        Typed("rich_text_input").May("initial_value", Checks.ByType(RichText.Block)).May("min_lines", Checks.Integer(1, 100)).May("max_lines", Checks.Integer(1, 100)),
        Actionable("file_input").May("filetypes", Checks.ListOf(Checks.Text(255), 1, 100)).May("max_files", Checks.Integer(1, 10)),
    ];

    public static void ImageHasOneSource(JsonElement image, string at, BlockProblems problems)
    {
        if (image.TryGetProperty("image_url", out _) == image.TryGetProperty("slack_file", out _)) problems.Add(at, "must provide either image_url or slack_file");
    }

    private static Check Ids => Checks.ListOf(Checks.Text(255), 0, 100);

    private static Check Date => Checks.Matching(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _), "must be a valid date: YYYY-MM-DD");

    private static Check Number => Checks.Matching(text => decimal.TryParse(text, CultureInfo.InvariantCulture, out _), "must be a number in a string");

    private static Shape Actionable(string type) => new Shape(type).May("action_id", (value, at, problems) =>
    {
        Checks.Text(255)(value, at, problems);
        if (value.ValueKind is JsonValueKind.String) problems.ActionId(at, value.GetString()!);
    });

    private static Shape Focusable(string type) => Actionable(type).May("confirm", Texts.Confirm).May("focus_on_load", Focus);

    private static Shape Typed(string type) => Actionable(type).May("placeholder", Texts.Plain(150)).May("focus_on_load", Focus)
        .May("dispatch_action_config", new Shape().May("trigger_actions_on", Checks.ListOf(Checks.OneOf("on_enter_pressed", "on_character_entered"), 1, 2)).Check);

    private static Shape Menu(string type) => Focusable(type).May("placeholder", Texts.Plain(150));

    private static Shape Multi(Shape menu) => menu.May("max_selected_items", Checks.Integer(1, 100));

    private static Shape StaticSelect(string type) => Menu(type)
        .May("options", Checks.ListOf(Texts.Option(), 1, 100)).May("option_groups", Checks.ListOf(Texts.OptionGroup, 1, 100)).Rule(InitialsAreOptions)
        .Rule((value, at, problems) =>
        {
            if (value.TryGetProperty("options", out _) == value.TryGetProperty("option_groups", out _)) problems.Add(at, "must provide either options or option_groups");
        });

    private static Shape Conversations(string type) => Menu(type).May("default_to_current_conversation", Checks.Boolean)
        .May("filter", new Shape().May("include", Checks.ListOf(Checks.OneOf("im", "mpim", "private", "public"), 1, 4)).May("exclude_external_shared_channels", Checks.Boolean)
            .May("exclude_bot_users", Checks.Boolean).Check);

    private static void Focus(JsonElement value, string at, BlockProblems problems)
    {
        Checks.Boolean(value, at, problems);
        if (value.ValueKind is JsonValueKind.True) problems.Focus(at);
    }

    private static void InitialValueFits(JsonElement input, string at, BlockProblems problems)
    {
        if (!input.TryGetProperty("initial_value", out var initial) || initial.ValueKind is not JsonValueKind.String) return;
        if (input.TryGetProperty("max_length", out var max) && max.TryGetInt32(out var most) && initial.GetString()!.Length > most)
            problems.Add($"{at}/initial_value", $"must be less than {most + 1} characters");
    }

    /// <summary>What is chosen beforehand must be exactly one of the options.</summary>
    private static void InitialsAreOptions(JsonElement menu, string at, BlockProblems problems)
    {
        var options = BlockReader.OptionsOf(menu).ToList();
        if (menu.TryGetProperty("initial_option", out var one) && !options.Exists(option => JsonElement.DeepEquals(option, one)))
            problems.Add($"{at}/initial_option", "must be one of the provided options");
        if (!menu.TryGetProperty("initial_options", out var several) || several.ValueKind is not JsonValueKind.Array) return;
        foreach (var initial in several.EnumerateArray())
            if (!options.Exists(option => JsonElement.DeepEquals(option, initial))) problems.Add($"{at}/initial_options", "must be one of the provided options");
    }
}
