namespace HuddleBot.Core.Effects;

/// <summary>How it is judged whether something worked; the figures in docs/effects.md are of the defaults.</summary>
public sealed record EffectRules
{
    public static EffectRules Default { get; } = new();

    /// <summary>Days of the window before; whole weeks, so that each day of the week is in it as often.</summary>
    public int BeforeDays { get; init; } = 56;

    /// <summary>Days of the window after, from the day after the fix on; whole weeks.</summary>
    public int AfterDays { get; init; } = 28;

    /// <summary>
    /// So many days lie between the window before and the first evidence. An issue is raised on a bad day, mostly of a bad spell: had the spell a part in the window before, whatever
    /// was done about it would seem to have worked.
    /// </summary>
    public int DaysBeforeEvidence { get; init; } = 14;

    /// <summary>Less than so many points, whichever way, is no effect that matters, however certain: points of NPS or per cent, hundredths of the way from the worst star to the best.</summary>
    public double LeastThatMatters { get; init; } = 5;

    /// <summary>
    /// By so many points scores move from one window to the next without a cause that the answers show, as a standard deviation, before anything is known: what the comparison
    /// teams' own movements teach is weighed against it.
    /// </summary>
    public double Wander { get; init; } = 3;

    /// <summary>The same where there is no comparison team: it has to stand for seasons and trends too.</summary>
    public double WanderAlone { get; init; } = 6;
}
