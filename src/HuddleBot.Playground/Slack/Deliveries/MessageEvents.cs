using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>What happens to people's messages, as events (docs: message, message_changed, message_deleted, app_mention).</summary>
internal static class MessageEvents
{
    /// <summary>The name under which a bot subscribes to messages of such a place.</summary>
    public static string SubscriptionFor(Channel place) => place.Kind switch
    {
        ChannelKind.Public => "message.channels",
        ChannelKind.Private => "message.groups",
        ChannelKind.DirectMessage => "message.im",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place.Kind, "no such kind of channel"),
    };

    public static JsonObject Written(SlackWorkspace workspace, Channel place, Message message)
    {
        var body = Wire.Message(workspace, message);
        body["channel"] = place.Id;
        body["channel_type"] = TypeOf(place);
        body["event_ts"] = message.Ts;
        return body;
    }

    public static JsonObject Mention(SlackWorkspace workspace, Message message) => Wire.Object(new
    {
        type = "app_mention", user = message.AuthorId, text = message.Text, ts = message.Ts, thread_ts = message.ThreadTs, channel = message.Channel, event_ts = message.Ts, team = workspace.Id,
    });

    public static JsonObject Changed(SlackWorkspace workspace, Channel place, Message before, Message now)
    {
        var body = Hidden("message_changed", workspace, place, before);
        body["message"] = Wire.Message(workspace, now);
        return body;
    }

    public static JsonObject Deleted(SlackWorkspace workspace, Channel place, Message before)
    {
        var body = Hidden("message_deleted", workspace, place, before);
        body["deleted_ts"] = before.Ts;
        return body;
    }

    private static JsonObject Hidden(string subtype, SlackWorkspace workspace, Channel place, Message before)
    {
        var ts = workspace.Ids.NextTs();
        return new JsonObject
        {
            ["type"] = "message", ["subtype"] = subtype, ["hidden"] = true, ["channel"] = place.Id, ["channel_type"] = TypeOf(place), ["ts"] = ts, ["event_ts"] = ts,
            ["previous_message"] = Wire.Message(workspace, before),
        };
    }

    private static string TypeOf(Channel place) => place.Kind switch { ChannelKind.Public => "channel", ChannelKind.Private => "group", _ => "im" };
}
