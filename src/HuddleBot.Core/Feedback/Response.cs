using NodaTime;

namespace HuddleBot.Core.Feedback;

/// <summary>Contact data: never in a channel, only to the person who claims the follow-up.</summary>
/// <param name="AnnualValue">What the customer is worth in a year, in the company's own currency.</param>
/// <param name="MayContact">Null where the survey did not ask.</param>
public sealed record Customer(string? Id, string? Name, string? Email, string? Phone, string? Segment, double? AnnualValue, bool? MayContact);

/// <summary>One customer's answer, as a source gave it.</summary>
/// <param name="Source">The name of the source in the settings.</param>
/// <param name="Id">Unique within its source; the same id again is the same answer, perhaps changed.</param>
/// <param name="Score">Null where no score was given.</param>
/// <param name="Comment">The verbatim, as it was written; null where there is none. Never empty.</param>
/// <param name="Language">A BCP 47 tag, where the source knows it.</param>
/// <param name="Attributes">For routing and for the card; sorted by name.</param>
public sealed record Response(
    string Source, string Id, Score? Score, string? Comment, Instant AnsweredAt, string? Touchpoint, string? Language, Customer? Customer,
    IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The name by which a routing rule sees the touchpoint, beside the attributes of the response.</summary>
    public const string TouchpointAttribute = "touchpoint";
}

/// <summary>What reading one item of a webhook or file came to.</summary>
public abstract record ReadResponse
{
    private ReadResponse() { }

    public sealed record Read(Response Response) : ReadResponse;

    /// <param name="Reason">Why it cannot be read and what to do, for an operator.</param>
    /// <param name="Raw">The item as it came, to be read again when the mapping is mended.</param>
    /// <param name="Line">The line in the file, from 1; null for a webhook.</param>
    /// <param name="Id">The response's own id, where at least that can be read; null otherwise.</param>
    public sealed record Unreadable(string Reason, string Raw, long? Line, string? Id = null) : ReadResponse;
}
