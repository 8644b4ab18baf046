using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>Port: one chat platform, as the dispatcher sees it. Knows the platform's limits and errors, keeps its pace, never retries by itself.</summary>
public interface IChatPlatform
{
    Platform Platform { get; }

    /// <summary>Another where the settings are others (a new token): what they closed may be open then. Names no secret.</summary>
    string SettingsMark => "";

    /// <summary>Posts into a channel, or below the message <see cref="ChatPost.ThreadMessageId"/>.</summary>
    Task<SendResult> PostAsync(ChatPost post, CancellationToken cancellationToken);

    /// <summary>Replaces a message of ours.</summary>
    Task<SendResult> UpdateAsync(ChatUpdate update, CancellationToken cancellationToken);

    /// <summary>Looks whether a message with this key has arrived already (after a crash or a lost answer).</summary>
    Task<FindResult> FindAsync(ChatPost post, Instant notOlderThan, CancellationToken cancellationToken);
}

/// <param name="Key">Deterministic; travels with the message as metadata.</param>
/// <param name="Channel">A channel, or a person's id for a direct message.</param>
public sealed record ChatPost(string Key, ChannelId Channel, string? ThreadMessageId, RenderedCard Card);

/// <param name="PostedChannel">The channel's own id as the platform answered it (a direct message has another id than its person).</param>
public sealed record ChatUpdate(string Key, ChannelId Channel, string PostedChannel, string MessageId, RenderedCard Card);

/// <summary>What became of a call: the closed set.</summary>
public abstract record SendResult
{
    private SendResult() { }

    public sealed record Sent(string PostedChannel, string MessageId) : SendResult;

    /// <summary>Not now: try again.</summary>
    /// <param name="After">Wait at least so long, where the platform said so (Retry-After).</param>
    /// <param name="MayHaveArrived">The answer was lost or says nothing: look before sending again.</param>
    public sealed record TryLater(Duration? After, bool MayHaveArrived, string Reason) : SendResult;

    /// <summary>This message is refused as it is and will always be; others are not concerned.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>The message to update, or the thread, is gone.</summary>
    public sealed record Gone(string Reason) : SendResult;

    /// <summary>The channel or the whole installation does not take messages from us (removed, archived, token revoked): its messages wait for a person.</summary>
    public sealed record ChannelClosed(string Reason) : SendResult
    {
        public ClosedBecause Because { get; init; }

        /// <summary>Said of a message that an earlier try may have brought there.</summary>
        public bool MayHaveArrived { get; init; }
    }
}

public abstract record FindResult
{
    private FindResult() { }

    public sealed record Found(string PostedChannel, string MessageId) : FindResult;

    public sealed record NotThere : FindResult;

    /// <summary>Nobody may look there: <see cref="SendResult.ChannelClosed"/>.</summary>
    public sealed record ChannelClosed(ClosedBecause Because, string Reason) : FindResult;

    /// <summary>The platform did not answer: ask again later.</summary>
    public sealed record AskLater(Duration? After, string Reason) : FindResult;

    /// <summary>The platform cannot tell (a missing scope, no such ability).</summary>
    public sealed record CannotTell(string Reason) : FindResult;
}

/// <summary>Port: who is in a channel, and what people are called. Answers are cached for minutes.</summary>
public interface IChatDirectory
{
    Platform Platform { get; }

    /// <summary>Null: the platform did not answer.</summary>
    Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken);

    /// <summary>The display name, or <paramref name="fallback"/> where the platform does not say.</summary>
    Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken);

    /// <summary>The person's own time zone; null where the platform does not say.</summary>
    Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken);
}
