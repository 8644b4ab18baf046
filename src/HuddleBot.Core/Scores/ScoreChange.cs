using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>What the counters know of a response.</summary>
/// <param name="At">To the 100 ns that storage keeps.</param>
/// <param name="Touchpoint">Never blank.</param>
/// <param name="Segment">Never blank.</param>
public sealed record CountedAnswer(Score Score, Instant At, string? Touchpoint, string? Segment)
{
    // In the zones furthest east the last of the year 9999 is a day that no calendar has.
    private static readonly Instant LastCounted = Instant.FromUtc(9999, 12, 30, 0, 0);

    /// <summary>Null: without a score there is nothing to count.</summary>
    public static CountedAnswer? Of(Response? response) => response?.Score is not { } score ? null : new(
        score, Instant.FromUnixTimeTicks(response.AnsweredAt.ToUnixTimeTicks()), NameOf(response.Touchpoint), NameOf(response.Customer?.Segment));

    public LocalDate DayIn(DateTimeZone zone) => Instant.Min(At, LastCounted).InZone(zone).Date;

    public IEnumerable<SeriesId> Series => SeriesId.Of(Score, Touchpoint, Segment);

    private static string? NameOf(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}

/// <summary>What a change of a response changes in the counters.</summary>
/// <param name="Response">The key of its row, without the prefix.</param>
/// <param name="Removed">What it counted as before; null: it did not count.</param>
/// <param name="Added">What it counts as now; null: it does not count any more.</param>
public sealed record ScoreChange(string Response, CountedAnswer? Removed, CountedAnswer? Added)
{
    /// <summary>Of one response that comes, changes or goes.</summary>
    /// <param name="response">The key of its row, without the prefix.</param>
    /// <param name="before">Null: it has just come.</param>
    /// <param name="after">Null: it is erased.</param>
    /// <returns>Null: nothing that counts has changed.</returns>
    public static ScoreChange? Between(string response, Response? before, Response? after)
    {
        var (removed, added) = (CountedAnswer.Of(before), CountedAnswer.Of(after));
        return removed == added ? null : new(response, removed, added);
    }

    /// <summary>Both sides, each with how often it is to be counted: −1 or 1.</summary>
    internal IEnumerable<(CountedAnswer Answer, int Times)> Sides
    {
        get
        {
            if (Removed is not null) yield return (Removed, -1);
            if (Added is not null) yield return (Added, 1);
        }
    }
}
