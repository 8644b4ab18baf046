using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>A systemic issue: several escalations that are the same thing, decided on together.</summary>
/// <param name="Version">The number of events so far; 1 or more.</param>
/// <param name="AskedBy">Whoever merged its first escalation: accountable until somebody accepts it.</param>
/// <param name="BeforeTriage">How it stood before the last decision, for who takes that back; null: there is none to take back.</param>
/// <param name="Members">Those in it, in the order in which they joined.</param>
public sealed record Theme(
    ThemeId Id, int Version, string Title, Actor AskedBy, Instant BegunAt, ThemeState State, ThemeState? BeforeTriage, IReadOnlyList<ThemeMember> Members, ThemeEvent LastEvent)
{
    /// <summary>When it became as it stands by a decision: who has just decided is not reminded of it.</summary>
    public required Instant Since { get; init; }

    public ThemeReference Reference => new(Id, Title);

    /// <summary>The one accountable person.</summary>
    public Actor Owner => State is ThemeState.Accepted accepted ? accepted.Owner : AskedBy;

    public IReadOnlyList<TeamId> Teams => [.. Members.Select(member => member.Issue.Team).Distinct()];

    /// <summary>It waits for somebody: to be decided on, or for who has taken it on.</summary>
    public bool IsOpen => !State.IsOver && Members.Count > 0;

    public bool Has(IssueId issue) => Members.Any(member => member.Issue == issue);
}

/// <summary>A theme among others.</summary>
/// <param name="IsOver">Nobody waits for anything.</param>
/// <param name="Issues">How many escalations are in it.</param>
/// <param name="Teams">Of how many teams.</param>
public sealed record ThemeSummary(string Title, bool IsOver, int Issues, int Teams);

/// <param name="Joined">With which event of the theme it joined.</param>
public sealed record ThemeMember(IssueId Issue, int Joined);

/// <summary>The closed set of states.</summary>
public abstract record ThemeState
{
    private ThemeState() { }

    /// <param name="AnswerBy">The clock: when somebody should have decided.</param>
    public sealed record Open(Instant AnswerBy) : ThemeState;

    /// <param name="Owner">The one accountable person; of a group its lead.</param>
    /// <param name="By">The day by which the owner does it.</param>
    public sealed record Accepted(Actor DecidedBy, Actor Owner, LocalDate By) : ThemeState
    {
        /// <summary>The group that works on it; null: the owner alone.</summary>
        public OwningGroup? Group { get; init; }
    }

    public sealed record Declined(Actor DecidedBy, string Reason) : ThemeState;

    public sealed record Resolved(Actor DecidedBy, string Answer) : ThemeState;

    /// <summary>Nobody waits for anything.</summary>
    public bool IsOver => this is Declined or Resolved;

    /// <summary>What the escalations in it are told.</summary>
    public ThemeWord Word => this switch
    {
        Open => new ThemeWord.Waits(),
        Accepted accepted => new ThemeWord.Accepted(accepted.Owner, accepted.By) { Group = accepted.Group },
        Declined declined => new ThemeWord.Declined(declined.Reason),
        Resolved resolved => new ThemeWord.Resolved(resolved.Answer),
        _ => throw new InvalidOperationException($"a theme that is {GetType().Name} says nothing"),
    };
}
