using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Charts;

/// <summary>How a score stands and how it went, ready for a card: the content of a card carries it, and its view shows it.</summary>
/// <param name="Score">The last window against the one before it.</param>
/// <param name="Picture">Where chat clients find the picture of the trend; null: there is none, and the words must do.</param>
public sealed record DrawnTrend(ScoreMovement Score, ScoreTrend Trend, Uri? Picture);

/// <summary>Scores with their trend and the address of its picture.</summary>
public interface IScoreTrends
{
    /// <summary>Of one series of a team. The same answers on the same day give the same address, so that a card drawn anew is the same card.</summary>
    /// <param name="today">The last day of the windows, in the team's zone.</param>
    /// <param name="days">Of each window; 1 or more.</param>
    /// <param name="fellOn">Since when the score has been lower, where a drop was found; it is marked in the picture.</param>
    /// <exception cref="Storage.StorageUnavailableException">The counters or the key of the pictures could not be read.</exception>
    Task<DrawnTrend> OfAsync(FrontlineTeam team, SeriesId series, LocalDate today, int days, LocalDate? fellOn, CancellationToken cancellationToken);

    /// <summary>Of figures that the caller has: of several teams, for example.</summary>
    /// <param name="title">Whose score it is; may be anything that people type.</param>
    /// <inheritdoc cref="OfAsync"/>
    Task<DrawnTrend> DrawAsync(string title, ScoreMovement score, ScoreTrend trend, CancellationToken cancellationToken);
}
