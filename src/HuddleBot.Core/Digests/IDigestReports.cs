using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Port: makes what a digest says from what the teams have.</summary>
public interface IDigestReports
{
    /// <summary>
    /// The report of a period. It tells of loops, huddles and answers of managers what was known when the period ended: made again later, it says the same. A score counts an
    /// answer on the day on which the customer gave it: what comes late, is changed or erased is counted so when the report is made again.
    /// </summary>
    /// <param name="period">Over, as a rule. Of one that is not, everything until <paramref name="now"/>.</param>
    /// <param name="now">When it is made.</param>
    Task<DigestReport> MakeAsync(DigestScope scope, DigestPeriod period, Instant now, CancellationToken cancellationToken);
}
