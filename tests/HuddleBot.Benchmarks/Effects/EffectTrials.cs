using HuddleBot.Benchmarks.Drops;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Effects;

/// <summary>Tells many stories of one region, and what is said of the fix in each; the same seed gives the same figures.</summary>
internal static class EffectTrials
{
    private static readonly SeriesId Nps = new(Metric.Nps, null, new SeriesPart.Whole());

    /// <param name="effect">Planted; 0: placebo.</param>
    public static JudgedStories Run(Region region, double effect, int stories, ulong seed, EffectRules? rules = null)
    {
        var judged = new (EffectEstimate? Estimate, int Usual)[stories];
        Trials.Each(stories, at =>
        {
            var story = region.Tell(new Dice(Trials.Seed(seed, at)), effect);
            var (before, after) = EffectEstimator.Windows(story.Evidence, story.FixedOn, rules ?? EffectRules.Default);
            judged[at] = (EffectEstimator.Estimate(Nps, story.Having, story.Others, before, after, rules ?? EffectRules.Default), Usual(story));
        });
        return new(100 * effect, [.. judged.Select(one => one.Estimate).OfType<EffectEstimate>()], judged.Count(one => one.Usual > 0), judged.Count(one => one.Usual < 0), stories);
    }

    /// <summary>What people do without us: the eight weeks up to the fix against the four after it, by z at 1.96. 1: better, −1: worse.</summary>
    private static int Usual(Story story)
    {
        var days = story.Having[0].Days;
        var (before, after) = (Sum(story.FixedOn.PlusDays(-56), story.FixedOn.PlusDays(-1)), Sum(story.FixedOn.PlusDays(1), story.FixedOn.PlusDays(28)));
        if (before.Total == 0 || after.Total == 0) return 0;
        var z = (Mean(after) - Mean(before)) / Math.Sqrt((Variance(before) / before.Total) + (Variance(after) / after.Total));
        return z > 1.96 ? 1 : z < -1.96 ? -1 : 0;

        Tally Sum(LocalDate from, LocalDate to) => days.Where(day => day.Day >= from && day.Day <= to).Aggregate(Tally.Of(0, 0, 0), (sum, day) => sum.Plus(day.Answers));
    }

    private static double Mean(Tally tally) => (tally.Counts[2] - tally.Counts[0]) / tally.Total;

    private static double Variance(Tally tally) => ((tally.Counts[2] + tally.Counts[0]) / tally.Total) - Math.Pow(Mean(tally), 2);
}

/// <param name="Planted">In points.</param>
/// <param name="Estimates">Of the stories with enough answers.</param>
/// <param name="UsualBetter">How often the usual test says so.</param>
/// <param name="Stories">All of them, also those with too few answers.</param>
internal sealed record JudgedStories(double Planted, IReadOnlyList<EffectEstimate> Estimates, int UsualBetter, int UsualWorse, int Stories)
{
    public double Better => ShareOf(EffectVerdict.Better);

    public double Worse => ShareOf(EffectVerdict.Worse);

    /// <summary>Of the stories in which something is said.</summary>
    public double CannotTell => ShareOf(EffectVerdict.CannotTell);

    /// <summary>How often the 95 % interval holds what was planted.</summary>
    public double Coverage => Estimates.Count(one => one.Low <= Planted && Planted <= one.High) / (double)Estimates.Count;

    /// <summary>The mean estimate less what was planted, in points.</summary>
    public double Bias => Estimates.Average(one => one.Change) - Planted;

    /// <summary>Half the interval, on average, in points.</summary>
    public double HalfWidth => Estimates.Average(one => (one.High - one.Low) / 2);

    /// <summary>How many comparison teams, on average.</summary>
    public double Compared => Estimates.Average(one => one.Comparison?.Teams.Count ?? 0);

    private double ShareOf(EffectVerdict verdict) => Estimates.Count(one => one.Verdict == verdict) / (double)Estimates.Count;
}
