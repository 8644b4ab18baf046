using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>Port: what has gone silent, and what is back. It reads rows of months, never responses: the same after ten answers and after ten million.</summary>
public interface ISilences
{
    /// <param name="now">As of when; what came later does not count.</param>
    /// <param name="backSince">Whose return is told: of what was silent and gave a sign again at this moment or later, such as since the last digest.</param>
    Task<SilenceReport> ListAsync(Instant now, Instant backSince, CancellationToken cancellationToken);
}

/// <param name="Silent">Feeds first, then teams in the order of the teams file; what lasts longest against its usual gap first among feeds.</param>
/// <param name="Back">The latest return first.</param>
public sealed record SilenceReport(IReadOnlyList<Silence> Silent, IReadOnlyList<CameBack> Back)
{
    public static SilenceReport Nothing { get; } = new([], []);
}
