using System.Collections.Frozen;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>What stands on a digest's card around the report.</summary>
/// <param name="Zone">Of who reads it.</param>
public sealed record DigestFrame(DateTimeZone Zone)
{
    /// <summary>Months and quarters that are told in the thread.</summary>
    public IReadOnlyList<DigestReport> RollUps { get; init; } = [];

    /// <summary>More stands in its thread.</summary>
    public bool HasDetails { get; init; }

    /// <summary>It comes late: when it was due. Null: it does not.</summary>
    public Instant? WasDue { get; init; }

    /// <summary>Somebody asked for it.</summary>
    public bool IsAsked { get; init; }

    /// <summary>For the eyes of who asks alone, with what they can do with it; null: it is no preview.</summary>
    public DigestPreview? Preview { get; init; }

    /// <summary>How the score went; null: there is too little to show.</summary>
    public DrawnTrend? Trend { get; init; }

    /// <summary>Where the cards of the oldest open issues stand; what cannot be linked to is not among them.</summary>
    public IReadOnlyDictionary<IssueId, Uri> Cards { get; init; } = FrozenDictionary<IssueId, Uri>.Empty;

    /// <summary>Where the numbers can be fetched as a file; null: nowhere.</summary>
    public Uri? Table { get; init; }
}

/// <param name="Id">Of this one showing: what is sent from it is sent once, however often somebody taps.</param>
/// <param name="Next">When the next one comes by itself; null: none does.</param>
/// <param name="MaySendToLeads">They may send it to the CX leads now.</param>
public sealed record DigestPreview(string Id, Instant? Next, bool MaySendToLeads);
