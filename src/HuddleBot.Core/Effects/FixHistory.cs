using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>What was fixed, as histories tell it. Pure.</summary>
internal static class FixHistory
{
    /// <summary>Null: the issue is not fixed, or not any more.</summary>
    public static Fix? Of(LoadedIssue loaded)
    {
        var (issue, state) = (loaded.Issue, loaded.Issue.State);
        if (!IsFixed(state) || FixedAt(loaded) is not { } at) return null;
        var (words, worked) = state switch
        {
            IssueState.Done done => (done.WhatHappened ?? done.Fix.Try, done.Outcome == Outcome.TooEarly ? (Outcome?)null : done.Outcome),
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Resolved resolved } => (resolved.Answer, resolved.Helped),
            _ => (null, null),
        };
        return new(new FixOf.Issue(issue.Id), at, Instant.Min(EvidenceOf(loaded), at), [issue.Id.Team], words, worked);
    }

    /// <summary>The theme through which it was resolved; null: by itself.</summary>
    public static ThemeReference? ThemeOf(IssueState state) => state is IssueState.EscalatedToManager { Escalation.Triage: TriageState.Resolved { Theme: { } theme } } ? theme : null;

    /// <summary>Null: the theme is not resolved, or not any more.</summary>
    /// <param name="members">Those of its escalations that are still there.</param>
    public static Fix? Of(LoadedTheme loaded, IReadOnlyList<LoadedIssue> members, IReadOnlyList<MemberFacts> facts)
    {
        if (loaded.Theme.State is not ThemeState.Resolved resolved || members.Count == 0) return null;
        Instant? at = null;
        foreach (var @event in loaded.Events)
        {
            if (@event is ThemeEvent.Resolved) at ??= @event.At;
            else if (@event.IsDecision) at = null;
        }

        return at is not { } fixedAt ? null
            : new(new FixOf.Theme(loaded.Theme.Reference), fixedAt, Instant.Min(members.Min(EvidenceOf), fixedAt), loaded.Theme.Teams, resolved.Answer, MostSay([.. facts.Select(fact => fact.Helped).OfType<Outcome>()]));
    }

    public static Instant EvidenceOf(LoadedIssue loaded) => loaded.Response?.AnsweredAt ?? loaded.Issue.CreatedAt;

    private static bool IsFixed(IssueState state) => state is IssueState.Done or IssueState.EscalatedToManager { Escalation.Triage: TriageState.Resolved };

    private static Instant? FixedAt(LoadedIssue loaded)
    {
        var issue = Issue.Fresh(loaded.Issue.Id, loaded.Issue.CreatedAt);
        Instant? at = null;
        foreach (var @event in loaded.Events)
        {
            issue = IssueHistory.Apply(issue, @event);
            at = IsFixed(issue.State) ? at ?? @event.At : null;
        }

        return at;
    }

    /// <summary>As many better as worse make "partly".</summary>
    private static Outcome? MostSay(IReadOnlyList<Outcome> said)
    {
        if (said.Count == 0) return null;
        var (yes, no) = (said.Count(one => one == Outcome.Yes), said.Count(one => one == Outcome.No));
        return 2 * yes > said.Count ? Outcome.Yes : 2 * no > said.Count ? Outcome.No : Outcome.Partly;
    }
}
