using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>A theme, and what it was called at this moment.</summary>
public sealed record ThemeReference(ThemeId Id, string Title);

/// <summary>What a theme says to the escalations in it: the closed set.</summary>
public abstract record ThemeWord
{
    private ThemeWord() { }

    /// <summary>It is open: begun, reopened, or its last decision taken back.</summary>
    public sealed record Waits : ThemeWord;

    /// <param name="By">The day by which the owner does it.</param>
    public sealed record Accepted(Actor Owner, LocalDate By) : ThemeWord
    {
        /// <summary>The group that works on it; null: the owner alone.</summary>
        public OwningGroup? Group { get; init; }
    }

    public sealed record Declined(string Reason) : ThemeWord;

    public sealed record Resolved(string Answer) : ThemeWord;

    /// <summary>It has another name now; nothing else has changed.</summary>
    public sealed record Called : ThemeWord;
}
