using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HuddleBot.Slack.WebApi;

/// <summary>The bodies that we write, named as Slack's SDKs name them. Properties are sent in snake case; what is null is left out.</summary>
internal static class SlackJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>Lets us find a message again by its key. Everybody in the workspace can read it: never anything personal.</summary>
public sealed record MessageMetadata(string EventType, MessageMetadata.Payload EventPayload)
{
    public const string OurEventType = "huddlebot_message";

    public static MessageMetadata Of(string key) => new(OurEventType, new(key));

    public sealed record Payload(string Key);
}

/// <param name="Channel">A channel, or a person's id: opens the direct message.</param>
/// <param name="Text">Escaped; what notifications and screen readers say.</param>
/// <param name="Blocks">Null: the text is the message.</param>
public sealed record ChatPostMessageArguments(string Channel, string Text, JsonArray? Blocks, MessageMetadata? Metadata, string? ThreadTs = null)
{
    public string Parse => "none";

    public bool UnfurlLinks => false;

    public bool UnfurlMedia => false;
}

public sealed record ChatUpdateArguments(string Channel, string Ts, string Text, JsonArray Blocks, MessageMetadata Metadata)
{
    public string Parse => "none";
}

public sealed record ChatPostEphemeralArguments(string Channel, string User, string Text, JsonArray Blocks, string? ThreadTs = null)
{
    public string Parse => "none";
}

public sealed record ViewsOpenArguments(string TriggerId, JsonObject View);

/// <summary>Over the view that the trigger comes from.</summary>
public sealed record ViewsPushArguments(string TriggerId, JsonObject View);

/// <param name="ViewId">Null: it is named by <paramref name="ExternalId"/>.</param>
/// <param name="ExternalId">The name that we gave the view; null: it is named by <paramref name="ViewId"/>.</param>
/// <param name="Hash">Of the view that the person looked at: of two updates at once, one wins.</param>
public sealed record ViewsUpdateArguments(string? ViewId, JsonObject View, string? Hash = null, string? ExternalId = null);

public sealed record ViewsPublishArguments(string UserId, JsonObject View);

public sealed record ConversationsOpenArguments(string Users);

/// <summary>The JSON answer to a command, or the body sent to a <c>response_url</c>: seen by one person only.</summary>
/// <param name="ReplaceOriginal">Takes the place of the message that was clicked.</param>
public sealed record EphemeralResponse(string Text, JsonArray Blocks, string? ThreadTs = null, bool ReplaceOriginal = false)
{
    public string ResponseType => "ephemeral";
}
