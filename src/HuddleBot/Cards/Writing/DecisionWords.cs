using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Cards.Writing;

/// <summary>Where an issue stands, in lines; the first says it, the others give the details. What people typed is shortened.</summary>
internal static class DecisionWords
{
    /// <summary>Empty while undecided. What was raised as a promise says its words once: they stand above already.</summary>
    public static IReadOnlyList<string> Decision(this CardWriter write, Issue issue, FrontlineTeam team) => write.Decision(
        issue.State switch
        {
            IssueState.FixingIt fix => WithoutWordsOf(issue, fix),
            IssueState.Done done => done with { Fix = WithoutWordsOf(issue, done.Fix) },
            IssueState.Dropped dropped => dropped with { Fix = WithoutWordsOf(issue, dropped.Fix) },
            _ => issue.State,
        },
        team);

    private static IssueState.FixingIt WithoutWordsOf(Issue issue, IssueState.FixingIt fix) => fix.Try == issue.RaisedWords ? fix with { Try = null } : fix;

    private static IReadOnlyList<string> Decision(this CardWriter write, IssueState state, FrontlineTeam team) => state switch
    {
        IssueState.Undecided => [],
        IssueState.FixingIt fix => [write.Fixing(fix), .. write.SentBack(fix.Guidance, CardLengths.Typed), .. write.Optional(Phrases.States.Try, fix.Try)],
        IssueState.EscalatedToManager { DecidedBy: var who, Escalation: var escalation, SentBack: var sentBack } =>
        [
            write.Say(Phrases.States.Escalated, CardWriter.Name(who), DisplayText.Line(escalation.Category, CardLengths.Category)),
            .. write.Optional(Phrases.States.Ask, escalation.Ask),
            .. write.Optional(Phrases.States.AlsoHurt, escalation.AlsoHurt),
            .. write.Before(sentBack),
            .. write.Exchanged(escalation.Exchange, CardLengths.Typed),
            write.Triage(escalation, team, CardLengths.Typed),
            .. write.Helped(escalation.Triage),
        ],
        IssueState.Celebrated celebrated => [write.Say(Phrases.States.Celebrated, CardWriter.Name(celebrated.DecidedBy)), .. write.Optional(Phrases.States.Thanks, celebrated.Thanks)],
        IssueState.NotActionable { DecidedBy: var who, Reason: var reason } =>
        [
            Typed(reason, write.Room.Of(CardLengths.Typed)) is { } why ? write.Say(Phrases.States.NotActionableBecause, CardWriter.Name(who), why) : write.Say(Phrases.States.NotActionable, CardWriter.Name(who)),
        ],
        _ => write.Settled(state),
    };

    /// <summary>A fix that is over, one way or the other.</summary>
    private static IReadOnlyList<string> Settled(this CardWriter write, IssueState state) => state switch
    {
        IssueState.Done done =>
        [
            write.Say(Outcome(done.Outcome), CardWriter.Name(done.DecidedBy)),
            .. write.Optional(Phrases.States.Tried, done.Fix.Try),
            .. write.Optional(Phrases.States.WhatHappened, done.WhatHappened),
        ],
        IssueState.Dropped { DecidedBy: var who, Reason: var reason } dropped =>
        [
            Typed(reason, write.Room.Of(CardLengths.Typed)) is { } why ? write.Say(Phrases.States.DroppedBecause, CardWriter.Name(who), why) : write.Say(Phrases.States.Dropped, CardWriter.Name(who)),
            .. write.Optional(Phrases.States.Planned, dropped.Fix.Try),
        ],
        _ => throw new InvalidOperationException($"{state.GetType().Name} is no state"),
    };

    /// <summary>The same in one short line.</summary>
    public static string StateLine(this CardWriter write, IssueState state, FrontlineTeam team) => state switch
    {
        IssueState.Undecided => write.Say(Phrases.States.Undecided),
        IssueState.EscalatedToManager { Escalation: { Triage: not TriageState.Waiting } escalation } => DisplayText.Line(write.Triage(escalation, team, CardLengths.Typed), write.Room.Of(CardLengths.Quote)),
        _ => DisplayText.Line(write.Decision(state, team)[0], write.Room.Of(CardLengths.Quote)),
    };

    /// <summary>What the manager said who sent it back; nothing where the team decided itself.</summary>
    public static IEnumerable<string> SentBack(this CardWriter write, Guidance? guidance, int limit) =>
        guidance is not null && Typed(guidance.Words, write.Room.Of(limit)) is { } words ? [write.Say(Phrases.States.SentBack, CardWriter.Name(guidance.By), words)] : [];

    /// <summary>What a manager had said who sent it back, and what the team made of that before it asked anew.</summary>
    public static IEnumerable<string> Before(this CardWriter write, IssueState? sentBack) =>
    [
        .. write.SentBack(Guidance.In(sentBack), CardLengths.Typed),
        .. sentBack switch
        {
            null => [],
            IssueState.FixingIt fix => write.Optional(Phrases.States.Tried, fix.Try),
            var settled => write.Settled(settled),
        },
    ];

    /// <summary>The manager's side, as the team reads it.</summary>
    public static string Triage(this CardWriter write, Escalation escalation, FrontlineTeam team, int limit) => escalation.Triage switch
    {
        TriageState.Waiting when write.IsPutOff(escalation, team) => write.Say(Phrases.States.WillBeLookedAt, write.Day(escalation.SnoozedUntil!.Value)),
        TriageState.Waiting => write.Say(write.IsPast(escalation.AnswerBy) ? Phrases.States.WaitingPast : Phrases.States.Waiting, write.Moment(escalation.AnswerBy, team)),
        TriageState.Asked asked => write.Say(Phrases.States.Asked, write.Moment(asked.AnswerBy, team)),
        TriageState.Merged { Owner: { } owner, By: { } by } merged =>
            write.Say(Phrases.States.MergedAndAccepted, write.OwnerOf(owner, merged.Group), write.Day(by), DisplayText.Line(merged.Title, CardLengths.Name)),
        TriageState.Merged merged => write.Say(Phrases.States.Merged, DisplayText.Line(merged.Title, CardLengths.Name)),
        TriageState.Accepted { Priority: Priority.High } accepted => write.Say(Phrases.Lines.Then, write.Accepted(accepted), write.Say(Phrases.States.HighPriority)),
        TriageState.Accepted accepted => write.Accepted(accepted),
        TriageState.Declined declined => write.Say(Phrases.States.Declined, CardWriter.Name(declined.DecidedBy), DisplayText.Shorten(DisplayText.Clean(declined.Reason), write.Room.Of(limit))),
        TriageState.Resolved resolved => write.Say(Phrases.States.Resolved, CardWriter.Name(resolved.DecidedBy), DisplayText.Shorten(DisplayText.Clean(resolved.Answer), write.Room.Of(limit))),
        _ => throw new InvalidOperationException($"{escalation.Triage.GetType().Name} is no state"),
    };

    /// <summary>The phrase with what somebody typed; nothing where nothing was typed.</summary>
    public static IEnumerable<string> Optional(this CardWriter write, Phrase phrase, string? typed, int limit = CardLengths.Typed) =>
        Typed(typed, write.Room.Of(limit)) is { } text ? [write.Say(phrase, text)] : [];

    public static string? Typed(string? typed, int limit) =>
        typed is not null && DisplayText.Clean(typed) is { Length: > 0 } clean ? DisplayText.Shorten(clean, limit) : null;

    /// <summary>Who sees to it by when; who decided that is only named where it is another.</summary>
    public static string Commitment(this CardWriter write, Phrase own, Phrase forAnother, Actor decidedBy, Actor owner, LocalDate date, OwningGroup? group = null) => decidedBy.Id == owner.Id
        ? write.Say(own, write.OwnerOf(owner, group), write.Day(date))
        : write.Say(forAnother, write.OwnerOf(owner, group), write.Day(date), CardWriter.Name(decidedBy));

    private static string Fixing(this CardWriter write, IssueState.FixingIt fix) =>
        write.Commitment(Phrases.States.Fixing, Phrases.States.FixingFor, fix.DecidedBy, fix.Owner, fix.By);

    private static string Accepted(this CardWriter write, TriageState.Accepted accepted) =>
        write.Commitment(Phrases.States.Accepted, Phrases.States.AcceptedFor, accepted.DecidedBy, accepted.Owner, accepted.By, accepted.Group);

    private static Phrase Outcome(Outcome outcome) => outcome switch
    {
        Core.Issues.Outcome.Yes => Phrases.States.Worked,
        Core.Issues.Outcome.Partly => Phrases.States.PartlyWorked,
        Core.Issues.Outcome.TooEarly => Phrases.States.TooEarly,
        _ => Phrases.States.DidNotWork,
    };
}
