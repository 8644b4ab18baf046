namespace HuddleBot.Core.Themes.Likeness;

/// <summary>What counts how much when texts are compared. Chosen on one half of the labelled comments, held by tests on the other (docs/themes.md).</summary>
public sealed record LikenessRules
{
    public static LikenessRules Usual { get; } = new();

    /// <summary>How much of the likeness comes from whole words; the rest comes from pieces of words. 0 to 1.</summary>
    public float WordShare { get; init; } = 0.3f;

    /// <summary>Likeness grows by this part where both are of the same touchpoint.</summary>
    public float SameTouchpoint { get; init; } = 0.1f;

    /// <summary>Likeness grows by this part where both are of the same category. Little: there are five of them.</summary>
    public float SameCategory { get; init; } = 0.05f;

    /// <summary>Nothing less alike than this is suggested when one word is all that both have.</summary>
    public float Threshold { get; init; } = 0.26f;

    /// <summary>Nothing less alike than this is suggested when both have two words or more.</summary>
    public float ThresholdOfTwo { get; init; } = 0.15f;

    /// <summary>Nothing is suggested that is less alike than this part of the best.</summary>
    public float OfTheBest { get; init; } = 0.7f;

    /// <summary>So many texts are thought to be there beside those that are, so that in a small index no word seems rare.</summary>
    public int Imagined { get; init; } = 10;
}
