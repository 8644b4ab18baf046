using HuddleBot.Core.Cards;

namespace HuddleBot.Core.Themes;

/// <summary>
/// Port: what looks like an escalation: themes that it could be merged into, and what other teams had solved. Found by the likeness of the words, on this machine,
/// and explained by the words that both have. Nothing is ever merged by it.
/// </summary>
public interface IThemeSuggestions
{
    /// <summary>The most alike first; nothing where nothing is alike enough.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The storage does not answer.</exception>
    Task<LooksLike> FindAsync(IssueWithResponse item, CancellationToken cancellationToken);

    /// <summary>What the theme is called now; null: there is no such theme, or nobody has read of it yet.</summary>
    Task<string?> TitleOfAsync(Identity.ThemeId theme, CancellationToken cancellationToken);
}

/// <param name="Themes">At most <see cref="Most"/>; open or accepted ones, without the one that it is in.</param>
/// <param name="Solved">At most <see cref="Most"/>, of other teams, within the last year.</param>
/// <param name="Others">How many other open escalations look like it that are in no theme; at most <see cref="MostOthers"/>.</param>
public sealed record LooksLike(IReadOnlyList<ThemeSuggestion> Themes, IReadOnlyList<SolvedElsewhere> Solved, int Others)
{
    /// <summary>Why these others look alike: the words that most of them share with it; at most 5.</summary>
    public IReadOnlyList<string> OtherWords { get; init; } = [];

    public const int Most = 5;

    /// <summary>Other themes that are open, which nothing says to be alike: for a person who knows better. At most <see cref="Most"/>, what was touched last before the rest.</summary>
    public IReadOnlyList<ThemeSuggestion> OtherThemes { get; init; } = [];

    public const int MostOthers = 20;

    public static LooksLike Nothing { get; } = new([], [], 0);
}

/// <summary>What another team's manager answered to something alike. No customer's words: they are that team's.</summary>
/// <param name="TeamName">The team that had asked.</param>
/// <param name="Category">As that team filed it.</param>
/// <param name="Answer">The manager's words.</param>
/// <param name="SharedWords">Why it looks alike: the words that both have, the most telling first; at most 5.</param>
public sealed record SolvedElsewhere(string TeamName, string Category, string Answer, IReadOnlyList<string> SharedWords);
