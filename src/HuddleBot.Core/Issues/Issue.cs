using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>Who did something: known from the verified envelope, never from the body's say-so.</summary>
/// <param name="Name">How people call them; as untrusted as any typed text.</param>
public sealed record Actor(PersonId Id, string Name);

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
    public sealed record FixingIt(Actor DecidedBy, Actor Owner, string? Try, LocalDate By) : IssueState;

    /// <summary>Outer loop: with a manager.</summary>
    public sealed record EscalatedToManager(Actor DecidedBy, Escalation Escalation) : IssueState;

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
/// <param name="AnswerBy">The clock: when the manager should have answered.</param>
public sealed record Escalation(string Category, string? Ask, string? AlsoHurt, Instant AskedAt, Instant AnswerBy, TriageState Triage);

/// <summary>The manager's side of an escalation.</summary>
public abstract record TriageState
{
    private TriageState() { }

    public sealed record Waiting : TriageState;

    public sealed record Accepted(Actor DecidedBy, Actor Owner, Priority Priority, LocalDate By) : TriageState;

    public sealed record Declined(Actor DecidedBy, string Reason) : TriageState;

    public sealed record Resolved(Actor DecidedBy, string Answer) : TriageState;
}
