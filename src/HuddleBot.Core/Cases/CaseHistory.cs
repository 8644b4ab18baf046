using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Cases;

/// <summary>A loop's history as a case tells it. Pure.</summary>
internal static class CaseHistory
{
    public static IEnumerable<CaseStep> StepsOf(LoadedIssue loaded, FrontlineTeam team)
    {
        if (loaded.Response is { } response) yield return new(response.AnsweredAt, CaseStepKind.CustomerAnswered, null, null, team);
        foreach (var @event in loaded.Events)
        {
            if (StepOf(@event) is { } step) yield return new(@event.At, step.Kind, @event.By, step.Words, team);
        }
    }

    public static CaseStep? StepOf(ThemeEvent @event, FrontlineTeam team) => @event switch
    {
        ThemeEvent.Begun e => new(e.At, CaseStepKind.Merged, e.By, e.Title, team),
        ThemeEvent.Accepted e => new(e.At, CaseStepKind.Accepted, e.Owner, null, team),
        ThemeEvent.Declined e => new(e.At, CaseStepKind.Declined, e.By, e.Reason, team),
        ThemeEvent.Resolved e => new(e.At, CaseStepKind.Resolved, e.By, e.Answer, team),
        ThemeEvent.Reopened e => new(e.At, CaseStepKind.Reopened, e.By, e.Reason, team),
        ThemeEvent.Undone e => new(e.At, CaseStepKind.Undone, e.By, null, team),
        _ => null,
    };

    public static CaseClocks ClocksOf(Response? response, Instant createdAt, IReadOnlyList<IssueEvent> events, Instant? fixedAt)
    {
        var began = response?.AnsweredAt ?? createdAt;
        var decided = events.FirstOrDefault(@event => @event is not IssueEvent.Raised)?.At;
        var asked = events.OfType<IssueEvent.Escalated>().FirstOrDefault();
        var answered = asked is null ? null : events.SkipWhile(@event => @event != asked).FirstOrDefault(@event => @event.IsManagersWord && @event is not IssueEvent.TriageSnoozed);
        return new(Since(began, decided), answered is null ? null : Since(asked!.At, answered.At), Since(began, fixedAt));
    }

    private static Duration? Since(Instant began, Instant? ended) => ended is { } end && end >= began ? end - began : null;

    private static (CaseStepKind Kind, string? Words)? StepOf(IssueEvent @event) => @event switch
    {
        IssueEvent.Raised e => (CaseStepKind.Raised, e.Words),
        IssueEvent.FixPlanned e => (CaseStepKind.Promised, e.Try),
        IssueEvent.Escalated e => (CaseStepKind.Escalated, e.Ask),
        IssueEvent.TriageAccepted { Theme: null } => (CaseStepKind.Accepted, null),
        IssueEvent.TriageAsked e => (CaseStepKind.Asked, e.Question),
        IssueEvent.QuestionAnswered e => (CaseStepKind.Answered, e.Words),
        IssueEvent.TriageReturned e => (CaseStepKind.Returned, e.Guidance),
        IssueEvent.TriageMerged e => (CaseStepKind.Merged, e.Title),
        IssueEvent.TriageDeclined { Theme: null } e => (CaseStepKind.Declined, e.Reason),
        IssueEvent.TriageResolved { Theme: null } e => (CaseStepKind.Resolved, e.Answer),
        IssueEvent.Finished e => (KindOf(e.Outcome), e.WhatHappened),
        IssueEvent.AnswerHelped e => (KindOf(e.Outcome), null),
        IssueEvent.Dropped e => (CaseStepKind.Dropped, e.Reason),
        IssueEvent.Reopened e => (CaseStepKind.Reopened, e.Reason),
        IssueEvent.Undone or IssueEvent.TriageUndone => (CaseStepKind.Undone, null),
        _ => null,
    };

    private static CaseStepKind KindOf(Outcome outcome) => outcome switch
    {
        Outcome.Yes => CaseStepKind.Worked,
        Outcome.Partly => CaseStepKind.WorkedInPart,
        Outcome.No => CaseStepKind.DidNotWork,
        _ => CaseStepKind.Done,
    };
}
