namespace HuddleBot.Tests.Playground;

/// <summary>Blocks and views for the Playground's own tests.</summary>
internal static class Cards
{
    public static object Form { get; } = new
    {
        type = "modal",
        callback_id = "issue.fix",
        title = Plain("Fix it ourselves"),
        submit = Plain("Save"),
        notify_on_close = true,
        private_metadata = "i-1",
        blocks = new object[]
        {
            Input("owner_block", "Who owns it?", new { type = "users_select", action_id = "owner", initial_user = "U0001" }),
            Input("try_block", "What will you try?", new { type = "plain_text_input", action_id = "try", multiline = true, max_length = 200 }),
            Input("date_block", "By when?", new { type = "datepicker", action_id = "date" }, optional: true),
        },
    };

    public static object Plain(string text) => new { type = "plain_text", text };

    public static object Section(string text) => new { type = "section", text = new { type = "mrkdwn", text } };

    public static object[] WithButtons(params (string ActionId, string Value)[] buttons) =>
    [
        Section("*Sunny Hotels*"),
        new { type = "actions", elements = buttons.Select(button => new { type = "button", action_id = button.ActionId, text = Plain(button.ActionId), value = button.Value }) },
    ];

    private static object Input(string block, string label, object element, bool optional = false) => new { type = "input", block_id = block, label = Plain(label), element, optional };
}
