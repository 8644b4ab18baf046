using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Core.Digests;

/// <summary>What was answered in one window, and in the one before.</summary>
public sealed record WindowCounts(ScoreWindow Window, ScoreHistogram Now, ScoreHistogram Before)
{
    /// <summary>With fewer only a landslide is told from chance.</summary>
    private const int EnoughToCompare = 30;

    public bool IsEnough => Now.Answers >= EnoughToCompare && Before.Answers >= EnoughToCompare;

    public bool IsComparable => Now.Answers >= WindowScore.LeastAnswers && Before.Answers >= WindowScore.LeastAnswers;

    public static WindowCounts operator +(WindowCounts one, WindowCounts other) =>
        new(one.Window, ScoreHistogram.Sum([one.Now, other.Now]), ScoreHistogram.Sum([one.Before, other.Before]));
}

/// <summary>One metric of one unit.</summary>
/// <param name="Team">Null: all together.</param>
/// <param name="Windows">The shortest first; longer ones only where the shorter are not enough.</param>
public sealed record UnitCounts(FrontlineTeam? Team, Metric Metric, Scale? Scale, IReadOnlyList<WindowCounts> Windows)
{
    /// <summary>The shortest that has enough to compare; else the longest in which anything can be compared, else said. How the scores turned out has no part in it.</summary>
    public WindowCounts Chosen =>
        Windows.FirstOrDefault(window => window.IsEnough) ?? Windows.LastOrDefault(window => window.IsComparable)
        ?? Windows.FirstOrDefault(window => window.Now.Answers >= WindowScore.LeastAnswers) ?? Windows[^1];
}

/// <summary>Works out how units stand and which of them moved. Pure.</summary>
public static class ScoreBoard
{
    /// <param name="teams">In the order in which they are told.</param>
    public static DigestScores Of(IReadOnlyList<UnitCounts> teams)
    {
        var company = Together(teams).Select(Stand).ToList();
        var units = teams.Where(unit => !unit.Chosen.Now.IsEmpty).Select(Stand).ToList();
        var tested = company.Concat(units).Select(unit => unit.Difference?.PValue).OfType<double>().ToList();
        var limit = FalseDiscoveries.Limit(tested, DigestScores.FalseDiscoveries);
        return new([.. company.Select(unit => Judged(unit, limit))], [.. units.Select(unit => Judged(unit, limit))], tested.Count);
    }

    /// <summary>
    /// The sums of the teams, with most answers first. Where all together have too few in a window, each team has too few, and brings the next one: a window of the sum lacks no team.
    /// </summary>
    internal static IEnumerable<UnitCounts> Together(IReadOnlyList<UnitCounts> teams) =>
        from unit in teams
        group unit by (unit.Metric, unit.Scale) into metric
        let sums = metric.SelectMany(unit => unit.Windows).GroupBy(window => window.Window).OrderBy(windows => windows.Key.Now.Length).Select(windows => windows.Aggregate((one, other) => one + other)).ToList()
        let together = new UnitCounts(null, metric.Key.Metric, metric.Key.Scale, [.. sums.Take(sums.FindIndex(window => window.IsEnough) is >= 0 and var first ? first + 1 : sums.Count)])
        where !together.Chosen.Now.IsEmpty
        orderby together.Windows[0].Now.Answers descending, together.Metric, together.Scale?.ToString()
        select together;

    private static UnitScore Stand(UnitCounts unit)
    {
        var chosen = unit.Chosen;
        return new(
            unit.Team?.Id, unit.Team?.Name, unit.Metric, unit.Scale, chosen.Window.Now, chosen == unit.Windows[0], WindowScore.Of(chosen.Now), WindowScore.Of(chosen.Before),
            chosen.IsComparable ? DifferenceOf(ScoreSample.Of(chosen.Now), ScoreSample.Of(chosen.Before)) : null,
            chosen.IsComparable ? MovementVerdict.MayBeChance : chosen.Now.Answers < WindowScore.LeastAnswers ? MovementVerdict.TooFewToSay : MovementVerdict.NothingToCompare);
    }

    /// <summary>The interval is put together from those of the two: Zou and Donner, "Construction of confidence limits about effect measures" (2008).</summary>
    private static ScoreDifference DifferenceOf(ScoreSample later, ScoreSample earlier)
    {
        var (now, before) = (later.Figure, earlier.Figure);
        var value = now.Value - before.Value;
        return new(
            value, value - Root(now.Value - now.Low, before.High - before.Value), value + Root(now.High - now.Value, before.Value - before.Low),
            Math.Min(1, 2 * Math.Min(later.ChanceOfAbove(earlier), earlier.ChanceOfAbove(later))));
    }

    private static double Root(double one, double other) => Math.Sqrt((one * one) + (other * other));

    private static UnitScore Judged(UnitScore unit, double limit) => unit.Difference switch
    {
        { Low: > 0 } up when up.PValue <= limit => unit with { Verdict = MovementVerdict.Up },
        { High: < 0 } down when down.PValue <= limit => unit with { Verdict = MovementVerdict.Down },
        _ => unit,
    };
}

/// <summary>Many comparisons at once: Benjamini and Hochberg, "Controlling the false discovery rate" (1995).</summary>
public static class FalseDiscoveries
{
    /// <summary>What has at most this p-value is told: of that, on average at most the part <paramref name="rate"/> is chance. Below 0: nothing is.</summary>
    public static double Limit(IEnumerable<double> pValues, double rate)
    {
        var ordered = pValues.Order().ToList();
        var last = ordered.Index().LastOrDefault(one => one.Item <= (one.Index + 1) * rate / ordered.Count, (-1, -1));
        return last.Item;
    }

    /// <summary>Two-sided, of an estimate with its 95 % interval.</summary>
    public static double PValueOf(double estimate, double low, double high) =>
        high > low ? Math.Min(1, 2 * StandardNormal.Above(Math.Abs(estimate) * 2 * 1.959964 / (high - low))) : 1;
}
