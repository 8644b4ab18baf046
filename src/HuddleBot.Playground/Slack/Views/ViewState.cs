using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Views;

/// <summary><c>state.values</c>: every input of a view, touched or not.</summary>
internal static class ViewState
{
    public static JsonObject Values(View view) => Values(view.Blocks, view.Typed);

    /// <param name="typed">Block id, action id, value in Slack's shape: what a person has put in.</param>
    public static JsonObject Values(JsonElement blocks, JsonElement? typed)
    {
        var values = new JsonObject();
        foreach (var placed in BlockReader.ElementsOf(blocks).Where(placed => InputValue.HasState(placed.Type)))
        {
            var block = values[placed.BlockId] as JsonObject ?? new JsonObject();
            values[placed.BlockId] ??= block;
            block[placed.ActionId] = Find(typed, placed) is { } state ? InputValue.FromState(placed.Element, state) : InputValue.Initial(placed.Element);
        }

        return values;
    }

    /// <summary>What Slack's own client refuses before anything is sent: block id, words.</summary>
    public static IReadOnlyDictionary<string, string> Check(JsonElement blocks, JsonObject values)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var placed in BlockReader.ElementsOf(blocks).Where(placed => placed.IsInput && InputValue.HasState(placed.Type)))
            if (Problem(placed, values[placed.BlockId]![placed.ActionId]!.AsObject()) is { } problem) errors[placed.BlockId] = problem;
        return errors;
    }

    private static string? Problem(PlacedElement placed, JsonObject state)
    {
        if (InputValue.IsEmpty(state)) return placed.IsOptional ? null : "Please complete this required field.";
        var text = state["value"]?.GetValue<string>();
        return placed.Type switch
        {
            "plain_text_input" when Limit(placed.Element, "min_length") is { } min && text!.Length < min => $"Please enter at least {min} characters.",
            "plain_text_input" when text!.Length > (Limit(placed.Element, "max_length") ?? 3000) => $"Please enter no more than {Limit(placed.Element, "max_length") ?? 3000} characters.",
            "number_input" when !decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) || OutOfBounds(placed.Element, number) => "Please enter a valid number.",
            "email_text_input" when text!.IndexOf('@', StringComparison.Ordinal) < 1 => "Please enter a valid email address.",
            "url_text_input" when !Uri.TryCreate(text, UriKind.Absolute, out _) => "Please enter a valid URL.",
            _ when Limit(placed.Element, "max_selected_items") is { } most && state.Any(pair => pair.Value is JsonArray list && list.Count > most) => $"Please choose no more than {most}.",
            _ => null,
        };
    }

    private static bool OutOfBounds(JsonElement element, decimal number) =>
        (element.TryGetProperty("min_value", out var min) && number < decimal.Parse(min.GetString()!, CultureInfo.InvariantCulture))
        || (element.TryGetProperty("max_value", out var max) && number > decimal.Parse(max.GetString()!, CultureInfo.InvariantCulture))
        || (!element.GetProperty("is_decimal_allowed").GetBoolean() && number != decimal.Truncate(number));

    private static int? Limit(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static JsonElement? Find(JsonElement? typed, PlacedElement placed) =>
        typed is { ValueKind: JsonValueKind.Object } values && values.TryGetProperty(placed.BlockId, out var block) && block.TryGetProperty(placed.ActionId, out var state) ? state : null;
}
