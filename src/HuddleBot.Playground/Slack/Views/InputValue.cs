using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Blocks;

namespace HuddleBot.Playground.Slack.Views;

/// <summary>The value of one input in the shape that Slack gives it, by the type of the element.</summary>
internal static class InputValue
{
    /// <summary>Elements that have a value at all; buttons and overflow menus have none.</summary>
    public static bool HasState(string type) => FieldOf(type) is not null;

    /// <summary>Untouched: what the bot gave as the initial value, or Slack's null or empty list.</summary>
    public static JsonObject Initial(JsonElement element)
    {
        var type = element.GetProperty("type").GetString()!;
        var (field, initial, isList) = FieldOf(type)!.Value;
        return new JsonObject
        {
            ["type"] = type,
            [field] = element.TryGetProperty(initial, out var value) ? JsonSerializer.SerializeToNode(value) : isList ? new JsonArray() : null,
        };
    }

    /// <summary>From a plain text: the text itself, an option's value, an id, a date; several are separated by commas. Null or empty clears.</summary>
    /// <exception cref="InvalidOperationException">The element does not offer that.</exception>
    public static JsonObject FromText(JsonElement element, string? text)
    {
        var type = element.GetProperty("type").GetString()!;
        var (field, _, isList) = FieldOf(type)!.Value;
        var parts = string.IsNullOrEmpty(text) ? [] : isList ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text];
        var values = parts.Select(part => ValueOf(element, field, part)).ToArray();
        return new JsonObject { ["type"] = type, [field] = isList ? new JsonArray(values) : values.SingleOrDefault() };
    }

    /// <summary>Reads what a client typed in Slack's shape; only the field that belongs to the element's type counts.</summary>
    public static JsonObject FromState(JsonElement element, JsonElement state)
    {
        var type = element.GetProperty("type").GetString()!;
        var (field, _, isList) = FieldOf(type)!.Value;
        var value = state.ValueKind is JsonValueKind.Object && state.TryGetProperty(field, out var given) && given.ValueKind is not JsonValueKind.Null ? JsonSerializer.SerializeToNode(given) : null;
        if (value is JsonValue text && text.GetValueKind() is JsonValueKind.String && text.GetValue<string>().Length == 0) value = null;
        return new JsonObject { ["type"] = type, [field] = value ?? (isList ? new JsonArray() : null) };
    }

    public static bool IsEmpty(JsonObject state)
    {
        var value = state.Where(pair => pair.Key != "type").Select(pair => pair.Value).FirstOrDefault();
        return value switch
        {
            null => true,
            JsonArray array => array.Count == 0,
            JsonValue text when text.GetValueKind() is JsonValueKind.String => string.IsNullOrWhiteSpace(text.GetValue<string>()),
            _ => false,
        };
    }

    private static JsonNode? ValueOf(JsonElement element, string field, string text) => field switch
    {
        "selected_option" or "selected_options" => BlockReader.OptionsOf(element).Where(option => option.GetProperty("value").GetString() == text).Select(option => JsonSerializer.SerializeToNode(option))
            .FirstOrDefault() ?? throw new InvalidOperationException($"there is no option '{text}' in {element.GetProperty("action_id").GetString()}"),
        "selected_date_time" => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        "rich_text_value" => new JsonObject
        {
            ["type"] = "rich_text",
            ["elements"] = new JsonArray(new JsonObject
            {
                ["type"] = "rich_text_section", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
            }),
        },
        _ => JsonValue.Create(text),
    };

    private static (string Field, string Initial, bool IsList)? FieldOf(string type) => type switch
    {
        "plain_text_input" or "number_input" or "email_text_input" or "url_text_input" => ("value", "initial_value", false),
        "rich_text_input" => ("rich_text_value", "initial_value", false),
        "static_select" or "external_select" or "radio_buttons" => ("selected_option", "initial_option", false),
        "multi_static_select" or "multi_external_select" or "checkboxes" => ("selected_options", "initial_options", true),
        "users_select" => ("selected_user", "initial_user", false),
        "multi_users_select" => ("selected_users", "initial_users", true),
        "conversations_select" => ("selected_conversation", "initial_conversation", false),
        "multi_conversations_select" => ("selected_conversations", "initial_conversations", true),
        "channels_select" => ("selected_channel", "initial_channel", false),
        "multi_channels_select" => ("selected_channels", "initial_channels", true),
        "datepicker" => ("selected_date", "initial_date", false),
        "timepicker" => ("selected_time", "initial_time", false),
        "datetimepicker" => ("selected_date_time", "initial_date_time", false),
        "file_input" => ("files", "initial_files", true),
        _ => null,
    };
}
