using System.Text.Json;

namespace HuddleBot.Slack.Inbound;

/// <summary>What Slack sends to our one address: the closed set. Everything here comes from a verified request.</summary>
public abstract record SlackPayload
{
    private SlackPayload() { }

    /// <summary>Events API: proves that the address is ours.</summary>
    public sealed record UrlVerification(string Challenge) : SlackPayload;

    /// <summary>Slash commands of distributed apps: Slack looks at our certificate.</summary>
    public sealed record SslCheck : SlackPayload;

    /// <param name="EventTime">Unix seconds; 0 where it is missing.</param>
    /// <param name="BotUser">Our own user id in that workspace; null where Slack does not say.</param>
    public sealed record EventCallback(string Workspace, string EventId, long EventTime, string Type, JsonElement Event, string? BotUser) : SlackPayload;

    /// <param name="BlockId">The row that the button stands in.</param>
    /// <param name="Value">The button's value, or the chosen option's.</param>
    /// <param name="MessageTs">The message that carries the button; null in a view.</param>
    /// <param name="ViewId">The modal that carries the button; null in a message or on the home tab.</param>
    public sealed record BlockAction(
        string ActionId, string? BlockId, string ActionTs, string? Value, string? MessageTs, string? ViewId, string? ViewHash, string TriggerId, PersonInPlace Who) : SlackPayload
    {
        /// <summary>It stands on the person's home tab.</summary>
        public bool IsHome { get; init; }

        /// <summary>It stands on a message that only this person sees, or that was sent to them directly.</summary>
        public bool IsPrivate { get; init; }
    }

    public sealed record ViewSubmission(string ViewId, string CallbackId, string PrivateMetadata, FormValues Values, string TriggerId, PersonInPlace Who) : SlackPayload;

    public sealed record ViewClosed : SlackPayload;

    public sealed record MessageAction(string CallbackId, string TriggerId, string Text, PersonInPlace Who) : SlackPayload;

    public sealed record Shortcut(string CallbackId, string TriggerId, PersonInPlace Who) : SlackPayload;

    public sealed record SlashCommand(string Command, string Text, string TriggerId, PersonInPlace Who) : SlackPayload;

    /// <summary>Something that we did not subscribe to.</summary>
    public sealed record Unknown(string Type) : SlackPayload;
}

/// <summary>Who did it, and where they can be told something privately.</summary>
/// <param name="Username">What Slack calls them in the payload; a fallback for their name.</param>
/// <param name="Channel">Null: not in a channel (home tab, global shortcut).</param>
/// <param name="ThreadTs">The thread that they look at.</param>
public sealed record PersonInPlace(string Workspace, string User, string Username, string? Channel, string? ThreadTs, Uri? ResponseUrl);
