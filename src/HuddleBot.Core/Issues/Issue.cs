using System.Text.Json.Serialization;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>Who did something: known from the verified envelope, never from the body's say-so.</summary>
/// <param name="Name">How people call them; as untrusted as any typed text.</param>
public sealed record Actor(PersonId Id, string Name)
{
    /// <summary>Where they did it; null: not in a channel, such as on a home tab, or not known. Kept with what they did, for who looks it up later.</summary>
    [JsonIgnore]
    public ChannelId? From { get; init; }

    /// <summary>The person, wherever they are: what somebody is made, not what they did.</summary>
    internal Actor Anywhere => From is null ? this : this with { From = null };
}

/// <summary>What the team makes of a response, or of something that a member raised: a loop, a state, an owner.</summary>
/// <param name="Version">The number of events so far; 0 for an issue that nobody has touched.</param>
/// <param name="RaisedWords">The member's own words where there is no survey behind it.</param>
/// <param name="RaisedBy">Who raised it; null for a response.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Decision">The last event; null while undecided and never decided.</param>
public sealed record Issue(IssueId Id, int Version, string? RaisedWords, Actor? RaisedBy, Instant CreatedAt, IssueState State, IssueEvent? LastEvent)
{
    public static Issue Fresh(IssueId id, Instant createdAt) => new(id, 0, null, null, createdAt, new IssueState.Undecided(), null);
}

/// <summary>The closed set of states.</summary>
public abstract record IssueState
{
    private IssueState() { }

    public sealed record Undecided : IssueState;

    /// <summary>Inner loop: the team tries something.</summary>
    public sealed record FixingIt(Actor DecidedBy, Actor Owner, string? Try, LocalDate By) : IssueState
    {
        /// <summary>What the manager said who sent the escalation back; null: the team decided so itself.</summary>
        public Guidance? Guidance { get; init; }
    }

    /// <summary>Outer loop: with a manager.</summary>
    public sealed record EscalatedToManager(Actor DecidedBy, Escalation Escalation) : IssueState
    {
        /// <summary>How it stood before the manager's last decision, for who takes that back; null: there is none to take back.</summary>
        public EscalatedToManager? BeforeTriage { get; init; }

        /// <summary>A manager has said something to it that was not taken back: from then on the team's own undo is over.</summary>
        public bool HasManagersWord { get; init; }

        /// <summary>What the team had made of it after a manager sent it back, before it asked anew; null: it was not sent back.</summary>
        public IssueState? SentBack { get; init; }
    }

    public sealed record Celebrated(Actor DecidedBy, string? Thanks) : IssueState;

    public sealed record NotActionable(Actor DecidedBy, string? Reason) : IssueState;

    /// <summary>The promise was dropped. <paramref name="Fix"/> is what had been promised.</summary>
    public sealed record Dropped(Actor DecidedBy, FixingIt Fix, string Reason) : IssueState;

    /// <summary>The inner loop is closed. <paramref name="Fix"/> is what had been promised.</summary>
    public sealed record Done(Actor DecidedBy, FixingIt Fix, Outcome Outcome, string? WhatHappened) : IssueState
    {
        /// <summary>How it stood before somebody said whether it worked; null: that was said at once, or is still to be said.</summary>
        public Done? BeforeTheAnswer { get; init; }
    }
}

/// <summary>Did it work?</summary>
public enum Outcome
{
    Yes,
    Partly,
    No,

    /// <summary>It is done; whether it worked is asked once, some days later.</summary>
    TooEarly,
}

public enum Priority
{
    Normal,
    High,
}

/// <summary>What the team asks of its manager, and what came of it.</summary>
/// <param name="Category">One of the team's categories.</param>
/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
/// <param name="AlsoHurt">Who else is hurt by it.</param>
/// <param name="AskedAt">When the team asked first.</param>
/// <param name="AnswerBy">The clock of the first answer: when the manager should have decided. Begins anew when the team has answered a question, and when it is reopened.</param>
public sealed record Escalation(string Category, string? Ask, string? AlsoHurt, Instant AskedAt, Instant AnswerBy, TriageState Triage)
{
    /// <summary>The clock of the resolution; null: made before there was such a clock. An accepted escalation has its own date instead.</summary>
    public Instant? ResolveBy { get; init; }

    /// <summary>The manager's last question and the team's answer; null: none was asked.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>Out of sight of those who decide until the morning of this day in the team's zone; null: not put off. A day that has come counts for nothing.</summary>
    public LocalDate? SnoozedUntil { get; init; }
}

/// <summary>A manager's question to the team.</summary>
/// <param name="Answer">Null: not answered yet.</param>
public sealed record Exchange(Actor AskedBy, string Question, Actor? AnsweredBy, string? Answer);

/// <summary>What a manager said who sent an escalation back to the team.</summary>
/// <param name="Escalation">How it stood before, for a manager who takes that back while the team has not touched it.</param>
public sealed record Guidance(Actor By, string Words, IssueState.EscalatedToManager Escalation)
{
    /// <summary>The guidance that stands beside what the team promised, or has made of it; null: it decided so itself.</summary>
    public static Guidance? In(IssueState? state) => state switch
    {
        IssueState.FixingIt fixing => fixing.Guidance,
        IssueState.Done done => done.Fix.Guidance,
        IssueState.Dropped dropped => dropped.Fix.Guidance,
        _ => null,
    };
}

/// <summary>A group of people as the teams file calls them.</summary>
public sealed record OwningGroup(string Id, string Name);

/// <summary>The manager's side of an escalation.</summary>
public abstract record TriageState
{
    private TriageState() { }

    public sealed record Waiting : TriageState;

    /// <summary>The manager has asked the team something; the next step is the team's, by <paramref name="AnswerBy"/>.</summary>
    public sealed record Asked(Actor DecidedBy, Instant AnswerBy) : TriageState
    {
        /// <summary>As it was accepted before its owner asked, and is again once the team has answered; null: nobody had accepted it.</summary>
        public Accepted? Acceptance { get; init; }
    }

    /// <param name="Owner">The one accountable person; of a group its lead.</param>
    public sealed record Accepted(Actor DecidedBy, Actor Owner, Priority Priority, LocalDate By) : TriageState
    {
        /// <summary>The group that works on it; null: the owner alone.</summary>
        public OwningGroup? Group { get; init; }
    }

    /// <summary>It is part of a theme, whose owner and clock are now its own.</summary>
    public sealed record Merged(Actor DecidedBy, ThemeId Theme, string Title) : TriageState
    {
        /// <summary>Who has taken the theme on, once it is accepted; null: nobody yet.</summary>
        public Actor? Owner { get; init; }

        /// <summary>The day by which its owner does it; null: it is not accepted.</summary>
        public LocalDate? By { get; init; }

        /// <summary>The group that works on it; null: the owner alone, or nobody yet.</summary>
        public OwningGroup? Group { get; init; }
    }

    public sealed record Declined(Actor DecidedBy, string Reason) : TriageState
    {
        /// <summary>The theme through which it was decided; null: it was decided by itself.</summary>
        public Themes.ThemeReference? Theme { get; init; }
    }

    public sealed record Resolved(Actor DecidedBy, string Answer) : TriageState
    {
        /// <summary>Whether it helped, as the team says; null: it has not said.</summary>
        public Outcome? Helped { get; init; }

        /// <summary>The theme through which it was decided; null: it was decided by itself.</summary>
        public Themes.ThemeReference? Theme { get; init; }
    }
}
