using System.Net;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>The connector's answer: the result, or a typed error.</summary>
public abstract record ConnectorReply<T>
{
    private ConnectorReply() { }

    /// <summary>The connector's time, in whole seconds; null: it did not say.</summary>
    public DateTimeOffset? At { get; init; }

    public sealed record Ok(T Result) : ConnectorReply<T>;

    public sealed record Failed(ConnectorError Error) : ConnectorReply<T>;
}

/// <summary>What an error of the connector means for us, whatever its code.</summary>
public enum ConnectorErrorKind
{
    /// <summary>Try again later.</summary>
    Retry,

    /// <summary>The conversation does not take this from us; a person must mend it.</summary>
    ConversationDead,

    /// <summary>The message to update, or the one to answer, is gone.</summary>
    MessageGone,

    /// <summary>Too big for Microsoft Teams.</summary>
    TooBig,

    /// <summary>The bot cannot prove who it is; a person must mend the settings.</summary>
    Credentials,

    /// <summary>The settings do not allow this service URL: nothing was sent there.</summary>
    ServiceUrl,

    /// <summary>We sent something wrong, or the connector refuses for a reason that we do not know.</summary>
    OurBug,
}

/// <param name="Status">Null: there was no answer.</param>
/// <param name="Code">The connector's own word (<c>ConversationNotFound</c>), or ours in brackets when it gave none. Never its message, which may quote what people wrote.</param>
/// <param name="RetryAfter">How long the connector asks us to wait.</param>
/// <param name="MayHaveArrived">The call may have had its effect although we got no clear answer.</param>
public sealed record ConnectorError(ConnectorErrorKind Kind, HttpStatusCode? Status, string Code, TimeSpan? RetryAfter = null, bool MayHaveArrived = false)
{
    public override string ToString() => Status is { } status ? $"{(int)status} {Code}" : Code;
}
