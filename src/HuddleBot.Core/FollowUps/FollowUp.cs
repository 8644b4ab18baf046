using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>Calling a customer back: one an issue, however often the customer writes. It holds no contact data, only where that lies.</summary>
/// <param name="Version">The number of its events.</param>
/// <param name="CustomerSince">When the customer first wrote: the customer's own clock.</param>
/// <param name="DueAt">Somebody should have called by then.</param>
/// <param name="ContactOf">The response that holds the contact data; perhaps another team's.</param>
public sealed record FollowUp(IssueId Issue, int Version, Instant OpenedAt, Instant CustomerSince, Instant DueAt, FollowUpState State, IssueId ContactOf)
{
    /// <summary>When the clock of the call began: what is half of the time is told by it.</summary>
    public Instant ClockSince { get; init; } = OpenedAt;

    /// <summary>What was promised to the customer and is neither kept nor dropped; null: nothing.</summary>
    public CustomerPromise? Promise { get; init; }

    /// <summary>The last promise, after it was kept; null: there was none.</summary>
    public CustomerPromise? Kept { get; init; }

    /// <summary>Until when the contact data that were shown last may be looked at; null: not shown.</summary>
    public Instant? ContactUntil { get; init; }

    /// <summary>Somebody has still to call.</summary>
    public bool IsCallOpen => State is FollowUpState.Unclaimed or FollowUpState.Claimed;

    /// <summary>A call or a promise is open.</summary>
    public bool IsOpen => IsCallOpen || Promise is not null;

    /// <summary>Whose next step it is; null: nobody's yet.</summary>
    public Actor? Owner => State switch
    {
        FollowUpState.Claimed claimed => claimed.By,
        FollowUpState.Unclaimed => null,
        _ => Promise?.Owner,
    };
}

/// <summary>The closed set of states of the call.</summary>
public abstract record FollowUpState
{
    private FollowUpState() { }

    public sealed record Unclaimed : FollowUpState;

    /// <param name="HasLeftWord">They called and did not reach the customer; they try again.</param>
    public sealed record Claimed(Actor By, Instant At, bool HasLeftWord) : FollowUpState;

    public sealed record Finished(Actor By, Instant At, ContactOutcome Outcome) : FollowUpState;

    /// <summary>The customer may not be contacted any more.</summary>
    public sealed record Withdrawn(Instant At) : FollowUpState;
}

/// <summary>What came of a call.</summary>
public enum ContactOutcome
{
    Reached,

    /// <summary>Not reached, but told that we called: it is tried again on the next working day.</summary>
    LeftWord,

    /// <summary>The customer does not want to talk.</summary>
    Refused,

    WrongNumber,
}

/// <summary>What a customer was promised, and by when.</summary>
/// <param name="What">In the words of who promised it; as untrusted as any typed text.</param>
/// <param name="Since">When it was made, or moved.</param>
public sealed record CustomerPromise(Actor Owner, string What, LocalDate By, Instant Since);
