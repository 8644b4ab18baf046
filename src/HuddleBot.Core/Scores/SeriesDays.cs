using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>What was answered on one day.</summary>
/// <param name="Counts">Never empty.</param>
public sealed record DayOfSeries(LocalDate Day, ScoreHistogram Counts);

/// <summary>A series in some days.</summary>
/// <param name="Asked">Of which days it tells.</param>
/// <param name="Days">Those with answers, the oldest first.</param>
public sealed record SeriesDays(SeriesId Series, DateInterval Asked, IReadOnlyList<DayOfSeries> Days)
{
    /// <summary>All that was answered in a window.</summary>
    /// <param name="window">Within the days that were asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not within them.</exception>
    public ScoreHistogram Over(DateInterval window)
    {
        if (!Asked.Contains(window)) throw new ArgumentOutOfRangeException(nameof(window), window, $"only the days {Asked} are known");
        return ScoreHistogram.Sum(Days.Where(day => window.Contains(day.Day)).Select(day => day.Counts));
    }

    /// <summary>What may be said of a window.</summary>
    /// <inheritdoc cref="Over"/>
    public WindowScore ScoreOver(DateInterval window) => WindowScore.Of(Over(window));
}

/// <summary>Windows of whole days.</summary>
public static class ScoreWindows
{
    /// <summary>The <paramref name="days"/> days up to <paramref name="today"/>, which is one of them.</summary>
    /// <param name="today">In the team's zone.</param>
    /// <param name="days">1 or more.</param>
    public static DateInterval Last(int days, LocalDate today) => new(today.PlusDays(1 - days), today);

    /// <summary>As many days, right before these.</summary>
    public static DateInterval Before(DateInterval window) => Last(window.Length, window.Start.PlusDays(-1));
}
