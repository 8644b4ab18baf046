using HuddleBot.Core.Cards;

namespace HuddleBot.Core.Themes;

/// <summary>Port: what the card of an escalation says of others like it.</summary>
public interface ICardSuggestions
{
    /// <summary>Null: there is nothing to say, or nobody waits for a decision. Neither fails nor keeps waiting: what is not found in time the card does without.</summary>
    Task<CardSuggestion?> ForAsync(IssueWithResponse item, CancellationToken cancellationToken);
}

/// <summary>What a card has room for of all that looks alike.</summary>
/// <param name="Others">How many other open escalations look like it: those in <paramref name="Theme"/> and those in none; 0 or more.</param>
/// <param name="SharedWords">Why, in words that it has itself: at most <see cref="MostWords"/>.</param>
/// <param name="Theme">What the theme is called that looks most like it; null: none does.</param>
/// <param name="Solved">What another team was told to something alike; null: nothing.</param>
public sealed record CardSuggestion(int Others, IReadOnlyList<string> SharedWords, string? Theme, SolvedElsewhere? Solved)
{
    public const int MostWords = 3;

    /// <summary>Null: nothing looks alike.</summary>
    public static CardSuggestion? Of(LooksLike alike)
    {
        var theme = alike.Themes is [var first, ..] ? first : null;
        return theme is null && alike is { Others: 0, Solved: [] }
            ? null
            : new(alike.Others + (theme?.Issues ?? 0), [.. (theme?.SharedWords ?? alike.OtherWords).Take(MostWords)], theme?.Title, alike.Solved is [var solved, ..] ? solved : null);
    }
}
