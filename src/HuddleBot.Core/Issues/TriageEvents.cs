using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <content>What managers decide, and what the team answers them.</content>
public abstract partial record IssueEvent
{
    public sealed record TriageAccepted(Actor By, Instant At, Actor Owner, Priority Priority, LocalDate Date) : IssueEvent(By, At)
    {
        /// <summary>The group that works on it; null: the owner alone.</summary>
        public OwningGroup? Group { get; init; }

        /// <summary>The theme that is accepted, and the escalation with it; null: it is accepted by itself.</summary>
        public Themes.ThemeReference? Theme { get; init; }

        /// <summary>How it was accepted before: this is another date, owner or priority. Null: it was not, or it was changed before this was kept.</summary>
        public Acceptance? Was { get; init; }
    }

    /// <summary>Who sees to what was accepted, and by when.</summary>
    public sealed record Acceptance(Actor Owner, Priority Priority, LocalDate Date, OwningGroup? Group);

    public sealed record TriageDeclined(Actor By, Instant At, string Reason) : IssueEvent(By, At)
    {
        /// <summary>The theme through which it is decided; null: by itself.</summary>
        public Themes.ThemeReference? Theme { get; init; }
    }

    public sealed record TriageResolved(Actor By, Instant At, string Answer) : IssueEvent(By, At)
    {
        /// <summary>The theme through which it is decided; null: by itself.</summary>
        public Themes.ThemeReference? Theme { get; init; }
    }

    /// <param name="AnswerBy">When the team should have answered.</param>
    public sealed record TriageAsked(Actor By, Instant At, string Question, Instant AnswerBy) : IssueEvent(By, At);

    /// <summary>The team's answer to the manager's question.</summary>
    /// <param name="AnswerBy">When the manager should have decided: the clock begins anew.</param>
    public sealed record QuestionAnswered(Actor By, Instant At, string Words, Instant AnswerBy) : IssueEvent(By, At)
    {
        /// <summary>The message in the issue's thread that is the answer; null: it came by the form.</summary>
        public string? MessageId { get; init; }

        /// <summary>When the message got these words, as the platform says; null: as it was written.</summary>
        public Instant? EditedAt { get; init; }
    }

    /// <summary>Sent back with guidance: the inner loop, with whoever escalated it as the owner.</summary>
    public sealed record TriageReturned(Actor By, Instant At, string Guidance, Actor Owner, LocalDate Date) : IssueEvent(By, At);

    public sealed record TriageSnoozed(Actor By, Instant At, LocalDate Until) : IssueEvent(By, At)
    {
        /// <summary>Of what waits: when the manager should have decided once it is back. Null: it is accepted, or was put off before that was kept, and keeps its clock.</summary>
        public Instant? AnswerBy { get; init; }

        /// <summary>Of what is accepted: its day once it is back. Null: it is not accepted, or was put off before that was kept.</summary>
        public LocalDate? Date { get; init; }
    }

    /// <param name="Title">What the theme is called at this moment.</param>
    public sealed record TriageMerged(Actor By, Instant At, ThemeId Theme, string Title) : IssueEvent(By, At);

    /// <summary>The theme that it is part of has another name now. Nothing is decided or told by it; the cards that name the theme are drawn anew.</summary>
    public sealed record ThemeRenamed(Actor By, Instant At, Themes.ThemeReference Theme) : IssueEvent(By, At);

    /// <summary>Taken out of its theme: it waits for an answer of its own again.</summary>
    public sealed record TriageSplit(Actor By, Instant At, Instant AnswerBy) : IssueEvent(By, At);

    /// <summary>The manager's last decision is taken back; it stands as before.</summary>
    public sealed record TriageUndone(Actor By, Instant At) : IssueEvent(By, At);

    /// <summary>What was declined or resolved waits for an answer again.</summary>
    public sealed record Reopened(Actor By, Instant At, string? Reason, Instant AnswerBy) : IssueEvent(By, At)
    {
        /// <summary>The clock of the resolution begins anew too; null: made before there was such a clock.</summary>
        public Instant? ResolveBy { get; init; }

        /// <summary>Whoever did it may triage, and may take it back; else it is the team's word.</summary>
        public bool IsByManager { get; init; }
    }

    /// <summary>The team says whether the answer helped.</summary>
    /// <param name="Outcome">Never <see cref="Outcome.TooEarly"/>.</param>
    public sealed record AnswerHelped(Actor By, Instant At, Outcome Outcome) : IssueEvent(By, At);

    /// <summary>Said by who decides on escalations, not by the team.</summary>
    public bool IsManagersWord => this is TriageAccepted or TriageDeclined or TriageResolved or TriageAsked or TriageReturned or TriageSnoozed or TriageMerged or TriageSplit
        or TriageUndone or Reopened { IsByManager: true };
}

/// <content>What managers and the team answer each other.</content>
public abstract partial record IssueCommand
{
    /// <summary>The same, by somebody who has looked at this version, where it matters: of what managers decide, and of what is escalated anew.</summary>
    /// <param name="version">Null: not known.</param>
    public IssueCommand By(int? version) => TriageDecider.IsTriage(this) || this is Escalate ? this with { Seen = version } : this;

    /// <param name="Owner">Null: whoever accepts, or the lead of the group.</param>
    /// <param name="Date">Null: <see cref="IssueDecider.DefaultAcceptDate"/>.</param>
    public sealed record TriageAccept(Actor? Owner, Priority Priority, LocalDate? Date) : IssueCommand
    {
        /// <summary>The id of a group of the teams file; null: no group.</summary>
        public string? Group { get; init; }
    }

    public sealed record TriageDecline(string? Reason) : IssueCommand;

    public sealed record TriageResolve(string? Answer) : IssueCommand;

    public sealed record TriageAsk(string? Question) : IssueCommand;

    /// <summary>The team answers the manager's question.</summary>
    public sealed record AnswerQuestion(string? Words) : IssueCommand
    {
        /// <summary>The message in the issue's thread that says it; the same one again changes the answer as long as no manager has decided. Null: the form says it.</summary>
        public string? MessageId { get; init; }

        /// <summary>When the message got these words, as the platform says; null: as it was written.</summary>
        public Instant? EditedAt { get; init; }
    }

    public sealed record TriageReturn(string? Guidance) : IssueCommand;

    /// <param name="Until">Null: five working days on.</param>
    public sealed record TriageSnooze(LocalDate? Until) : IssueCommand;

    /// <param name="Theme">Of an existing theme, or of one that begins with this.</param>
    /// <param name="Title">What it is called.</param>
    public sealed record TriageMerge(ThemeId Theme, string Title) : IssueCommand;

    public sealed record TriageSplit : IssueCommand;

    /// <summary>Also the team may, when the answer did not help.</summary>
    public sealed record Reopen(string? Reason) : IssueCommand;

    /// <param name="SeenVersion">The version that the person looked at; null: not known, whatever it is now.</param>
    public sealed record TriageUndo(int? SeenVersion) : IssueCommand;

    public sealed record SayHelped(Outcome Outcome) : IssueCommand;
}
