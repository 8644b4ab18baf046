using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>Where an issue stands, in lines; the first says it, the others give the details. What people typed is shortened.</summary>
internal static class DecisionWords
{
    /// <summary>Empty while undecided.</summary>
    public static IReadOnlyList<string> Decision(this CardWriter write, IssueState state, FrontlineTeam team) => state switch
    {
        IssueState.Undecided => [],
        IssueState.FixingIt fix => [write.Fixing(fix), .. write.Optional(Phrases.States.Try, fix.Try)],
        IssueState.EscalatedToManager { DecidedBy: var who, Escalation: var escalation } =>
        [
            write.Say(Phrases.States.Escalated, CardWriter.Name(who), DisplayText.Line(escalation.Category, CardLengths.Category)),
            .. write.Optional(Phrases.States.Ask, escalation.Ask),
            .. write.Optional(Phrases.States.AlsoHurt, escalation.AlsoHurt),
            write.Triage(escalation, team, CardLengths.Typed),
        ],
        IssueState.Celebrated celebrated => [write.Say(Phrases.States.Celebrated, CardWriter.Name(celebrated.DecidedBy)), .. write.Optional(Phrases.States.Thanks, celebrated.Thanks)],
        IssueState.NotActionable { DecidedBy: var who, Reason: var reason } =>
        [
            Typed(reason) is { } why ? write.Say(Phrases.States.NotActionableBecause, CardWriter.Name(who), why) : write.Say(Phrases.States.NotActionable, CardWriter.Name(who)),
        ],
        IssueState.Done done =>
        [
            write.Say(Outcome(done.Outcome), CardWriter.Name(done.DecidedBy)),
            .. write.Optional(Phrases.States.WhatHappened, done.WhatHappened),
        ],
        _ => throw new InvalidOperationException($"{state.GetType().Name} is no state"),
    };

    /// <summary>The same in one short line.</summary>
    public static string StateLine(this CardWriter write, IssueState state, FrontlineTeam team) => state switch
    {
        IssueState.Undecided => write.Say(Phrases.States.Undecided),
        IssueState.EscalatedToManager { Escalation: { Triage: not TriageState.Waiting } escalation } => DisplayText.Line(write.Triage(escalation, team, CardLengths.Typed), CardLengths.Quote),
        _ => DisplayText.Line(write.Decision(state, team)[0], CardLengths.Quote),
    };

    /// <summary>The manager's side.</summary>
    public static string Triage(this CardWriter write, Escalation escalation, FrontlineTeam team, int limit) => escalation.Triage switch
    {
        TriageState.Waiting => write.Say(Phrases.States.Waiting, write.Moment(escalation.AnswerBy, team)),
        TriageState.Accepted accepted => write.Say(
            accepted.Priority == Priority.High ? Phrases.States.AcceptedUrgent : Phrases.States.Accepted,
            CardWriter.Name(accepted.DecidedBy), CardWriter.Name(accepted.Owner), write.Day(accepted.By)),
        TriageState.Declined declined => write.Say(Phrases.States.Declined, CardWriter.Name(declined.DecidedBy), DisplayText.Shorten(DisplayText.Clean(declined.Reason), limit)),
        TriageState.Resolved resolved => write.Say(Phrases.States.Resolved, CardWriter.Name(resolved.DecidedBy), DisplayText.Shorten(DisplayText.Clean(resolved.Answer), limit)),
        _ => throw new InvalidOperationException($"{escalation.Triage.GetType().Name} is no state"),
    };

    /// <summary>The phrase with what somebody typed; nothing where nothing was typed.</summary>
    public static IEnumerable<string> Optional(this CardWriter write, Phrase phrase, string? typed, int limit = CardLengths.Typed) =>
        Typed(typed, limit) is { } text ? [write.Say(phrase, text)] : [];

    public static string? Typed(string? typed, int limit = CardLengths.Typed) =>
        typed is not null && DisplayText.Clean(typed) is { Length: > 0 } clean ? DisplayText.Shorten(clean, limit) : null;

    private static string Fixing(this CardWriter write, IssueState.FixingIt fix) => fix.DecidedBy.Id == fix.Owner.Id
        ? write.Say(Phrases.States.Fixing, CardWriter.Name(fix.Owner), write.Day(fix.By))
        : write.Say(Phrases.States.FixingFor, CardWriter.Name(fix.Owner), write.Day(fix.By), CardWriter.Name(fix.DecidedBy));

    private static Phrase Outcome(Outcome outcome) => outcome switch
    {
        Core.Issues.Outcome.Yes => Phrases.States.Worked,
        Core.Issues.Outcome.Partly => Phrases.States.PartlyWorked,
        _ => Phrases.States.DidNotWork,
    };
}
