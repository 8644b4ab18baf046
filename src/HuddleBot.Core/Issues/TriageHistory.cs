namespace HuddleBot.Core.Issues;

/// <summary>What managers' words and the team's answers to them make of an escalation. Pure.</summary>
internal static class TriageHistory
{
    /// <exception cref="ArgumentException">The event cannot follow this state: the history is damaged.</exception>
    public static IssueState After(IssueState state, IssueEvent @event) => (state, @event) switch
    {
        (IssueState.EscalatedToManager { BeforeTriage: { } before }, IssueEvent.TriageUndone) => before,
        (IssueState.FixingIt { Guidance: { } guidance }, IssueEvent.TriageUndone) => guidance.Escalation,
        (IssueState.EscalatedToManager before, IssueEvent.TriageReturned e) => new IssueState.FixingIt(e.By, e.Owner, null, e.Date) { Guidance = new(e.By, e.Guidance, before) },

        (IssueState.EscalatedToManager { Escalation.Triage: var triage } before, IssueEvent.ThemeRenamed e) when ThroughTheme.ThemeOf(triage) == e.Theme.Id =>
            before with { Escalation = before.Escalation with { Triage = ThroughTheme.Called(triage, e.Theme) } },

        // What is decided through a theme is taken back through it.
        (IssueState.EscalatedToManager before, _) when ThroughTheme.After(before.Escalation.Triage, @event) is { } followed =>
            before with { Escalation = before.Escalation with { Triage = followed, SnoozedUntil = null }, BeforeTriage = null, HasManagersWord = true },
        (IssueState.EscalatedToManager before, { IsManagersWord: true }) when Said(before.Escalation, @event) is { } said =>
            before with { Escalation = said, BeforeTriage = before, HasManagersWord = true },
        (IssueState.EscalatedToManager before, _) when Answered(before.Escalation, @event) is { } answered => before with { Escalation = answered, BeforeTriage = null },
        _ => throw new ArgumentException($"{@event.GetType().Name} cannot follow {state.GetType().Name}", nameof(@event)),
    };

    /// <summary>After a manager's word. Whatever is said about it brings it back into sight.</summary>
    private static Escalation? Said(Escalation before, IssueEvent @event)
    {
        var seen = before with { SnoozedUntil = null };
        return @event switch
        {
            IssueEvent.TriageAccepted e => seen with { Triage = new TriageState.Accepted(AcceptedBy(before) ?? e.By, e.Owner, e.Priority, e.Date) { Group = e.Group } },
            IssueEvent.TriageDeclined e => seen with { Triage = new TriageState.Declined(e.By, e.Reason) },
            IssueEvent.TriageResolved e => seen with { Triage = new TriageState.Resolved(e.By, e.Answer) },
            IssueEvent.TriageAsked e => seen with
            {
                Triage = new TriageState.Asked(e.By, e.AnswerBy) { Acceptance = before.Triage as TriageState.Accepted }, Exchange = new(e.By, e.Question, null, null),
            },
            IssueEvent.TriageSnoozed e => PutOff(before, e),
            IssueEvent.TriageMerged e => seen with { Triage = new TriageState.Merged(e.By, e.Theme, e.Title) },
            IssueEvent.TriageSplit e => seen with { Triage = new TriageState.Waiting(), AnswerBy = e.AnswerBy },
            IssueEvent.Reopened e => Reopened(seen, e),
            _ => null,
        };
    }

    /// <summary>Another date or owner is not another acceptance.</summary>
    private static Actor? AcceptedBy(Escalation before) => (before.Triage as TriageState.Accepted)?.DecidedBy;

    /// <summary>Its clock is the one that it has once it is back.</summary>
    private static Escalation PutOff(Escalation before, IssueEvent.TriageSnoozed e) => before with
    {
        SnoozedUntil = e.Until,
        AnswerBy = e.AnswerBy ?? before.AnswerBy,
        Triage = before.Triage is TriageState.Accepted accepted && e.Date is { } day ? accepted with { By = day } : before.Triage,
    };

    /// <summary>After the team's word to a manager's: the manager has no step to take back any more.</summary>
    private static Escalation? Answered(Escalation before, IssueEvent @event) => (before, @event) switch
    {
        ({ Exchange: { } exchange }, IssueEvent.QuestionAnswered e) => before with
        {
            Triage = before.Triage is TriageState.Asked asked ? asked.Acceptance ?? (TriageState)new TriageState.Waiting() : before.Triage,
            AnswerBy = e.AnswerBy,
            Exchange = exchange with { AnsweredBy = e.By, Answer = e.Words },
        },
        (_, IssueEvent.Reopened e) => Reopened(before, e),
        ({ Triage: TriageState.Resolved resolved }, IssueEvent.AnswerHelped e) => before with { Triage = resolved with { Helped = e.Outcome } },
        _ => null,
    };

    private static Escalation Reopened(Escalation before, IssueEvent.Reopened e) =>
        before with { Triage = new TriageState.Waiting(), AnswerBy = e.AnswerBy, ResolveBy = e.ResolveBy ?? before.ResolveBy };
}
