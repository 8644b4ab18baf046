namespace HuddleBot.Core.Themes.Likeness;

/// <summary>What of an escalation is compared.</summary>
/// <param name="Words">The customer's words, or the member's who raised it; null: a score without words.</param>
/// <param name="Ask">What the team asks for.</param>
public sealed record ThemeText(string? Words, string? Ask, string? Category, string? Touchpoint)
{
    /// <summary>A BCP 47 tag, where the source of the words knows it; null: it is seen from the small words.</summary>
    public string? Language { get; init; }

    /// <summary>Of a text without end, the beginning says what it is about.</summary>
    public const int Compared = 2000;
}
