using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>The falls of a team's scores that were found.</summary>
public interface IDrops
{
    /// <summary>Those that were going on in these days: found by the last of them, and not over before the first. The latest first; told and only noted ones.</summary>
    /// <param name="from">In the team's zone, like all days here; included.</param>
    /// <param name="to">Included.</param>
    Task<IReadOnlyList<ScoreDrop>> ListAsync(TeamId team, LocalDate from, LocalDate to, CancellationToken cancellationToken);

    /// <summary>Null: no fall made this issue.</summary>
    Task<ScoreDrop?> FindAsync(IssueId issue, CancellationToken cancellationToken);
}
