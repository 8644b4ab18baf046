namespace HuddleBot.Core.Scores.Drops;

/// <summary>How a series is watched. The defaults are those whose figures stand in <c>docs/score-drops.md</c>.</summary>
public sealed record DropParameters
{
    /// <summary>How often a fleet may be told of a drop that was chance.</summary>
    public const double FalseAlarmsOfFleetPerYear = 12;

    /// <summary>How often one team may be, however small the fleet.</summary>
    public const double FalseAlarmsOfTeamPerYear = 0.05;

    /// <summary>False alarms of this series in a year, above zero.</summary>
    public double FalseAlarmsPerYear { get; init; } = 0.0048;

    /// <summary>The drops to catch, in points, smallest first: one CUSUM each.</summary>
    public IReadOnlyList<double> Drops { get; init; } = [8, 15, 30];

    /// <summary>In points: what is smaller is not worth a message.</summary>
    public double LeastDrop { get; init; } = 5;

    /// <summary>Answers since the drop began, before anything is said.</summary>
    public int LeastAnswers { get; init; } = 10;

    /// <summary>Days with answers since the drop began: one bad day is no drop.</summary>
    public int LeastDays { get; init; } = 2;

    /// <summary>Answers from which the baseline may be used; it is doubted according to their number.</summary>
    public int BaselineAnswers { get; init; } = 300;

    /// <summary>Days, however many the answers.</summary>
    public int BaselineDays { get; init; } = 28;

    /// <summary>Days after which fewer answers must do.</summary>
    public int LongestLearningDays { get; init; } = 84;

    /// <summary>What few answers must be at least by then.</summary>
    public int FewestBaselineAnswers { get; init; } = 30;

    /// <summary>The baseline remembers so many answers, or those of <see cref="MemoryDays"/> if these are more.</summary>
    public double MemoryAnswers { get; init; } = 12_000;

    /// <summary>In days.</summary>
    public double MemoryDays { get; init; } = 180;

    /// <summary>Days after which a level that stayed down is the usual one.</summary>
    public int LastingDays { get; init; } = 182;

    /// <summary>Answers that must have been given by then.</summary>
    public int LastingAnswers { get; init; } = 100;

    /// <summary>Answers after which a movement that never became an alarm is learned.</summary>
    public double LongestUnlearned { get; init; } = 3_000;

    /// <summary>A day weighs as this many usual days at most.</summary>
    public double BurstDays { get; init; } = 4;

    /// <summary>
    /// However bad one day is, it brings no more than leaves an alarm to chance so rarely: other days must speak for a drop, too. Small drops add up slowly and fade slowly, so for them
    /// one day counts less than for large ones.
    /// </summary>
    public double ChanceAfterOneDay { get; init; } = 0.003;

    /// <summary>A rise of so many points is looked for, too: it is not told, but what is usual starts anew from it.</summary>
    public double Rise { get; init; } = 10;

    /// <summary>False findings of a rise, per year: each costs what was known of the usual score, and many a false alarm when chance has gone.</summary>
    public double FalseRisesPerYear { get; init; } = 0.001;

    /// <summary>False tidings of a recovery, per year of a fall.</summary>
    public double FalseRecoveriesPerYear { get; init; } = 0.5;

    /// <summary>
    /// What one series may raise in a year, so that the fleet is told of chance once a month at most, and a team once in twenty years. Expected alarms add
    /// up, whether series move together or not.
    /// </summary>
    /// <param name="teams">1 or more.</param>
    /// <param name="seriesOfTeam">The series that this team is watched by, 1 or more.</param>
    public static double BudgetOfSeries(int teams, int seriesOfTeam)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(teams, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(seriesOfTeam, 1);
        return Math.Min(FalseAlarmsOfTeamPerYear, FalseAlarmsOfFleetPerYear / teams) / seriesOfTeam;
    }
}
