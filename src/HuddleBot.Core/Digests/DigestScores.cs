using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>The scores of all units, compared at once.</summary>
/// <param name="Company">All teams of the scope together, one for each metric (of stars, each scale), that with most answers first.</param>
/// <param name="Teams">By team in the order of the teams file, then as above. A team whose customers gave no score in any of the windows is not among them.</param>
/// <param name="Compared">How many comparisons were tested together.</param>
public sealed record DigestScores(IReadOnlyList<UnitScore> Company, IReadOnlyList<UnitScore> Teams, int Compared)
{
    /// <summary>Of the movements that a digest tells, on average at most this part is chance.</summary>
    public const double FalseDiscoveries = 0.10;

    /// <summary>What moved by more than chance explains, the most certain first.</summary>
    public IEnumerable<UnitScore> Moved => Company.Concat(Teams).Where(unit => unit.Verdict is MovementVerdict.Up or MovementVerdict.Down).OrderBy(unit => unit.Difference!.PValue);
}

/// <summary>How one unit's score stands, and whether it moved.</summary>
/// <param name="Team">Null: all teams of the scope together.</param>
/// <param name="Scale">Of stars; null for the other metrics.</param>
/// <param name="Window">The days that <paramref name="Now"/> counts, in the team's zone: those of the period, or more, ending with it, where the period has too few answers. As many before
/// them (of a month or quarter: the calendar one before) are compared.</param>
/// <param name="IsPeriod">The window is the period itself.</param>
/// <param name="Difference">Null: one of the two has too few answers.</param>
/// <param name="Verdict">Up and down: significant with all comparisons of the digest taken together, and the interval of the difference leaves out zero.</param>
public sealed record UnitScore(
    TeamId? Team, string? Name, Metric Metric, Scale? Scale, DateInterval Window, bool IsPeriod, WindowScore Now, WindowScore Before, ScoreDifference? Difference, MovementVerdict Verdict);

/// <summary>Later less earlier, in the metric's own unit.</summary>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="PValue">Two-sided: how often chance alone makes at least so much.</param>
public sealed record ScoreDifference(double Value, double Low, double High, double PValue);

/// <summary>A fall or recovery of a score that the detector told in the period.</summary>
/// <param name="Part">Of which answers.</param>
/// <param name="Since">The first day of it, as it seems; in the team's zone.</param>
/// <param name="From">Before it.</param>
/// <param name="To">Since then.</param>
/// <param name="IsRecovery">The score is what it was again.</param>
public sealed record ToldDrop(TeamId Team, Metric Metric, Scale? Scale, SeriesPart Part, LocalDate Since, ScoreFigure From, ScoreFigure To, Instant ToldAt, bool IsRecovery)
{
    /// <summary>What the team makes of it; the fall is kept with it.</summary>
    public IssueId? Issue { get; init; }
}
