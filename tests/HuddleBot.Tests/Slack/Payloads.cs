using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;

namespace HuddleBot.Tests.Slack;

/// <summary>What Slack sends, in the shape of its documentation.</summary>
internal static class Payloads
{
    public static JsonObject Click(string actionId, string? value = null, string user = "U1", string actionTs = "1763800000.000100", string? responseUrl = null) => new()
    {
        ["type"] = "block_actions",
        ["user"] = new JsonObject { ["id"] = user, ["username"] = "ann.user", ["team_id"] = "T1" },
        ["team"] = new JsonObject { ["id"] = "T1", ["domain"] = "d" },
        ["api_app_id"] = "A1",
        ["trigger_id"] = $"trigger-{actionTs}",
        ["response_url"] = responseUrl,
        ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1763700000.000100", ["channel_id"] = "C1" },
        ["channel"] = new JsonObject { ["id"] = "C1", ["name"] = "lounge" },
        ["message"] = new JsonObject { ["ts"] = "1763700000.000100", ["text"] = "" },
        ["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "button", ["action_id"] = actionId, ["block_id"] = "b", ["action_ts"] = actionTs, ["value"] = value ?? Lounge.Issue.ToString(),
        }),
    };

    public static JsonObject ClickInModal(string actionId, string value) => Click(actionId, value) is var click && click.Remove("message") && click.Remove("channel")
        ? With(click, ("container", new JsonObject { ["type"] = "view", ["view_id"] = "V9" }), ("view", new JsonObject { ["type"] = "modal", ["id"] = "V9", ["hash"] = "h1" }))
        : throw new InvalidOperationException();

    /// <param name="inputs">Input and what was entered: <c>try: …</c>, <c>owner: U…</c>, <c>date: …</c>, choices as options. The block of input x is block_x.</param>
    public static JsonObject Submission(string callbackId, FormState state, string viewId = "V1", params (string Input, string? Value)[] inputs) => new()
    {
        ["type"] = "view_submission",
        ["user"] = new JsonObject { ["id"] = "U1", ["username"] = "ann.user", ["team_id"] = "T1" },
        ["team"] = new JsonObject { ["id"] = "T1" },
        ["trigger_id"] = "t",
        ["view"] = new JsonObject
        {
            ["id"] = viewId,
            ["type"] = "modal",
            ["hash"] = "h",
            ["callback_id"] = callbackId,
            ["private_metadata"] = state.Write(),
            ["blocks"] = new JsonArray([.. inputs.Select(input => new JsonObject { ["type"] = "input", ["block_id"] = "block_" + input.Input })]),
            ["state"] = new JsonObject
            {
                ["values"] = new JsonObject(inputs.Select(input =>
                    KeyValuePair.Create("block_" + input.Input, (JsonNode?)new JsonObject { [input.Input] = Entered(input.Input, input.Value) }))),
            },
        },
    };

    public static FormState StateOf(bool isChange = false) => new(Lounge.Issue.ToString(), 3, isChange, "C1");

    public static JsonObject MessageAction(string callbackId, string text, string channel = "C1") => new()
    {
        ["type"] = "message_action",
        ["callback_id"] = callbackId,
        ["trigger_id"] = "trigger-message",
        ["user"] = new JsonObject { ["id"] = "U1", ["name"] = "ann.user" },
        ["team"] = new JsonObject { ["id"] = "T1" },
        ["channel"] = new JsonObject { ["id"] = channel },
        ["message_ts"] = "1763700000.000100",
        ["message"] = new JsonObject { ["ts"] = "1763700000.000100", ["text"] = text },
    };

    public static JsonObject Event(string type, JsonObject happened, string id = "Ev1")
    {
        happened["type"] = type;
        return new() { ["type"] = "event_callback", ["team_id"] = "T1", ["event_id"] = id, ["event_time"] = 1763800000, ["event"] = happened };
    }

    public static Dictionary<string, string> Command(string text, string channel = "C1", string trigger = "trigger-command") => new()
    {
        ["command"] = "/huddle", ["text"] = text, ["user_id"] = "U1", ["user_name"] = "ann.user", ["team_id"] = "T1", ["channel_id"] = channel, ["trigger_id"] = trigger,
    };

    private static JsonObject Entered(string input, string? value) => input switch
    {
        "owner" => new() { ["type"] = "users_select", ["selected_user"] = value },
        "date" => new() { ["type"] = "datepicker", ["selected_date"] = value },
        "outcome" or "priority" or "category" => new()
        {
            ["type"] = "static_select", ["selected_option"] = value is null ? null : new JsonObject { ["text"] = new JsonObject(), ["value"] = value },
        },
        _ => new() { ["type"] = "plain_text_input", ["value"] = value },
    };

    private static JsonObject With(JsonObject json, params (string Name, JsonNode Value)[] properties)
    {
        foreach (var (name, value) in properties) json[name] = value;
        return json;
    }
}
