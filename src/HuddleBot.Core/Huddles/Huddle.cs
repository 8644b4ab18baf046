using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>One huddle as it stands: what its events add up to.</summary>
/// <param name="Version">The number of its events so far.</param>
/// <param name="Name">What people call it; null: the huddle.</param>
/// <param name="StartsAt">When it was to start.</param>
/// <param name="Minutes">How long it was to take.</param>
/// <param name="AnswersUntil">The cut-off for answers in the thread; later ones are taken too, and marked.</param>
/// <param name="Lead">Who leads; null: whoever starts it.</param>
/// <param name="Present">In the order of their coming.</param>
/// <param name="Away">Who said that they cannot be there.</param>
/// <param name="Answers">What was written in the thread, in the order of writing.</param>
/// <param name="Raised">Issues that were raised in it: promises, observations.</param>
/// <param name="FinishedBy">Null while it runs, and where the time ended it.</param>
public sealed record Huddle(
    HuddleId Id, int Version, HuddlePhase Phase, string? Name, Instant StartsAt, int Minutes, Instant AnswersUntil, Agenda Agenda, Actor? Lead, IReadOnlyList<Actor> Present,
    IReadOnlyList<Actor> Away, IReadOnlyList<HuddleAnswer> Answers, IReadOnlyList<IssueId> Raised, Instant? StartedAt, Instant? EndedAt, Actor? FinishedBy)
{
    /// <summary>When it was prepared; where it was caught up, that is after its start.</summary>
    public Instant AnnouncedAt { get; init; }

    /// <summary>Of a skipped one: how many earlier ones in a row were skipped with it.</summary>
    public int SkippedBefore { get; init; }

    /// <summary>Messages of the thread that were deleted, and when: what arrives about them afterwards is older.</summary>
    public IReadOnlyDictionary<string, Instant> Removed { get; init; } = new Dictionary<string, Instant>(StringComparer.Ordinal);

    /// <summary>Nobody starts or joins it any more.</summary>
    public bool IsOver => Phase is HuddlePhase.Finished or HuddlePhase.Missed or HuddlePhase.Skipped or HuddlePhase.CalledOff;

    /// <summary>When people are there: at its start, or when it was caught up.</summary>
    public Instant ExpectedAt => Instant.Max(StartsAt, AnnouncedAt);

    /// <summary>When the gentle clock says that the time is up.</summary>
    public Instant TimeIsUpAt => (StartedAt ?? StartsAt) + Duration.FromMinutes(Minutes);
}

public enum HuddlePhase
{
    /// <summary>Posted, not started yet.</summary>
    Announced,

    Running,

    Finished,

    /// <summary>Nobody started it: a fact, not a reproach.</summary>
    Missed,

    /// <summary>The bot was down at the time, for longer than the team wants it caught up.</summary>
    Skipped,

    /// <summary>Before anybody started it, its day became a holiday, a pause, or one without this schedule.</summary>
    CalledOff,
}

/// <summary>What somebody who could not be there wrote in the thread.</summary>
/// <param name="MessageId">The platform's id of the message; empty: written in the form.</param>
/// <param name="IsLate">It came after the cut-off.</param>
/// <param name="At">When it was written first.</param>
/// <param name="IsEdited">It was changed afterwards.</param>
public sealed record HuddleAnswer(Actor By, string MessageId, string Text, Instant At, bool IsLate, bool IsEdited)
{
    /// <summary>When it got these words; null: as it was written.</summary>
    public Instant? EditedAt { get; init; }
}

/// <summary>What happened in a huddle: the closed set. Each is one row of its history.</summary>
public abstract record HuddleEvent(Instant At)
{
    /// <summary>It was prepared, and is posted.</summary>
    public sealed record Announced(Instant At, string? Name, Instant StartsAt, int Minutes, Instant AnswersUntil, Agenda Agenda, Actor? Lead) : HuddleEvent(At);

    /// <summary>The bot was down at the time.</summary>
    /// <param name="More">How many earlier ones in a row were skipped with it.</param>
    public sealed record Skipped(Instant At, string? Name, Instant StartsAt, int Minutes, int More) : HuddleEvent(At);

    /// <summary>Whoever starts it is there.</summary>
    public sealed record Started(Actor By, Instant At) : HuddleEvent(At);

    public sealed record Joined(Actor By, Instant At) : HuddleEvent(At);

    /// <summary>Somebody cannot be there. Where they were to lead, the next in turn does.</summary>
    public sealed record WentAway(Actor By, Instant At, Actor? NextLead) : HuddleEvent(At);

    public sealed record LeadPassed(Actor By, Instant At, Actor To) : HuddleEvent(At);

    /// <summary>Written in the thread, or changed there.</summary>
    /// <param name="At">When it was written first.</param>
    public sealed record Answered(Actor By, Instant At, string MessageId, string Text, bool IsLate, bool IsEdited) : HuddleEvent(At)
    {
        /// <summary>When it got these words; null: as it was written.</summary>
        public Instant? EditedAt { get; init; }
    }

    public sealed record AnswerRemoved(Actor By, Instant At, string MessageId) : HuddleEvent(At);

    /// <summary>An issue was raised in it: a promise, an observation.</summary>
    public sealed record IssueRaised(Actor By, Instant At, IssueId Issue) : HuddleEvent(At);

    /// <param name="By">Null: the time ended it.</param>
    public sealed record Finished(Actor? By, Instant At) : HuddleEvent(At);

    public sealed record Missed(Instant At) : HuddleEvent(At);

    /// <summary>Its schedule's time was changed before anybody started it.</summary>
    public sealed record Moved(Instant At, Instant StartsAt, int Minutes, Instant AnswersUntil) : HuddleEvent(At);

    /// <summary>The calendar no longer has it.</summary>
    public sealed record CalledOff(Instant At) : HuddleEvent(At);
}

/// <summary>What a person wants done: the closed set. Authorization is settled before.</summary>
public abstract record HuddleCommand
{
    private HuddleCommand() { }

    public sealed record Start : HuddleCommand;

    public sealed record Join : HuddleCommand;

    public sealed record GoAway : HuddleCommand;

    /// <param name="To">Null: whoever asks takes the lead.</param>
    public sealed record PassLead(Actor? To) : HuddleCommand;

    /// <param name="MessageId">The platform's id of the message; empty: from the form.</param>
    public sealed record Answer(string MessageId, string? Text) : HuddleCommand
    {
        /// <summary>When it was written first, as the platform says; null: now.</summary>
        public Instant? WrittenAt { get; init; }

        /// <summary>When it got these words, as the platform says; null: as it was written, or not known.</summary>
        public Instant? EditedAt { get; init; }
    }

    public sealed record RemoveAnswer(string MessageId) : HuddleCommand
    {
        /// <summary>When, as the platform says; null: now.</summary>
        public Instant? RemovedAt { get; init; }
    }

    public sealed record NoteRaised(IssueId Issue) : HuddleCommand;

    public sealed record Finish : HuddleCommand;
}
