using HuddleBot.Core.Delivery;
using HuddleBot.MicrosoftTeams.Connector;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Whether and how a place can be written to: the closed set.</summary>
public abstract record Reach
{
    private Reach() { }

    /// <param name="Conversation">A channel, or a personal chat.</param>
    public sealed record Open(ConnectorAddress Address, string Conversation) : Reach;

    /// <summary>A person must do something first.</summary>
    public sealed record Closed(string Reason, ClosedBecause Because) : Reach;

    /// <summary>The connector would not tell.</summary>
    public sealed record Failed(ConnectorError Error) : Reach;
}
