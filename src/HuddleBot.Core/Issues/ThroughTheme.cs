using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <content>What is decided on an escalation through the theme that it is part of.</content>
public abstract partial record IssueCommand
{
    /// <summary>The theme has been decided on, and the escalation follows it. No person asks for this: whoever decided on the theme was allowed to.</summary>
    public sealed record FollowTheme(ThemeReference Theme, ThemeWord Word) : IssueCommand;
}

/// <summary>How an escalation follows the theme that it is part of. Pure.</summary>
internal static class ThroughTheme
{
    /// <summary>One that has left the theme meanwhile, or was taken back by its team, does not follow: <see cref="Refusal.NotNow"/>.</summary>
    public static IssueDecision Decide(Issue issue, IssueCommand.FollowTheme command, Actor by, Instant now)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation.Triage: var triage } || ThemeOf(triage) != command.Theme.Id || IsSaid(triage, command))
            return new IssueDecision.Refused(new Refusal.NotNow());
        return new IssueDecision.Accepted(command.Word switch
        {
            ThemeWord.Accepted word => new IssueEvent.TriageAccepted(by, now, word.Owner, Priority.Normal, word.By) { Theme = command.Theme, Group = word.Group },
            ThemeWord.Declined word => new IssueEvent.TriageDeclined(by, now, word.Reason) { Theme = command.Theme },
            ThemeWord.Resolved word => new IssueEvent.TriageResolved(by, now, word.Answer) { Theme = command.Theme },
            ThemeWord.Called => new IssueEvent.ThemeRenamed(by, now, command.Theme),
            ThemeWord.Waits => new IssueEvent.TriageMerged(by, now, command.Theme.Id, command.Theme.Title),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Word, "no such word"),
        });
    }

    /// <summary>It stands like this already: taken back before anybody was told, or told by another way.</summary>
    private static bool IsSaid(TriageState triage, IssueCommand.FollowTheme command) => (triage, command.Word) switch
    {
        (_, ThemeWord.Called) => TitleIn(triage) == command.Theme.Title,
        (TriageState.Merged merged, ThemeWord.Waits) => merged.Owner is null,
        (TriageState.Merged merged, ThemeWord.Accepted accepted) => merged.Owner?.Id == accepted.Owner.Id && merged.By == accepted.By && merged.Group?.Id == accepted.Group?.Id,
        (TriageState.Declined declined, ThemeWord.Declined said) => declined.Reason == said.Reason,
        (TriageState.Resolved resolved, ThemeWord.Resolved said) => resolved.Answer == said.Answer,
        _ => false,
    };

    /// <summary>The theme that an escalation is part of, open or decided through it; null: none.</summary>
    public static Identity.ThemeId? ThemeOf(TriageState triage) => triage switch
    {
        TriageState.Merged merged => merged.Theme,
        TriageState.Declined declined => declined.Theme?.Id,
        TriageState.Resolved resolved => resolved.Theme?.Id,
        _ => null,
    };

    /// <summary>The manager's side after an event that comes through the theme; null: it does not.</summary>
    public static TriageState? After(TriageState before, IssueEvent @event) => @event switch
    {
        IssueEvent.TriageAccepted { Theme: { } theme } e => new TriageState.Merged(MergedBy(before) ?? e.By, theme.Id, theme.Title) { Owner = e.Owner, By = e.Date, Group = e.Group },
        IssueEvent.TriageDeclined { Theme: { } theme } e => new TriageState.Declined(e.By, e.Reason) { Theme = theme },
        IssueEvent.TriageResolved { Theme: { } theme } e => new TriageState.Resolved(e.By, e.Answer) { Theme = theme },
        IssueEvent.TriageMerged e when ThemeOf(before) == e.Theme => new TriageState.Merged(MergedBy(before) ?? e.By, e.Theme, e.Title),
        _ => null,
    };

    /// <summary>The same, with the theme's new name.</summary>
    public static TriageState Called(TriageState triage, ThemeReference theme) => triage switch
    {
        TriageState.Merged merged => merged with { Title = theme.Title },
        TriageState.Declined declined => declined with { Theme = theme },
        TriageState.Resolved resolved => resolved with { Theme = theme },
        _ => throw new ArgumentException($"{triage.GetType().Name} is part of no theme", nameof(triage)),
    };

    private static string? TitleIn(TriageState triage) => triage switch
    {
        TriageState.Merged merged => merged.Title,
        TriageState.Declined declined => declined.Theme?.Title,
        TriageState.Resolved resolved => resolved.Theme?.Title,
        _ => null,
    };

    private static Actor? MergedBy(TriageState before) => (before as TriageState.Merged)?.DecidedBy;
}
