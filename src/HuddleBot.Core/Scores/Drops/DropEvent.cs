using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>What is told of a series. Figures are in the metric's own unit, with their 95 % intervals.</summary>
public abstract record DropEvent
{
    private DropEvent()
    {
    }

    /// <param name="Since">The first day of the lower score, as it seems.</param>
    /// <param name="SeenOn">The day whose answers made it certain enough.</param>
    /// <param name="Before">What is usual.</param>
    /// <param name="After">Since then.</param>
    /// <param name="ByChanceOnceInWeeks">How often chance alone makes so much of this series.</param>
    public sealed record Fell(LocalDate Since, LocalDate SeenOn, ScoreFigure Before, ScoreFigure After, double ByChanceOnceInWeeks) : DropEvent;

    /// <param name="FellOn">When the fall began.</param>
    /// <param name="Since">The first day of the usual score, as it seems.</param>
    /// <param name="Down">While it was down.</param>
    /// <param name="Now">Since then.</param>
    public sealed record Recovered(LocalDate FellOn, LocalDate Since, LocalDate SeenOn, ScoreFigure Down, ScoreFigure Now) : DropEvent;

    /// <summary>The score stayed down so long that it is the usual one now: the next fall is measured from here.</summary>
    public sealed record BecameUsual(LocalDate FellOn, LocalDate SeenOn, ScoreFigure Before, ScoreFigure Usual) : DropEvent;
}
