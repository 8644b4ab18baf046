using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Scores;

/// <summary>Tells people how their customers answer.</summary>
public interface IScoreDesk
{
    /// <summary>The score of a team, or of one of its touchpoints or segments, to who belongs to the team.</summary>
    /// <param name="words">A name, a number of days (7, 28 or 90), or both, as typed; null: the whole team, 28 days.</param>
    /// <exception cref="Storage.StorageUnavailableException">The counters could not be read.</exception>
    Task<LookReply> ScoreAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken);
}
