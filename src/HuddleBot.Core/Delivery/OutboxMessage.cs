using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>Which goes first within a channel.</summary>
public enum Urgency
{
    /// <summary>Answers to a click, alarms, reminders that are due.</summary>
    Urgent,

    Routine,
}

/// <summary>What a message waiting to be sent is: the closed set. What it shows is drawn from the state when it is sent.</summary>
public abstract record OutgoingContent
{
    private OutgoingContent() { }

    /// <summary>Posts the card that <paramref name="Slot"/> describes.</summary>
    public sealed record Post(string Slot) : OutgoingContent;

    /// <summary>Draws the posted card anew; nothing is sent when it looks as before.</summary>
    public sealed record Redraw(string Slot) : OutgoingContent;

    /// <summary>Tells event <paramref name="Version"/> of an issue in the thread below the card of <paramref name="Slot"/>.</summary>
    public sealed record Tell(string Slot, IssueId Issue, int Version) : OutgoingContent;
}

/// <summary>A row of the outbox: committed together with the change that caused it.</summary>
/// <param name="RowKey">Gives the order within its urgency.</param>
/// <param name="Key">Deterministic: the same cause makes the same key in every retry and replica. Travels with the message.</param>
/// <param name="Attempts">Sends tried so far.</param>
/// <param name="NotBefore">Wait at least until then; null: go.</param>
/// <param name="ClaimedAt">Set while a dispatcher sends it. Found set at a later start, the message may have arrived.</param>
public sealed record OutboxMessage(
    string RowKey, string Key, ChannelId Channel, Urgency Urgency, OutgoingContent Content, Instant CreatedAt, int Attempts, Instant? NotBefore, Instant? ClaimedAt, string? LastError)
{
    /// <summary>The trace of what caused it (W3C <c>traceparent</c>); null: none was recorded.</summary>
    public string? Trace { get; init; }

    /// <summary>The place that it found closed at its last try (<see cref="ClosedPlace"/>); null: none.</summary>
    public ChannelId? WaitsFor { get; init; }

    /// <summary>When it was put off until <see cref="NotBefore"/>; null: it was not.</summary>
    public Instant? PutOffAt { get; init; }

    /// <summary>When the response that it shows came in; null: it shows no fresh one.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>Nothing stood in its way yet: it was made before its time, and holds back nothing that comes after it.</summary>
    public bool IsAheadOfItsTime => Attempts == 0 && NotBefore is not null;

    /// <summary>Whether it waits still. What was put off later than now was put off by a clock that has been put back since: how long it would wait, nobody meant.</summary>
    public bool WaitsAt(Instant now) => NotBefore > now && !(PutOffAt > now);
}

/// <summary>A message that the bot has posted or will post: where it is, what is on it.</summary>
/// <param name="Id">Deterministic, so that the same cause makes one card.</param>
/// <param name="Channel">Where it belongs.</param>
/// <param name="Kind">Which card.</param>
/// <param name="Issues">The issues on it: one, save for a gathered message; none on what a huddle shows.</param>
/// <param name="Thread">The id of the message whose thread it stands in; null: the channel itself.</param>
/// <param name="MessageId">The platform's id (Slack <c>ts</c>, Teams activity id); null until posted.</param>
/// <param name="ShownHash">What was last shown, to leave out updates that change nothing.</param>
public sealed record Slot(
    string Id, ChannelId Channel, SlotKind Kind, IReadOnlyList<IssueId> Issues, string? ThreadSlot, string? PostedChannel, string? MessageId, string? ShownHash);

public enum SlotKind
{
    /// <summary>One comment or raised issue in the team's channel.</summary>
    Issue,

    /// <summary>Several comments in one message.</summary>
    Gathered,

    /// <summary>An escalation before the managers.</summary>
    Escalation,

    /// <summary>A huddle in the team's channel. Its thread is where the huddle takes place.</summary>
    Huddle,

    /// <summary>What came of a huddle, in its thread.</summary>
    Receipt,

    /// <summary>The gentle clock, in the thread of a huddle.</summary>
    TimeIsUp,

    /// <summary>To the lead of a huddle that waits to be started.</summary>
    LeadReminder,

    /// <summary>To who cannot be at a huddle and has not written in its thread.</summary>
    AnswerReminder,

    /// <summary>To the owner of a promise that is due.</summary>
    PromiseReminder,

    /// <summary>To the owner of a promise that was kept: did it work?</summary>
    DidItWork,

    /// <summary>To one who should have answered an escalation, or who stands in for them.</summary>
    EscalationReminder,

    /// <summary>Of a customer to call back, or of what they were promised: to one person, or in the issue's thread.</summary>
    FollowUpReminder,

    /// <summary>In the thread of an issue: what its customer wrote later.</summary>
    WroteAgain,

    /// <summary>To who has looked at contact data in a place where only a message can be taken back: these for a limited time, then the call.</summary>
    Contact,

    /// <summary>A theme before those who decide.</summary>
    Theme,

    /// <summary>To one who should have decided on a theme or seen to it, or who stands in for them.</summary>
    ThemeReminder,

    /// <summary>A message of a digest: its card, or one in its thread.</summary>
    Digest,

    /// <summary>In the thread of an issue that was fixed: did it work, by the scores.</summary>
    Effect,

    /// <summary>A fall of the team's score, before the team or its managers.</summary>
    ScoreDrop,

    /// <summary>In the thread of a fall: the score is back.</summary>
    ScoreBack,
}
