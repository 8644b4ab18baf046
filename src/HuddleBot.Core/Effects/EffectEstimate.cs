using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>The honest answer to "did it work?".</summary>
public enum EffectVerdict
{
    /// <summary>Higher than it would have been, by more than chance explains (two-sided, 5 %) and by as much as matters.</summary>
    Better,

    /// <summary>Lower, likewise.</summary>
    Worse,

    /// <summary>Chance alone may explain the difference, or it is too small to matter.</summary>
    CannotTell,
}

/// <summary>By how much a score moved more than that of similar teams without the fix (difference in differences), and what may be said of it.</summary>
/// <param name="Series">The score of the fix's touchpoint; of everything, where it has none.</param>
/// <param name="BeforeDays">The window before: it ends well before the first evidence, since people raise issues after bad days and the days after bad ones are better anyway.</param>
/// <param name="AfterDays">The window after.</param>
/// <param name="Before">The score of the teams that had it, all their answers together.</param>
/// <param name="After">The same, after it.</param>
/// <param name="Comparison">Null: there is no similar team; then <paramref name="Change"/> is before and after alone, and judged more carefully.</param>
/// <param name="Change">The estimate, in the unit of the metric: NPS points, percentage points of top boxes, stars.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
public sealed record EffectEstimate(
    SeriesId Series, DateInterval BeforeDays, DateInterval AfterDays, ScoreFigure Before, ScoreFigure After, EffectComparison? Comparison, double Change, double Low, double High,
    EffectVerdict Verdict)
{
    /// <summary>The score from the end of the window before to the fix; null: too few answers. It is no basis for a judgement: what is raised on bad days gets better without a fix.</summary>
    public ScoreFigure? WhileOpen { get; init; }

    /// <summary>Other fixes of the same teams, of the same touchpoint or of none, between the window before and the end of the window after: what is seen may be theirs as well.</summary>
    public IReadOnlyList<FixOf> TogetherWith { get; init; } = [];
}

/// <summary>The similar teams without the fix.</summary>
/// <param name="Teams">1 or more; see <see cref="ComparisonRule"/>.</param>
/// <param name="Before">Their score in the same days, all answers together.</param>
/// <param name="Change">By how much they moved, as it is weighed; in the unit of the metric.</param>
public sealed record EffectComparison(IReadOnlyList<TeamId> Teams, ScoreFigure Before, ScoreFigure After, double Change);
