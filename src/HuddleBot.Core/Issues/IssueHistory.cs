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
            LastEvent = @event is IssueEvent.ThemeRenamed ? issue.LastEvent : @event,
        };
    }

    private static IssueState StateAfter(IssueState state, IssueEvent @event) => (state, @event) switch
    {
        (_, IssueEvent.Raised) => state,

        // What a manager said who sent it back stays beside the plan, whatever the team makes of it.
        (_, IssueEvent.FixPlanned e) => new IssueState.FixingIt(e.By, e.Owner, e.Try, e.Date) { Guidance = (state as IssueState.FixingIt)?.Guidance },
        (IssueState.EscalatedToManager before, IssueEvent.Escalated e) => before with
        {
            DecidedBy = e.By,
            Escalation = before.Escalation with { Category = e.Category, Ask = e.Ask, AlsoHurt = e.AlsoHurt, AnswerBy = e.AnswerBy, ResolveBy = e.ResolveBy ?? before.Escalation.ResolveBy },
            BeforeTriage = null,
        },
        (_, IssueEvent.Escalated e) =>
            new IssueState.EscalatedToManager(e.By, new(e.Category, e.Ask, e.AlsoHurt, e.At, e.AnswerBy, new TriageState.Waiting()) { ResolveBy = e.ResolveBy })
            {
                SentBack = Guidance.In(state) is null ? null : state,
            },
        (_, IssueEvent.Celebrated e) => new IssueState.Celebrated(e.By, e.Thanks),
        (_, IssueEvent.Dismissed e) => new IssueState.NotActionable(e.By, e.Reason),
        (IssueState.FixingIt fix, IssueEvent.Finished e) => new IssueState.Done(e.By, fix, e.Outcome, e.WhatHappened),
        (IssueState.FixingIt fix, IssueEvent.Dropped e) => new IssueState.Dropped(e.By, fix, e.Reason),
        (IssueState.Done { Outcome: Outcome.TooEarly } early, IssueEvent.Finished e) =>
            new IssueState.Done(e.By, early.Fix, e.Outcome, e.WhatHappened ?? early.WhatHappened) { BeforeTheAnswer = early },
        (IssueState.Done { BeforeTheAnswer: { } early }, IssueEvent.Undone) => early,
        (IssueState.Done done, IssueEvent.Undone) => done.Fix,
        (IssueState.Dropped dropped, IssueEvent.Undone) => dropped.Fix,
        (IssueState.EscalatedToManager { SentBack: { } before }, IssueEvent.Undone) => before,
        (_, IssueEvent.Undone) => new IssueState.Undecided(),
        (IssueState.FixingIt or IssueState.EscalatedToManager, _) => TriageHistory.After(state, @event),
        _ => throw new ArgumentException($"{@event.GetType().Name} cannot follow {state.GetType().Name}", nameof(@event)),
    };
}
