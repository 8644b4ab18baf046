using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>What happened to a theme: the closed set. Each is one row of its history.</summary>
public abstract record ThemeEvent(Actor By, Instant At)
{
    public sealed record Begun(Actor By, Instant At, string Title, Instant AnswerBy) : ThemeEvent(By, At);

    /// <summary>An escalation was merged into it.</summary>
    public sealed record Joined(Actor By, Instant At, IssueId Issue) : ThemeEvent(By, At);

    /// <summary>An escalation was split out of it, or taken back, or asked for an answer of its own again.</summary>
    public sealed record Left(Actor By, Instant At, IssueId Issue) : ThemeEvent(By, At);

    public sealed record Renamed(Actor By, Instant At, string Title) : ThemeEvent(By, At);

    public sealed record Accepted(Actor By, Instant At, Actor Owner, LocalDate Date) : ThemeEvent(By, At)
    {
        /// <summary>The group that works on it, with its lead for an owner; null: the owner alone.</summary>
        public OwningGroup? Group { get; init; }
    }

    public sealed record Declined(Actor By, Instant At, string Reason) : ThemeEvent(By, At);

    public sealed record Resolved(Actor By, Instant At, string Answer) : ThemeEvent(By, At);

    public sealed record Reopened(Actor By, Instant At, string? Reason, Instant AnswerBy) : ThemeEvent(By, At);

    /// <summary>The last decision is taken back; it stands as before.</summary>
    public sealed record Undone(Actor By, Instant At) : ThemeEvent(By, At);

    /// <summary>The escalations in the theme follow it.</summary>
    public bool IsDecision => this is Accepted or Declined or Resolved or Reopened or Undone;
}

/// <summary>What somebody wants done with a theme: the closed set. Authorization is settled before.</summary>
public abstract record ThemeCommand
{
    private ThemeCommand() { }

    /// <summary>The version that whoever decides has looked at: where another has decided since, that stands. Null: not known.</summary>
    public int? Seen { get; init; }

    public sealed record Rename(string? Title) : ThemeCommand;

    /// <summary>Of an accepted theme: another owner or date.</summary>
    /// <param name="Owner">Null: whoever accepts, or the lead of the group; of an accepted theme, who owns it.</param>
    /// <param name="Date">Null: ten working days on; of an accepted theme, the date that stands.</param>
    public sealed record Accept(Actor? Owner, LocalDate? Date) : ThemeCommand
    {
        /// <summary>The id of a group of the teams file; null: no group is named.</summary>
        public string? Group { get; init; }
    }

    public sealed record Decline(string? Reason) : ThemeCommand;

    public sealed record Resolve(string? Answer) : ThemeCommand;

    public sealed record Reopen(string? Reason) : ThemeCommand;

    /// <param name="SeenVersion">The version that the person looked at; null: not known, whatever it is now.</param>
    public sealed record Undo(int? SeenVersion) : ThemeCommand;
}
