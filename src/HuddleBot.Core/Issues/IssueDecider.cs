using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>What a command comes to: one event, or a refusal.</summary>
public abstract record IssueDecision
{
    private IssueDecision() { }

    public sealed record Accepted(IssueEvent Event) : IssueDecision;

    public sealed record Refused(Refusal Refusal) : IssueDecision;
}

/// <summary>Decides about issues: (state, command, now) → one event or a refusal. Pure; whether the person may do it at all is settled before.</summary>
public static class IssueDecider
{
    /// <summary>A fix is due so many working days on, unless somebody says otherwise.</summary>
    public const int FixWorkingDays = 2;

    /// <summary>A manager should answer within so many working days, by <see cref="AnswerTime"/>.</summary>
    public const int AnswerWorkingDays = 2;

    /// <summary>An accepted escalation is due so many working days on.</summary>
    public const int AcceptWorkingDays = 10;

    public static LocalTime AnswerTime { get; } = new(17, 0);

    public static IssueDecision Decide(Issue issue, IssueCommand command, Actor by, Instant now, FrontlineTeam team)
    {
        if (TooLong(command) is { } tooLong) return Refuse(tooLong);
        if (CategoryOf(command) is { } category && !IsKnown(category, issue, team)) return Refuse(new Refusal.Unreadable("category"));
        var today = now.InZone(team.TimeZone).Date;
        if (DateOf(command) is { } far && far > today.PlusYears(IssueLimits.DateYears)) return Refuse(new Refusal.DateTooFar());
        return command switch
        {
            IssueCommand.Raise raise => DecideRaise(issue, raise, by, now),
            IssueCommand.Change change => DecideChange(issue, change, by, now, team),
            IssueCommand.Undo undo => DecideUndo(issue, undo, by, now),
            IssueCommand.Finish finish => DecideFinish(issue, finish, by, now),
            IssueCommand.Drop drop => DecideDrop(issue, drop, by, now),
            IssueCommand.TriageAccept or IssueCommand.TriageDecline or IssueCommand.TriageResolve => DecideTriage(issue, command, by, now, team),
            IssueCommand.FollowTheme follow => ThroughTheme.Decide(issue, follow, by, now),
            _ when issue.State is not IssueState.Undecided => DecidedBefore(issue, by),
            IssueCommand.Fix { Date: { } date } when date < today => Refuse(new Refusal.DateInThePast()),
            IssueCommand.Escalate when team.ManagerChannel is null && team.Managers.Count == 0 => Refuse(new Refusal.NobodyToEscalateTo()),
            _ => Accept(Tagged(command, by, now, team)),
        };
    }

    /// <summary>The date that a fix has by default: a working day of the team.</summary>
    public static LocalDate DefaultFixDate(FrontlineTeam team, Instant now) => team.Calendar.Plus(now.InZone(team.TimeZone).Date, FixWorkingDays);

    public static LocalDate DefaultAcceptDate(FrontlineTeam team, Instant now) => team.Calendar.Plus(now.InZone(team.TimeZone).Date, AcceptWorkingDays);

    private static IssueEvent Tagged(IssueCommand command, Actor by, Instant now, FrontlineTeam team) => command switch
    {
        IssueCommand.Fix fix => new IssueEvent.FixPlanned(by, now, fix.Owner ?? by, Words(fix.Try), fix.Date ?? DefaultFixDate(team, now)),
        IssueCommand.Escalate ask => new IssueEvent.Escalated(by, now, Words(ask.Category) ?? team.EscalationCategories[0], Words(ask.Ask), Words(ask.AlsoHurt), AnswerBy(team, now)),
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
                Accept(((IssueEvent.Escalated)Tagged(ask, by, now, team)) with { AnswerBy = escalation.AnswerBy }),
            (IssueState.EscalatedToManager { Escalation.Triage: TriageState.Accepted accepted }, IssueCommand.TriageAccept accept) =>
                AcceptTriage(accept with { Owner = accept.Owner ?? accepted.Owner, Date = accept.Date ?? accepted.By }, by, now, team, accepted.By),
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
            IssueState.EscalatedToManager { Escalation.Triage: not TriageState.Waiting } => DecidedBefore(issue, by),
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

    private static IssueDecision DecideTriage(Issue issue, IssueCommand command, Actor by, Instant now, FrontlineTeam team)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation.Triage: var triage }) return Refuse(new Refusal.NotNow());
        var open = triage is TriageState.Waiting or TriageState.Accepted;
        return command switch
        {
            IssueCommand.TriageAccept accept => triage is TriageState.Waiting ? AcceptTriage(accept, by, now, team, null) : DecidedBefore(issue, by),
            _ when !open => DecidedBefore(issue, by),
            IssueCommand.TriageDecline decline => Words(decline.Reason) is { } reason ? Accept(new IssueEvent.TriageDeclined(by, now, reason)) : Refuse(new Refusal.Missing("reason")),
            IssueCommand.TriageResolve resolve => Words(resolve.Answer) is { } answer ? Accept(new IssueEvent.TriageResolved(by, now, answer)) : Refuse(new Refusal.Missing("answer")),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no triage"),
        };
    }

    private static IssueDecision AcceptTriage(IssueCommand.TriageAccept accept, Actor by, Instant now, FrontlineTeam team, LocalDate? promised)
    {
        if (accept.Date is { } date && date < now.InZone(team.TimeZone).Date && date != promised) return Refuse(new Refusal.DateInThePast());
        return Accept(new IssueEvent.TriageAccepted(by, now, accept.Owner ?? by, accept.Priority, accept.Date ?? DefaultAcceptDate(team, now)));
    }

    /// <summary>At <see cref="AnswerTime"/> of the team's zone; a time that the clocks skip or repeat is taken leniently: past the gap, the earlier of two.</summary>
    private static Instant AnswerBy(FrontlineTeam team, Instant now) =>
        (team.Calendar.Plus(now.InZone(team.TimeZone).Date, AnswerWorkingDays) + AnswerTime).InZoneLeniently(team.TimeZone).ToInstant();

    private static Refusal.TooLong? TooLong(IssueCommand command) => command switch
    {
        IssueCommand.Change change => TooLong(change.Decision),
        IssueCommand.Raise raise => Check("words", raise.Words),
        IssueCommand.Fix fix => Check("try", fix.Try),
        IssueCommand.Escalate ask => Check("category", ask.Category) ?? Check("ask", ask.Ask) ?? Check("also_hurt", ask.AlsoHurt),
        IssueCommand.Celebrate celebrate => Check("thanks", celebrate.Thanks),
        IssueCommand.Dismiss dismiss => Check("reason", dismiss.Reason),
        IssueCommand.Finish finish => Check("what_happened", finish.WhatHappened),
        IssueCommand.Drop drop => Check("reason", drop.Reason),
        IssueCommand.TriageDecline decline => Check("reason", decline.Reason),
        IssueCommand.TriageResolve resolve => Check("answer", resolve.Answer),
        _ => null,
    };

    private static Refusal.TooLong? Check(string field, string? text) => text?.Length > IssueLimits.Text ? new(field, IssueLimits.Text) : null;

    private static LocalDate? DateOf(IssueCommand command) => command switch
    {
        IssueCommand.Change change => DateOf(change.Decision),
        IssueCommand.Fix fix => fix.Date,
        IssueCommand.TriageAccept accept => accept.Date,
        _ => null,
    };

    private static string? CategoryOf(IssueCommand command) => command switch
    {
        IssueCommand.Change change => CategoryOf(change.Decision),
        IssueCommand.Escalate ask => Words(ask.Category),
        _ => null,
    };

    /// <summary>Of the team's own, or the one that stands: the team's may have changed since.</summary>
    private static bool IsKnown(string category, Issue issue, FrontlineTeam team) =>
        team.EscalationCategories.Any(known => IsSame(known, category)) || (issue.State is IssueState.EscalatedToManager { Escalation.Category: var standing } && IsSame(standing, category));

    /// <summary>Forms show them on one line.</summary>
    private static bool IsSame(string a, string b) => string.Equals(OnOneLine(a), OnOneLine(b), StringComparison.OrdinalIgnoreCase);

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IssueDecision Accept(IssueEvent @event) => new IssueDecision.Accepted(@event);

    private static IssueDecision Refuse(Refusal refusal) => new IssueDecision.Refused(refusal);

    private static IssueDecision DecidedBefore(Issue issue, Actor by) => Refuse(issue.LastEvent is { } first ? Refusal.DecidedBefore.For(by, first) : new Refusal.NotNow());
}
