using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>What a command comes to: one event, nothing, or a refusal.</summary>
public abstract record IssueDecision
{
    private IssueDecision() { }

    public sealed record Accepted(IssueEvent Event) : IssueDecision;

    /// <summary>It stands as the person wants it: nothing happens, and nobody is told.</summary>
    public sealed record Unchanged : IssueDecision;

    public sealed record Refused(Refusal Refusal) : IssueDecision;
}

/// <summary>Decides about issues: (state, command, now) → one event, nothing, or a refusal. Pure; whether the person may do it at all is settled before.</summary>
public static class IssueDecider
{
    /// <summary>A fix is due so many working days on, unless somebody says otherwise.</summary>
    public const int FixWorkingDays = 2;

    /// <summary>As <see cref="Decide(Issue, IssueCommand, Actor, Instant, FrontlineTeam)"/>; what managers decide must still stand as they saw it.</summary>
    /// <param name="events">All that led to the issue as it is, oldest first.</param>
    public static IssueDecision Decide(Issue issue, IReadOnlyList<IssueEvent> events, IssueCommand command, Actor by, Instant now, FrontlineTeam team) =>
        TriageDecider.IsTriage(command) && WhatWasSeen.WhyNot(issue, events, command.Seen, by.Id) is { } overtaken ? Refuse(overtaken) : Decide(issue, command, by, now, team);

    public static IssueDecision Decide(Issue issue, IssueCommand command, Actor by, Instant now, FrontlineTeam team)
    {
        var today = now.InZone(team.TimeZone).Date;
        if (IssueCommandCheck.WhyNot(command, issue, team, today) is { } unfit) return Refuse(unfit);
        return command switch
        {
            IssueCommand.Raise raise => DecideRaise(issue, raise, by, now),
            IssueCommand.Change change => DecideChange(issue, change, by, now, team),
            IssueCommand.Undo undo => DecideUndo(issue, undo, by, now),
            IssueCommand.Finish finish => DecideFinish(issue, finish, by, now),
            IssueCommand.Drop drop => DecideDrop(issue, drop, by, now),
            IssueCommand.TriageUndo undo => TriageDecider.DecideUndo(issue, undo, by, now),
            IssueCommand.AnswerQuestion or IssueCommand.Reopen or IssueCommand.SayHelped => TriageDecider.DecideAnswer(issue, command, by, now, team),
            _ when TriageDecider.IsTriage(command) => TriageDecider.Decide(issue, command, by, now, team),
            IssueCommand.FollowTheme follow => ThroughTheme.Decide(issue, follow, by, now),
            _ when issue.State is not IssueState.Undecided && !IsAskedAnew(issue, command) => DecidedBefore(issue, by),
            IssueCommand.Fix { Date: { } date } when date < today => Refuse(new Refusal.DateInThePast()),
            IssueCommand.Escalate when team.ManagerChannel is null && team.Managers.Count == 0 => Refuse(new Refusal.NobodyToEscalateTo()),
            _ => Accept(Tagged(command, by, now, team)),
        };
    }

    /// <summary>The date that a fix has by default: a working day of the team.</summary>
    public static LocalDate DefaultFixDate(FrontlineTeam team, Instant now) => team.Calendar.Plus(now.InZone(team.TimeZone).Date, FixWorkingDays);

    /// <summary>
    /// The date that an accepted escalation has by default: the day of the resolution clock, which began when the team asked, so that who accepts late promises no later than the
    /// card has said. Where that day is today or past, the team's next working day.
    /// </summary>
    /// <param name="escalation">One from before there was such a clock counts from now; null: none.</param>
    public static LocalDate DefaultAcceptDate(FrontlineTeam team, Escalation? escalation, Instant now)
    {
        var today = now.InZone(team.TimeZone).Date;
        return escalation?.ResolveBy is { } by
            ? LocalDate.Max(by.InZone(team.WorkingTimeOf(team.AnswersFirst).Zone).Date, team.Calendar.Plus(today, 1))
            : team.Calendar.Plus(today, team.ResolveWithinDays);
    }

    /// <summary>The same of what has no clock of a resolution: it counts from now.</summary>
    public static LocalDate DefaultAcceptDate(FrontlineTeam team, Instant now) => DefaultAcceptDate(team, null, now);

    /// <summary>Whether a manager has sent it back, and what the team made of it since is no reason not to ask again.</summary>
    public static bool MayBeAskedAnew(IssueState state) =>
        Guidance.In(state) is not null && state is IssueState.FixingIt or IssueState.Dropped or IssueState.Done { Outcome: Outcome.Partly or Outcome.No };

    /// <summary>By somebody who has seen how it stands now.</summary>
    private static bool IsAskedAnew(Issue issue, IssueCommand command) => command is IssueCommand.Escalate && MayBeAskedAnew(issue.State) && (command.Seen ?? issue.Version) == issue.Version;

    private static IssueEvent Tagged(IssueCommand command, Actor by, Instant now, FrontlineTeam team) => command switch
    {
        IssueCommand.Fix fix => new IssueEvent.FixPlanned(by, now, (fix.Owner ?? by).Anywhere, Words(fix.Try), fix.Date ?? DefaultFixDate(team, now)),
        IssueCommand.Escalate ask =>
            new IssueEvent.Escalated(by, now, Words(ask.Category) ?? team.EscalationCategories[0], Words(ask.Ask), Words(ask.AlsoHurt), TriageClocks.AnswerBy(team, now))
            {
                ResolveBy = TriageClocks.ResolveBy(team, now),
            },
        IssueCommand.Celebrate celebrate => new IssueEvent.Celebrated(by, now, Words(celebrate.Thanks)),
        IssueCommand.Dismiss dismiss => new IssueEvent.Dismissed(by, now, Words(dismiss.Reason)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no tag"),
    };

    private static IssueDecision DecideRaise(Issue issue, IssueCommand.Raise raise, Actor by, Instant now)
    {
        if (issue.Version > 0) return DecidedBefore(issue, by);
        return Words(raise.Words) is { } words ? Accept(new IssueEvent.Raised(by, now, words)) : Refuse(new Refusal.Missing("words"));
    }

    private static IssueDecision DecideChange(Issue issue, IssueCommand.Change change, Actor by, Instant now, FrontlineTeam team)
    {
        if (issue.Version != change.SeenVersion) return DecidedBefore(issue, by);
        var today = now.InZone(team.TimeZone).Date;
        return (issue.State, change.Decision) switch
        {
            // A date that was promised before may stand although it has passed; only a new one must lie ahead.
            (IssueState.FixingIt fixing, IssueCommand.Fix { Date: { } date }) when date < today && date != fixing.By => Refuse(new Refusal.DateInThePast()),
            (IssueState.FixingIt fixing, IssueCommand.Fix fix) => Accept(Tagged(fix with { Owner = fix.Owner ?? fixing.Owner, Date = fix.Date ?? fixing.By }, by, now, team)),
            (IssueState.EscalatedToManager { Escalation: { Triage: TriageState.Waiting } escalation }, IssueCommand.Escalate ask) =>
                Accept(((IssueEvent.Escalated)Tagged(ask, by, now, team)) with { AnswerBy = escalation.AnswerBy, ResolveBy = escalation.ResolveBy }),
            (IssueState.EscalatedToManager { Escalation.Triage: TriageState.Accepted accepted }, IssueCommand.TriageAccept accept) =>
                TriageDecider.Reassign(accepted, accept, by, now, team),
            (IssueState.Celebrated, IssueCommand.Celebrate) or (IssueState.NotActionable, IssueCommand.Dismiss) => Accept(Tagged(change.Decision, by, now, team)),
            (IssueState.EscalatedToManager, IssueCommand.Escalate) => DecidedBefore(issue, by),
            _ => Refuse(new Refusal.NotNow()),
        };
    }

    private static IssueDecision DecideUndo(Issue issue, IssueCommand.Undo undo, Actor by, Instant now)
    {
        if (undo.SeenVersion is { } seen && seen != issue.Version) return DecidedBefore(issue, by);
        return issue.State switch
        {
            IssueState.Undecided => Refuse(new Refusal.NotNow()),
            IssueState.EscalatedToManager { HasManagersWord: true } => DecidedBefore(issue, by),
            IssueState.FixingIt { Guidance: not null } => issue.LastEvent is { IsManagersWord: true } ? DecidedBefore(issue, by) : Refuse(new Refusal.NotNow()),
            _ => Accept(new IssueEvent.Undone(by, now)),
        };
    }

    private static IssueDecision DecideFinish(Issue issue, IssueCommand.Finish finish, Actor by, Instant now) => issue.State switch
    {
        IssueState.FixingIt => Accept(new IssueEvent.Finished(by, now, finish.Outcome, Words(finish.WhatHappened))),

        // It was too early to tell; this is the answer.
        IssueState.Done { Outcome: Outcome.TooEarly } when finish.Outcome != Outcome.TooEarly =>
            Accept(new IssueEvent.Finished(by, now, finish.Outcome, Words(finish.WhatHappened))),
        IssueState.Done or IssueState.Dropped => DecidedBefore(issue, by),
        _ => Refuse(new Refusal.NotNow()),
    };

    private static IssueDecision DecideDrop(Issue issue, IssueCommand.Drop drop, Actor by, Instant now) => issue.State switch
    {
        IssueState.FixingIt => Words(drop.Reason) is { } reason ? Accept(new IssueEvent.Dropped(by, now, reason)) : Refuse(new Refusal.Missing("reason")),
        IssueState.Dropped or IssueState.Done => DecidedBefore(issue, by),
        _ => Refuse(new Refusal.NotNow()),
    };

    internal static string? Words(string? text) => TypedWords.Of(text);

    internal static IssueDecision Accept(IssueEvent @event) => new IssueDecision.Accepted(@event);

    internal static IssueDecision Refuse(Refusal refusal) => new IssueDecision.Refused(refusal);

    internal static IssueDecision DecidedBefore(Issue issue, Actor by) => Refuse(issue.LastEvent is { } first ? Refusal.DecidedBefore.For(by, first) : new Refusal.NotNow());
}
