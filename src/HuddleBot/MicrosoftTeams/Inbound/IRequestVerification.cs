namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>Says who stands behind a request, before its body is looked at.</summary>
public interface IRequestVerification
{
    Task<RequestSender> VerifyAsync(HttpRequest request, CancellationToken cancellationToken);
}

/// <summary>The closed set.</summary>
public abstract record RequestSender
{
    private RequestSender() { }

    /// <summary>The connector, proven by its token.</summary>
    /// <param name="ServiceUrl">The address that the token speaks for; null: none.</param>
    /// <param name="Endorsements">The channels that the key of the token may speak for; empty: none.</param>
    public sealed record Connector(string? ServiceUrl, IReadOnlySet<string> Endorsements) : RequestSender;

    /// <summary>A client on this machine; nothing is proven (the development escape hatch).</summary>
    public sealed record ThisMachine : RequestSender;

    /// <param name="Status">401: no good token; 403: not from here; 503: the connector's keys cannot be had, so that nothing can be proven.</param>
    /// <param name="Reason">For the log; repeats nothing of the token.</param>
    public sealed record Refused(int Status, string Reason) : RequestSender;
}
