using HuddleBot.Core.Scores;

namespace HuddleBot.Core.Effects;

/// <summary>What the people who fixed something hear of it.</summary>
public static class EffectNotes
{
    /// <summary>An estimate that is vaguer than so many points, either way, and says neither better nor worse, would have hidden any effect that there is: nobody is helped by hearing it.</summary>
    private const double VaguestPoints = 15;

    /// <summary>Whether it helps somebody to hear this.</summary>
    public static bool IsWorthTelling(EffectEstimate estimate)
    {
        var (low, high) = ScoreTrend.RangeOf(estimate.Series.Metric, estimate.Series.Scale);
        var point = estimate.Series.Scale is null ? 1 : (high - low) / 100;
        return estimate.Verdict != EffectVerdict.CannotTell || (estimate.High - estimate.Low) / 2 <= VaguestPoints * point;
    }
}
