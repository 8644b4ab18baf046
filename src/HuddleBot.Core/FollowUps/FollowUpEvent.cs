using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>What happened to a follow-up: the closed set, kept for ever with who and when.</summary>
/// <param name="By">Null: nobody pressed anything; a customer's answer did it.</param>
public abstract record FollowUpEvent(Actor? By, Instant At)
{
    /// <summary>A customer who may be contacted was unhappy.</summary>
    public sealed record Opened(Instant At, Instant CustomerSince, Instant DueAt, IssueId ContactOf) : FollowUpEvent(null, At);

    /// <summary>The customer may not be contacted any more, or is unhappy no longer.</summary>
    public sealed record Withdrawn(Instant At) : FollowUpEvent(null, At);

    /// <summary>The customer has written again: it is due again.</summary>
    public sealed record WroteAgain(Instant At, Instant DueAt, IssueId ContactOf) : FollowUpEvent(null, At);

    public sealed record Claimed(Actor By, Instant At) : FollowUpEvent(By, At);

    /// <param name="DueAt">When it is due at the latest; null: as before.</param>
    public sealed record Released(Actor By, Instant At, Instant? DueAt = null) : FollowUpEvent(By, At);

    /// <summary>A manager takes the call and the promise over.</summary>
    public sealed record TakenOver(Actor By, Instant At) : FollowUpEvent(By, At);

    /// <summary>Contact data were shown to this person.</summary>
    public sealed record ContactSeen(Actor By, Instant At, Instant Until) : FollowUpEvent(By, At);

    /// <summary>Not reached; due again.</summary>
    public sealed record LeftWord(Actor By, Instant At, Instant DueAt) : FollowUpEvent(By, At);

    /// <param name="Promised">Null: nothing.</param>
    /// <param name="PromisedBy">Goes with <paramref name="Promised"/>.</param>
    public sealed record Finished(Actor By, Instant At, ContactOutcome Outcome, string? Promised, LocalDate? PromisedBy) : FollowUpEvent(By, At);

    public sealed record PromiseKept(Actor By, Instant At) : FollowUpEvent(By, At);

    public sealed record PromiseMoved(Actor By, Instant At, LocalDate Date, string? Reason) : FollowUpEvent(By, At);
}

/// <summary>What somebody wants of a follow-up: the closed set.</summary>
public abstract record FollowUpCommand
{
    private FollowUpCommand() { }

    public sealed record Claim : FollowUpCommand;

    public sealed record Release : FollowUpCommand;

    public sealed record TakeOver : FollowUpCommand;

    public sealed record SeeContact : FollowUpCommand;

    /// <param name="Promised">What the customer was promised; null: nothing.</param>
    /// <param name="By">Null: the team's default day.</param>
    public sealed record Finish(ContactOutcome Outcome, string? Promised, LocalDate? By) : FollowUpCommand;

    public sealed record KeepPromise : FollowUpCommand;

    /// <param name="Date">Null: the team's default day.</param>
    public sealed record MovePromise(LocalDate? Date, string? Reason) : FollowUpCommand;
}
