namespace HuddleBot.Core.Issues;

/// <summary>An issue is what its events made of it.</summary>
public static class IssueHistory
{
    /// <summary>The issue after one more event.</summary>
    /// <exception cref="ArgumentException">The event cannot follow this state: the history is damaged.</exception>
    public static Issue Apply(Issue issue, IssueEvent @event)
    {
        var raised = @event as IssueEvent.Raised;
        return issue with
        {
            Version = issue.Version + 1,
            RaisedWords = raised?.Words ?? issue.RaisedWords,
            RaisedBy = raised?.By ?? issue.RaisedBy,
            State = StateAfter(issue.State, @event),
            LastEvent = @event,
        };
    }

    private static IssueState StateAfter(IssueState state, IssueEvent @event) => (state, @event) switch
    {
        (_, IssueEvent.Raised) => state,
        (_, IssueEvent.FixPlanned e) => new IssueState.FixingIt(e.By, e.Owner, e.Try, e.Date),
        (IssueState.EscalatedToManager { Escalation: var before }, IssueEvent.Escalated e) =>
            new IssueState.EscalatedToManager(e.By, new(e.Category, e.Ask, e.AlsoHurt, before.AskedAt, e.AnswerBy, before.Triage)),
        (_, IssueEvent.Escalated e) => new IssueState.EscalatedToManager(e.By, new(e.Category, e.Ask, e.AlsoHurt, e.At, e.AnswerBy, new TriageState.Waiting())),
        (_, IssueEvent.Celebrated e) => new IssueState.Celebrated(e.By, e.Thanks),
        (_, IssueEvent.Dismissed e) => new IssueState.NotActionable(e.By, e.Reason),
        (IssueState.FixingIt fix, IssueEvent.Finished e) => new IssueState.Done(e.By, fix, e.Outcome, e.WhatHappened),
        (IssueState.FixingIt fix, IssueEvent.Dropped e) => new IssueState.Dropped(e.By, fix, e.Reason),
        (IssueState.Done { Outcome: Outcome.TooEarly } early, IssueEvent.Finished e) =>
            new IssueState.Done(e.By, early.Fix, e.Outcome, e.WhatHappened ?? early.WhatHappened) { BeforeTheAnswer = early },
        (IssueState.Done { BeforeTheAnswer: { } early }, IssueEvent.Undone) => early,
        (IssueState.Done done, IssueEvent.Undone) => done.Fix,
        (IssueState.Dropped dropped, IssueEvent.Undone) => dropped.Fix,
        (_, IssueEvent.Undone) => new IssueState.Undecided(),
        (IssueState.EscalatedToManager { Escalation.Triage: var triage } escalated, _) when ThroughTheme.After(triage, @event) is { } followed => With(escalated, followed),
        (IssueState.EscalatedToManager escalated, IssueEvent.TriageAccepted e) => With(escalated, new TriageState.Accepted(e.By, e.Owner, e.Priority, e.Date)),
        (IssueState.EscalatedToManager escalated, IssueEvent.TriageDeclined e) => With(escalated, new TriageState.Declined(e.By, e.Reason)),
        (IssueState.EscalatedToManager escalated, IssueEvent.TriageResolved e) => With(escalated, new TriageState.Resolved(e.By, e.Answer)),
        _ => throw new ArgumentException($"{@event.GetType().Name} cannot follow {state.GetType().Name}", nameof(@event)),
    };

    private static IssueState.EscalatedToManager With(IssueState.EscalatedToManager state, TriageState triage) =>
        state with { Escalation = state.Escalation with { Triage = triage } };
}
