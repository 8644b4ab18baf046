using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>Did it work? What the scores say of a fix: the closed set.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>Not fixed, or not known at all: there is nothing to look at.</summary>
    public sealed record NotFixed : Effect;

    /// <param name="From">The first day, in the zone of its first team, on which it can be judged.</param>
    public sealed record TooEarly(Fix Fix, LocalDate From) : Effect;

    /// <summary>Too few answers before or after it, or none at all.</summary>
    /// <param name="Before">How many there are in the window before.</param>
    /// <param name="After">And in the window after.</param>
    public sealed record TooFewToSay(Fix Fix, int Before, int After) : Effect;

    public sealed record Estimated(Fix Fix, EffectEstimate Estimate) : Effect;
}
