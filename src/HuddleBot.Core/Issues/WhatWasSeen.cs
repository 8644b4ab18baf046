using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Issues;

/// <summary>
/// Whether what somebody decides on still stands as they saw it: of two who decide at the same moment, or from a form that was open meanwhile, one is heard. Pure.
/// </summary>
internal static class WhatWasSeen
{
    /// <summary>
    /// Null: nobody else has decided since, or what they decided is taken back. Other words of the team's for what it asks, and the person's own decisions, are no reason.
    /// </summary>
    /// <param name="seen">The version that the person looked at; null: not known.</param>
    public static Refusal? WhyNot(Issue issue, IReadOnlyList<IssueEvent> events, int? seen, PersonId person)
    {
        if (seen is not { } version || version >= issue.Version) return null;
        var since = events.Skip(version).Reverse().TakeWhile(@event => @event.By.Id != person);
        return since.FirstOrDefault(IsDecisive) is { } first && Standing(At(issue, events, version)) != Standing(issue) ? new Refusal.DecidedBefore(first) : null;
    }

    private static bool IsDecisive(IssueEvent @event) => @event is { IsManagersWord: true } or IssueEvent.QuestionAnswered or IssueEvent.Reopened;

    private static Issue At(Issue issue, IReadOnlyList<IssueEvent> events, int version) =>
        events.Take(version).Aggregate(Issue.Fresh(issue.Id, issue.CreatedAt), IssueHistory.Apply);

    private static (TriageState, Exchange?, NodaTime.LocalDate?)? Standing(Issue issue) =>
        issue.State is IssueState.EscalatedToManager { Escalation: var escalation } ? (escalation.Triage, escalation.Exchange, escalation.SnoozedUntil) : null;
}
