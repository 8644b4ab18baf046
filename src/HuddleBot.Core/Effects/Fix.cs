using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>What somebody did about what customers said, and so ended a loop: a team kept its promise, or an escalation or a theme was resolved. What was declined, dropped or dismissed is no fix.</summary>
/// <param name="FixedAt">When somebody first said that it is done.</param>
/// <param name="EvidenceFrom">When the first of the answers was given on which it rests, or somebody raised it without one.</param>
/// <param name="Teams">Those that had it, of a theme by the order in which they joined; 1 or more.</param>
/// <param name="Words">What was done or answered, in people's own words: as untrusted as any typed text. Null: they said nothing.</param>
/// <param name="PeoplesWord">Whether it worked, as those say who had it; of a theme what most of its teams say. Null: nobody has said.</param>
public sealed record Fix(FixOf Of, Instant FixedAt, Instant EvidenceFrom, IReadOnlyList<TeamId> Teams, string? Words, Outcome? PeoplesWord)
{
    /// <summary>Of a theme its name; null: of an issue.</summary>
    public string? ThemeTitle => (Of as FixOf.Theme)?.Reference.Title;
}

/// <summary>What was fixed.</summary>
public abstract record FixOf
{
    private FixOf() { }

    public sealed record Issue(IssueId Id) : FixOf
    {
        public override string ToString() => Id.ToString();
    }

    /// <summary>All escalations in it with it.</summary>
    public sealed record Theme(ThemeReference Reference) : FixOf
    {
        public override string ToString() => Reference.Id.ToString();
    }
}
