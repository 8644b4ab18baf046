using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Interaction payloads as Slack writes them (docs: block_actions, view_submission, view_closed, shortcuts). Made with the workspace's gate held.</summary>
internal static class Payloads
{
    public const string VerificationToken = "deprecated-verification-token";
    private const string Form = "application/x-www-form-urlencoded";

    public static BotRequest InteractionRequest(JsonObject payload) =>
        new(payload["type"]!.GetValue<string>(), Form, "payload=" + Uri.EscapeDataString(payload.ToJsonString(Answer.Wire)));

    public static BotRequest FormRequest(string kind, IEnumerable<(string Name, string Value)> fields) =>
        new(kind, Form, string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")));

    public static JsonObject MessageActions(SlackServer slack, Person person, Channel channel, Message message, PlacedElement placed, JsonObject action, JsonObject state)
    {
        var payload = Start(slack, person, "block_actions");
        payload["container"] = Wire.Object(new
        {
            type = "message",
            message_ts = message.Ts,
            thread_ts = message.ThreadTs,
            channel_id = channel.Id,
            is_ephemeral = message.EphemeralFor is not null,
        });
        payload["channel"] = ChannelOf(channel);
        if (message.EphemeralFor is null) payload["message"] = Wire.Message(slack.Workspace, message);
        payload["state"] = new JsonObject { ["values"] = state };
        payload["response_url"] = slack.ResponseUrls.Issue(slack.Address, person.Id, channel.Id, message.Ts, message.ThreadTs);
        payload["actions"] = new JsonArray(action);
        return WithTrigger(slack, person, payload);
    }

    public static JsonObject ViewActions(SlackServer slack, Person person, View view, JsonObject action)
    {
        var payload = Start(slack, person, "block_actions");
        payload["container"] = Wire.Object(new { type = "view", view_id = view.Id });
        payload["view"] = Wire.View(slack.Workspace, view);
        payload["actions"] = new JsonArray(action);
        return WithTrigger(slack, person, payload);
    }

    public static JsonObject ViewSubmission(SlackServer slack, Person person, View view)
    {
        var payload = Start(slack, person, "view_submission");
        payload["view"] = Wire.View(slack.Workspace, view);
        payload["response_urls"] = new JsonArray();
        return WithTrigger(slack, person, payload);
    }

    public static JsonObject ViewClosed(SlackServer slack, Person person, View view, bool isCleared)
    {
        var payload = Start(slack, person, "view_closed");
        payload["view"] = Wire.View(slack.Workspace, view);
        payload["is_cleared"] = isCleared;
        return payload;
    }

    public static JsonObject MessageAction(SlackServer slack, Person person, Channel channel, Message message, string callbackId)
    {
        var payload = Start(slack, person, "message_action");
        payload["callback_id"] = callbackId;
        payload["action_ts"] = slack.Workspace.Ids.NextTs();
        payload["channel"] = ChannelOf(channel);
        payload["message_ts"] = message.Ts;
        payload["message"] = Wire.Message(slack.Workspace, message);
        payload["response_url"] = slack.ResponseUrls.Issue(slack.Address, person.Id, channel.Id, message.Ts, message.ThreadTs);
        return WithTrigger(slack, person, payload);
    }

    public static JsonObject GlobalShortcut(SlackServer slack, Person person, string callbackId)
    {
        var payload = Start(slack, person, "shortcut");
        payload["callback_id"] = callbackId;
        payload["action_ts"] = slack.Workspace.Ids.NextTs();
        return WithTrigger(slack, person, payload);
    }

    /// <summary>One entry of <c>actions</c>.</summary>
    /// <param name="state">What was chosen, in Slack's shape; null for a button.</param>
    public static JsonObject Action(SlackWorkspace workspace, PlacedElement placed, JsonObject? state)
    {
        var action = Wire.Object(new { type = placed.Type, action_id = placed.ActionId, block_id = placed.BlockId });
        foreach (var name in (string[])["text", "value", "style", "placeholder"])
            if (placed.Element.TryGetProperty(name, out var field)) action[name] = JsonSerializer.SerializeToNode(field);
        foreach (var (name, value) in state ?? []) action[name] = value?.DeepClone();
        action["action_ts"] = workspace.Ids.NextTs();
        return action;
    }

    /// <summary>What an overflow menu sends; it has no state.</summary>
    public static JsonObject Overflow(JsonElement element, string value) => new()
    {
        ["selected_option"] = JsonSerializer.SerializeToNode(BlockReader.OptionsOf(element).FirstOrDefault(option => option.GetProperty("value").GetString() == value) is { ValueKind: JsonValueKind.Object } found
            ? found : throw new InvalidOperationException($"there is no option '{value}'")),
    };

    /// <summary>Slack hides the names of private channels here.</summary>
    public static string NameOf(Channel channel) => channel.Kind switch { ChannelKind.Private => "privategroup", ChannelKind.DirectMessage => "directmessage", _ => channel.Name };

    private static JsonObject ChannelOf(Channel channel) => Wire.Object(new { channel.Id, Name = NameOf(channel) });

    private static JsonObject Start(SlackServer slack, Person person, string type) => new()
    {
        ["type"] = type,
        ["team"] = Wire.Object(new { slack.Workspace.Id, slack.Workspace.Domain }),
        ["user"] = Wire.Object(new { person.Id, username = person.Name, person.Name, team_id = slack.Workspace.Id }),
        ["api_app_id"] = slack.Workspace.AppId,
        ["token"] = VerificationToken,
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    private static JsonObject WithTrigger(SlackServer slack, Person person, JsonObject payload)
    {
        payload["trigger_id"] = slack.Triggers.Issue(person.Id);
        return payload;
    }
}
