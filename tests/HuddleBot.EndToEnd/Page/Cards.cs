using System.Text.Json;
using System.Text.Json.Serialization;

namespace HuddleBot.EndToEnd.Page;

/// <summary>Cards and a form like the bot's own.</summary>
internal static class Cards
{
    public static JsonSerializerOptions Json { get; } = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static object Form { get; } = new
    {
        type = "modal",
        callback_id = "issue.fix",
        title = Plain("Fix it ourselves"),
        submit = Plain("Save"),
        close = Plain("Cancel"),
        blocks = new[]
        {
            Quote("Nobody could tell me where the bus leaves."),
            Input("owner", "Who owns it", new { type = "users_select", action_id = "owner", initial_user = "U0002" }),
            Input("try", "What we will try", new { type = "plain_text_input", action_id = "try", multiline = true, max_length = 60 }, hint: "One sentence is enough."),
            Input("date", "By when", new { type = "datepicker", action_id = "date", initial_date = "2026-11-27" }),
            Input("also", "Who else is hurt", new { type = "multi_users_select", action_id = "also" }, optional: true),
            Input("priority", "Priority", new { type = "radio_buttons", action_id = "priority", initial_option = Option("Normal", "normal"), options = new[] { Option("Normal", "normal"), Option("Urgent", "urgent") } }),
            Input("tell", "Whom we tell", new { type = "checkboxes", action_id = "tell", options = new[] { Option("The team", "team"), Option("The customer", "customer") } }, optional: true),
            Input("category", "Category", new { type = "static_select", action_id = "category", initial_option = Option("Process", "process"), options = new[] { Option("Price", "price"), Option("Process", "process") } }),
        },
    };

    public static object Plain(string text) => new { type = "plain_text", text };

    public static object Section(string mrkdwn) => new { type = "section", text = new { type = "mrkdwn", text = mrkdwn } };

    public static object Quote(string words) =>
        new { type = "rich_text", elements = new[] { new { type = "rich_text_quote", elements = new[] { new { type = "text", text = words } } } } };

    /// <summary>A comment as the bot posts it: score, words, context, four buttons.</summary>
    public static object[] Comment(int score, string words) =>
    [
        Section($"*{score}* of 10 · {(score > 8 ? "promoter" : "detractor")}"),
        Quote(words),
        new { type = "context", elements = new[] { Plain("Touchpoint: arrival"), Plain("Hotel: Sunny Beach") } },
        new
        {
            type = "actions",
            elements = new[] { Button("issue.fix", "Fix it ourselves", "primary"), Button("issue.escalate", "Escalate"), Button("issue.celebrate", "Celebrate"), Button("issue.dismiss", "Not actionable", confirm: true) },
        },
    ];

    private static object Button(string action, string text, string? style = null, bool confirm = false) => new
    {
        type = "button", action_id = action, text = Plain(text), value = "r-1", style,
        confirm = confirm ? new { title = Plain("Close it?"), text = Plain("Nobody will work on it."), confirm = Plain("Close it"), deny = Plain("Keep it"), style = "danger" } : null,
    };

    private static object Option(string text, string value) => new { text = Plain(text), value };

    private static object Input(string block, string label, object element, bool optional = false, string? hint = null) =>
        new { type = "input", block_id = block, label = Plain(label), element, optional, hint = hint is null ? null : Plain(hint) };
}
