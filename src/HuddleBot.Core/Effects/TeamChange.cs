using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>One team's answers of one score, by day.</summary>
/// <param name="Days">Those of both windows, and perhaps more; a day at most once.</param>
public sealed record TeamAnswers(TeamId Team, IReadOnlyList<DayOfAnswers> Days);

/// <summary>How one team's score moved from the window before to the window after. In hundreds of points.</summary>
internal sealed class TeamChange
{
    private readonly AnswerLevels levels;

    private TeamChange(AnswerLevels levels, TeamId team, Tally before, Tally after, double squares, int freedom)
    {
        (this.levels, Team, Before, After, Freedom) = (levels, team, before, after, freedom);
        Variance = VarianceOf(before.Plus(after));
        Squares = squares / Variance;
    }

    public TeamId Team { get; }

    public Tally Before { get; }

    public Tally After { get; }

    /// <summary>Of one answer. Some answers on each level are added, so that it is never zero.</summary>
    public double Variance { get; }

    /// <summary>Of the weeks' means around that of their window, each by its answers and in units of <see cref="Variance"/>: as many as <see cref="Freedom"/>, if answers were independent.</summary>
    public double Squares { get; }

    public int Freedom { get; }

    public bool IsKnown => Before.Total >= WindowScore.LeastAnswers && After.Total >= WindowScore.LeastAnswers;

    public double LevelBefore => levels.MeanOf(Before);

    /// <summary>Of a team that <see cref="IsKnown"/>.</summary>
    public double Change => levels.MeanOf(After) - levels.MeanOf(Before);

    /// <summary>The variance of <see cref="Change"/>, were the answers independent.</summary>
    public double ByChance => Variance * ((1 / Before.Total) + (1 / After.Total));

    public static TeamChange Of(AnswerLevels levels, TeamAnswers answers, DateInterval before, DateInterval after)
    {
        var (squares, freedom) = (0.0, 0);
        var (first, second) = (Over(before), Over(after));
        return new(levels, answers.Team, first, second, squares, freedom);

        Tally Over(DateInterval window)
        {
            var weeks = answers.Days.Where(day => window.Contains(day.Day) && day.Answers.Total > 0).GroupBy(day => Period.DaysBetween(window.Start, day.Day) / 7)
                .Select(week => week.Aggregate(Tally.Of(new double[levels.Values.Count]), (sum, day) => sum.Plus(day.Answers))).ToList();
            var whole = weeks.Aggregate(Tally.Of(new double[levels.Values.Count]), (sum, week) => sum.Plus(week));
            if (weeks.Count > 1)
            {
                squares += weeks.Sum(week => week.Total * Math.Pow(levels.MeanOf(week) - levels.MeanOf(whole), 2));
                freedom += weeks.Count - 1;
            }

            return whole;
        }
    }

    private double VarianceOf(Tally all)
    {
        var (answers, sum, squares) = (0.0, 0.0, 0.0);
        for (var level = 0; level < levels.Values.Count; level++)
        {
            var (count, value) = (all.Counts[level] + levels.Pseudo[level], levels.Values[level]);
            (answers, sum, squares) = (answers + count, sum + (count * value), squares + (count * value * value));
        }

        return (squares / answers) - Math.Pow(sum / answers, 2);
    }
}
