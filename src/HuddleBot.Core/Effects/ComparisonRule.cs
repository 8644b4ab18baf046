using HuddleBot.Core.Scores;

namespace HuddleBot.Core.Effects;

/// <summary>
/// Which teams a fix is compared with: all that had at least <see cref="WindowScore.LeastAnswers"/> answers of the same score (metric, scale and touchpoint) in both windows, in the one
/// before between a quarter and four times as many as the fix's team, at a level at most 20 points from its own; and that do not have the same theme. Nobody chooses among them.
/// </summary>
/// <remarks>What teams fix beside it is business as usual, there as here, and no reason to leave one out: else only teams that mend nothing were left.</remarks>
internal static class ComparisonRule
{
    private const double MostTimesTheAnswers = 4;

    /// <summary>In hundreds of points. So wide that a team is hardly ever let in or left out by a few weeks' chance, which the next weeks would take back.</summary>
    private const double FurthestLevel = 0.2;

    /// <param name="answers">Before, of the fix's team; of several, of one on average.</param>
    /// <param name="level">Before, of all of them.</param>
    public static bool IsSimilar(TeamChange other, double answers, double level) =>
        other.IsKnown && other.Before.Total <= MostTimesTheAnswers * answers && MostTimesTheAnswers * other.Before.Total >= answers && Math.Abs(other.LevelBefore - level) <= FurthestLevel;
}
