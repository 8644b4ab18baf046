using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using NodaTime;
using static HuddleBot.Core.Issues.IssueDecider;

namespace HuddleBot.Core.Issues;

/// <summary>Decides about escalations: what managers say, and what the team answers them. Pure.</summary>
internal static class TriageDecider
{
    public static bool IsTriage(IssueCommand command) => command is IssueCommand.TriageAccept or IssueCommand.TriageDecline or IssueCommand.TriageResolve or IssueCommand.TriageAsk
        or IssueCommand.TriageReturn or IssueCommand.TriageSnooze or IssueCommand.TriageMerge or IssueCommand.TriageSplit;

    public static IssueDecision Decide(Issue issue, IssueCommand command, Actor by, Instant now, FrontlineTeam team)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation: var escalation } escalated) return TooLate(issue, by);
        var triage = escalation.Triage;

        // Whatever settles it does so as well when it is already somebody's, or when the team still owes an answer.
        var isOpen = triage is TriageState.Waiting or TriageState.Asked or TriageState.Accepted;
        return command switch
        {
            IssueCommand.TriageAccept accept => triage is TriageState.Waiting or TriageState.Asked { Acceptance: null } ? AcceptTriage(accept, by, now, team, escalation) : DecidedBefore(issue, by),
            IssueCommand.TriageSplit => triage is TriageState.Merged ? Accept(new IssueEvent.TriageSplit(by, now, TriageClocks.AnswerBy(team, now))) : TooLate(issue, by),
            _ when !isOpen => DecidedBefore(issue, by),
            IssueCommand.TriageAsk or IssueCommand.TriageSnooze when triage is TriageState.Asked => DecidedBefore(issue, by),
            IssueCommand.TriageAsk ask =>
                With(ask.Question, Verbs.Inputs.Question, question => new IssueEvent.TriageAsked(by, now, question, TriageClocks.QuestionBy(team, escalated.DecidedBy.Id, now))),
            IssueCommand.TriageSnooze snooze => DecideSnooze(issue, escalated, snooze.Until ?? TriageClocks.DefaultSnooze(team, now), by, now, team),
            IssueCommand.TriageDecline decline => With(decline.Reason, Verbs.Inputs.Reason, reason => new IssueEvent.TriageDeclined(by, now, reason)),
            IssueCommand.TriageResolve resolve => With(resolve.Answer, Verbs.Inputs.Answer, answer => new IssueEvent.TriageResolved(by, now, answer)),
            IssueCommand.TriageReturn back =>
                With(back.Guidance, Verbs.Inputs.Guidance, guidance => new IssueEvent.TriageReturned(by, now, guidance, escalated.DecidedBy.Anywhere, DefaultFixDate(team, now))),
            IssueCommand.TriageMerge merge => With(merge.Title, Verbs.Inputs.Title, title => new IssueEvent.TriageMerged(by, now, merge.Theme, title)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no triage"),
        };
    }

    /// <summary>Other owner, priority or date of what is accepted. What is left empty stays, save that a person who is named works alone unless a group is named too.</summary>
    public static IssueDecision Reassign(TriageState.Accepted standing, IssueCommand.TriageAccept accept, Actor by, Instant now, FrontlineTeam team)
    {
        var isUntouched = accept.Owner is null && Words(accept.Group) is null;
        var changed = accept with { Owner = isUntouched ? standing.Owner : accept.Owner, Date = accept.Date ?? standing.By };
        var decision = AcceptTriage(changed, by, now, team, null, standing, isUntouched ? standing.Group : null);
        return decision is IssueDecision.Accepted { Event: IssueEvent.TriageAccepted e }
            && (e.Owner.Id, e.Priority, e.Date, e.Group?.Id) == (standing.Owner.Id, standing.Priority, standing.By, standing.Group?.Id)
                ? new IssueDecision.Unchanged()
                : decision;
    }

    /// <summary>The team answers a question, says whether an answer helped, or asks for one again (as a manager may).</summary>
    public static IssueDecision DecideAnswer(Issue issue, IssueCommand command, Actor by, Instant now, FrontlineTeam team)
    {
        if (issue.State is not IssueState.EscalatedToManager { Escalation.Triage: var triage }) return TooLate(issue, by);
        return (triage, command) switch
        {
            (TriageState.Asked, IssueCommand.AnswerQuestion answer) => With(answer.Words, Verbs.Inputs.Answer, words =>
                new IssueEvent.QuestionAnswered(by, now, words, TriageClocks.AnswerBy(team, now)) { MessageId = answer.MessageId, EditedAt = answer.EditedAt }),
            (_, IssueCommand.AnswerQuestion answer) => DecideRewording(issue, answer, by, now),
            (TriageState.Declined or TriageState.Resolved, IssueCommand.Reopen reopen) => Accept(new IssueEvent.Reopened(by, now, Words(reopen.Reason), TriageClocks.AnswerBy(team, now))
            {
                ResolveBy = TriageClocks.ResolveBy(team, now), IsByManager = Authorization.MayTriage(team, by.Id) is null,
            }),
            (TriageState.Resolved, IssueCommand.SayHelped { Outcome: Outcome.TooEarly }) => Refuse(new Refusal.Unreadable(Verbs.Inputs.Outcome)),
            (TriageState.Resolved resolved, IssueCommand.SayHelped said) when resolved.Helped != said.Outcome => Accept(new IssueEvent.AnswerHelped(by, now, said.Outcome)),
            _ => TooLate(issue, by),
        };
    }

    /// <summary>One step back, as long as the team has not acted on it.</summary>
    public static IssueDecision DecideUndo(Issue issue, IssueCommand.TriageUndo undo, Actor by, Instant now)
    {
        if (undo.SeenVersion is { } seen ? seen != issue.Version : issue.LastEvent is IssueEvent.TriageUndone) return DecidedBefore(issue, by);
        return (issue.State, issue.LastEvent) switch
        {
            (IssueState.EscalatedToManager { BeforeTriage: not null }, _) or (IssueState.FixingIt { Guidance: not null }, IssueEvent.TriageReturned) => Accept(new IssueEvent.TriageUndone(by, now)),
            (IssueState.FixingIt { Guidance: not null } or IssueState.Done { Fix.Guidance: not null } or IssueState.Dropped { Fix.Guidance: not null }, _) => DecidedBefore(issue, by),
            _ => TooLate(issue, by),
        };
    }

    /// <summary>Its clock is a fair one once it is back: the one that it had, or a whole working day of whose turn it is then.</summary>
    private static IssueDecision DecideSnooze(Issue issue, IssueState.EscalatedToManager escalated, LocalDate until, Actor by, Instant now, FrontlineTeam team)
    {
        var escalation = escalated.Escalation;
        if (until <= now.InZone(team.TimeZone).Date) return Refuse(new Refusal.DateInThePast());
        if (escalation.SnoozedUntil == until) return DecidedBefore(issue, by);

        // Put off once more, it has the clock that follows from this day, not from the one before.
        var had = escalation.SnoozedUntil is null ? escalation : escalated.BeforeTriage?.Escalation;
        if (escalation.Triage is not TriageState.Accepted accepted)
        {
            var answerBy = TriageClocks.AnswerAfterReturn(team, until);
            return Accept(new IssueEvent.TriageSnoozed(by, now, until) { AnswerBy = had is null ? answerBy : Instant.Max(had.AnswerBy, answerBy) });
        }

        var day = TriageClocks.DayOfReturn(team, until, accepted.Owner.Id);
        return Accept(new IssueEvent.TriageSnoozed(by, now, until) { Date = had?.Triage is TriageState.Accepted { By: var promised } ? LocalDate.Max(promised, day) : day });
    }

    /// <summary>The message that was the answer has other words now. It still is the answer as long as nothing came of it.</summary>
    private static IssueDecision DecideRewording(Issue issue, IssueCommand.AnswerQuestion answer, Actor by, Instant now)
    {
        if (issue.LastEvent is not IssueEvent.QuestionAnswered { MessageId: { } message } first || message != answer.MessageId) return TooLate(issue, by);
        if (Words(answer.Words) is not { } words || words == first.Words || answer.EditedAt is null || answer.EditedAt <= first.EditedAt) return DecidedBefore(issue, by);
        return Accept(first with { By = by, At = now, Words = words, EditedAt = answer.EditedAt });
    }

    /// <param name="was">How it is accepted already; null: it is not.</param>
    /// <param name="standing">The group, where none is named.</param>
    private static IssueDecision AcceptTriage(
        IssueCommand.TriageAccept accept, Actor by, Instant now, FrontlineTeam team, Escalation? escalation, TriageState.Accepted? was = null, OwningGroup? standing = null)
    {
        if (accept.Date is { } date && date < now.InZone(team.TimeZone).Date && date != was?.By) return Refuse(new Refusal.DateInThePast());
        var group = Words(accept.Group) is { } id ? team.Company.FindGroup(id) : null;
        var owner = accept.Owner ?? (group is null || group.Lead == by.Id ? by : new Actor(group.Lead, group.Name));
        return Accept(new IssueEvent.TriageAccepted(by, now, owner.Anywhere, accept.Priority, accept.Date ?? DefaultAcceptDate(team, escalation, now))
        {
            Group = group is null ? standing : new(group.Id, group.Name),
            Was = was is null ? null : new(was.Owner, was.Priority, was.By, was.Group),
        });
    }

    private static IssueDecision With(string? text, string input, Func<string, IssueEvent> decided) =>
        Words(text) is { } words ? Accept(decided(words)) : Refuse(new Refusal.Missing(input));

    /// <summary>It does not stand so that this makes sense: because somebody was first, or because nobody ever asked a manager.</summary>
    private static IssueDecision TooLate(Issue issue, Actor by) => issue.LastEvent is { IsManagersWord: true } or IssueEvent.QuestionAnswered or IssueEvent.Reopened or IssueEvent.AnswerHelped
        ? DecidedBefore(issue, by)
        : Refuse(new Refusal.NotNow());
}
