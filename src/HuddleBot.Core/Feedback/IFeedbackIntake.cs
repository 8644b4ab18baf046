namespace HuddleBot.Core.Feedback;

/// <summary>Which of the responses that an import brings become cards.</summary>
public enum PostChoice
{
    /// <summary>What is not older than the team's <c>freshDays</c>, as the team's posting rules say.</summary>
    Fresh,

    /// <summary>Whatever its age.</summary>
    All,

    /// <summary>Nothing: store and count only.</summary>
    None,
}

/// <param name="Accepted">New.</param>
/// <param name="Updated">Known, with other content.</param>
/// <param name="Duplicates">Known, with the same content: nothing was done.</param>
/// <param name="Quarantined">Unreadable, kept with the reason.</param>
/// <param name="Unrouted">Of the accepted: those that match no team and wait.</param>
public sealed record IntakeSummary(int Accepted, int Updated, int Duplicates, int Quarantined, int Unrouted)
{
    public static IntakeSummary None { get; } = new(0, 0, 0, 0, 0);

    public static IntakeSummary operator +(IntakeSummary a, IntakeSummary b) =>
        new(a.Accepted + b.Accepted, a.Updated + b.Updated, a.Duplicates + b.Duplicates, a.Quarantined + b.Quarantined, a.Unrouted + b.Unrouted);
}

/// <summary>Takes what a source brings: stores it durably, once, with its team, and queues what is to be posted.</summary>
public interface IFeedbackIntake
{
    /// <summary>All items are safe when this returns. The items may hold the same id twice: in order, the later is an update.</summary>
    Task<IntakeSummary> AcceptAsync(string source, IReadOnlyList<ReadResponse> items, PostChoice post, CancellationToken cancellationToken);

    /// <summary>Routes again what matched no team; returns how many found one. For after the teams have changed.</summary>
    Task<int> RouteWaitingAsync(PostChoice post, CancellationToken cancellationToken);

    /// <summary>How many responses match no team.</summary>
    Task<int> CountUnroutedAsync(CancellationToken cancellationToken);
}

/// <summary>A response that could not be read, waiting for an operator.</summary>
/// <param name="Id">Its place in the quarantine.</param>
/// <param name="ResponseId">The response's own id, where it could be read.</param>
public sealed record QuarantinedResponse(string Source, string Id, string Reason, string Raw, long? Line, NodaTime.Instant At, string? ResponseId);

/// <summary>Where unreadable responses wait. The same response id again, or without one the same raw item, replaces itself.</summary>
public interface IQuarantine
{
    /// <summary>Of two items with the same response id, the later stays.</summary>
    Task PutAsync(string source, IReadOnlyList<ReadResponse.Unreadable> items, CancellationToken cancellationToken);

    /// <param name="source">Null: all sources.</param>
    IAsyncEnumerable<QuarantinedResponse> ListAsync(string? source, CancellationToken cancellationToken);

    Task RemoveAsync(QuarantinedResponse item, CancellationToken cancellationToken);

    /// <summary>Removes what waits under these response ids: they have come right. One read where nothing of the source waits.</summary>
    Task SettleAsync(string source, IReadOnlyCollection<string> responseIds, CancellationToken cancellationToken);
}
