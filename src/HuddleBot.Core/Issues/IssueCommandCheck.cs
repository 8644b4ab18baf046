using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>What a command says, whatever state the issue is in: texts that are too long, dates that nobody means, a category or group that there is not. Pure.</summary>
internal static class IssueCommandCheck
{
    /// <summary>Null: nothing is wrong with the words themselves.</summary>
    public static Refusal? WhyNot(IssueCommand command, Issue issue, FrontlineTeam team, LocalDate today)
    {
        if (command is IssueCommand.Change change) return WhyNot(change.Decision, issue, team, today);
        if (TooLong(command) is { } tooLong) return tooLong;
        if (command is IssueCommand.Escalate { Category: { } category } && IssueDecider.Words(category) is not null && !IsKnown(category, issue, team))
            return new Refusal.Unreadable(Verbs.Inputs.Category);
        if (command is IssueCommand.TriageAccept { Group: { } group } && IssueDecider.Words(group) is { } id && team.Company.FindGroup(id) is null) return new Refusal.Unreadable(Verbs.Inputs.Group);
        return DateOf(command) is { } far && far > today.PlusYears(IssueLimits.DateYears) ? new Refusal.DateTooFar() : null;
    }

    private static Refusal.TooLong? TooLong(IssueCommand command) => command switch
    {
        IssueCommand.Raise raise => Check(Verbs.Inputs.Words, raise.Words),
        IssueCommand.Fix fix => Check(Verbs.Inputs.Try, fix.Try),
        IssueCommand.Escalate ask => Check(Verbs.Inputs.Category, ask.Category) ?? Check(Verbs.Inputs.Ask, ask.Ask) ?? Check(Verbs.Inputs.AlsoHurt, ask.AlsoHurt),
        IssueCommand.Celebrate celebrate => Check(Verbs.Inputs.Thanks, celebrate.Thanks),
        IssueCommand.Dismiss dismiss => Check(Verbs.Inputs.Reason, dismiss.Reason),
        IssueCommand.Finish finish => Check(Verbs.Inputs.WhatHappened, finish.WhatHappened),
        IssueCommand.Drop drop => Check(Verbs.Inputs.Reason, drop.Reason),
        IssueCommand.TriageDecline decline => Check(Verbs.Inputs.Reason, decline.Reason),
        IssueCommand.TriageResolve resolve => Check(Verbs.Inputs.Answer, resolve.Answer),
        IssueCommand.TriageAsk ask => Check(Verbs.Inputs.Question, ask.Question),
        IssueCommand.TriageReturn back => Check(Verbs.Inputs.Guidance, back.Guidance),
        IssueCommand.TriageMerge merge => Check(Verbs.Inputs.Title, merge.Title),
        IssueCommand.AnswerQuestion answer => Check(Verbs.Inputs.Answer, answer.Words),
        IssueCommand.Reopen reopen => Check(Verbs.Inputs.Reason, reopen.Reason),
        _ => null,
    };

    private static Refusal.TooLong? Check(string field, string? text) => text?.Length > IssueLimits.Text ? new(field, IssueLimits.Text) : null;

    private static LocalDate? DateOf(IssueCommand command) => command switch
    {
        IssueCommand.Fix fix => fix.Date,
        IssueCommand.TriageAccept accept => accept.Date,
        IssueCommand.TriageSnooze snooze => snooze.Until,
        _ => null,
    };

    /// <summary>Of the team's own, or the one that stands: the team's may have changed since.</summary>
    private static bool IsKnown(string category, Issue issue, FrontlineTeam team) =>
        team.EscalationCategories.Any(known => IsSame(known, category)) || (issue.State is IssueState.EscalatedToManager { Escalation.Category: var standing } && IsSame(standing, category));

    /// <summary>Forms show them on one line.</summary>
    private static bool IsSame(string a, string b) => string.Equals(OnOneLine(a), OnOneLine(b), StringComparison.OrdinalIgnoreCase);

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
