using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// What a team's customers answered, counted by day of the team's zone. What was stored, changed or erased before the question is in it, once. It reads days and never responses:
/// it takes as long after ten answers as after ten million. Only the very first question of a team may have to wait until its responses are counted. Of a team that has just moved it
/// tells the days of the old zone, today as today, until those of the new zone are counted.
/// </summary>
public interface IScores
{
    /// <summary>The series of the team that have answers, of whatever time; the whole first, then by touchpoint and segment.</summary>
    Task<IReadOnlyList<CountedSeries>> SeriesAsync(FrontlineTeam team, CancellationToken cancellationToken);

    /// <summary>The counts of these series in these days, in the order of the series. Several windows: ask once for the days that hold them all.</summary>
    /// <param name="days">Both ends included; see <see cref="ScoreWindows"/>.</param>
    Task<IReadOnlyList<SeriesDays>> DaysAsync(FrontlineTeam team, IReadOnlyCollection<SeriesId> series, DateInterval days, CancellationToken cancellationToken);
}

/// <param name="Answers">Of whatever time; 1 or more.</param>
public sealed record CountedSeries(SeriesId Series, int Answers);
