namespace HuddleBot.Slack.SocketMode;

/// <summary>What came of the wish for a connection.</summary>
internal abstract record SocketStart
{
    private SocketStart() { }

    /// <param name="Connections">How many the app has now, with this one.</param>
    public sealed record Opened(SlackSocket Socket, int Connections) : SocketStart;

    /// <param name="Reason">Slack's own word (<c>invalid_auth</c>, <c>link_disabled</c>), or ours in brackets.</param>
    /// <param name="RetryAfter">How long Slack asks us to wait; null: it does not say.</param>
    public sealed record Refused(string Reason, TimeSpan? RetryAfter = null) : SocketStart;
}
