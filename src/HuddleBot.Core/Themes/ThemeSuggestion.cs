using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Themes;

/// <summary>A theme that looks like an escalation. Never merged without a person.</summary>
/// <param name="Issues">How many escalations it has; 1 or more.</param>
/// <param name="Teams">Of how many teams.</param>
/// <param name="SharedWords">Why it looks alike: the words that both have, the most telling first; at most 5. Empty: nothing says that it is alike, it is merely open.</param>
public sealed record ThemeSuggestion(ThemeId Theme, string Title, int Issues, int Teams, IReadOnlyList<string> SharedWords)
{
    /// <summary>What a form sends that wants a new theme, in the place of a theme's id.</summary>
    public const string New = "new";

    /// <summary>The longest title of a theme, in UTF-16 characters.</summary>
    public const int TitleLimit = 80;
}
