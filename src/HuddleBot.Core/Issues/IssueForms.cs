using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Promises;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>Which form belongs to a button in the state that the issue is in. Pure.</summary>
internal static class IssueForms
{
    /// <summary>Null: in this state the form makes no sense.</summary>
    /// <param name="slots">The messages that show the issue.</param>
    public static CardContent? Of(FormKind form, FrontlineTeam team, IssueWithResponse item, IReadOnlyList<string> slots, Actor me, int page, Instant now)
    {
        var undecided = item.Issue.State is IssueState.Undecided;
        var escalation = (item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        var triage = escalation?.Triage;
        return form switch
        {
            FormKind.IssueCard => new CardContent.IssueCard(team, item, Audiences.Of(team, me)),
            FormKind.EscalationCard => new CardContent.EscalationCard(team, item, AudienceOf(team, item.Issue, me)) { Zone = team.WorkingTimeOf(me.Id).Zone },
            FormKind.PromiseReminder => PromiseCards.Reminder(team, item, slots),
            FormKind.DidItWork => new CardContent.DidItWork(team, item),
            FormKind.ScoreDrop when item.Drop is not null => new CardContent.ScoreDropCard(team, item, null),
            FormKind.FullComment => new CardContent.FullComment(team, item, page),
            FormKind.Fix when undecided => new CardContent.FixForm(team, item, me, IssueDecider.DefaultFixDate(team, now), IsChange: false),
            FormKind.Escalate when undecided || IssueDecider.MayBeAskedAnew(item.Issue.State) => new CardContent.EscalateForm(team, item, IsChange: false),
            FormKind.Dismiss when undecided => new CardContent.DismissForm(team, item, IsChange: false),
            FormKind.Celebrate when undecided || item.Issue.State is IssueState.Celebrated => new CardContent.CelebrateForm(team, item, IsChange: !undecided),
            FormKind.Drop when item.Issue.State is IssueState.FixingIt => new CardContent.DropForm(team, item),
            FormKind.Done when item.Issue.State is IssueState.FixingIt or IssueState.Done { Outcome: Outcome.TooEarly } => new CardContent.DoneForm(team, item),
            FormKind.Change => item.Issue.State switch
            {
                IssueState.FixingIt fixing => new CardContent.FixForm(team, item, fixing.Owner, fixing.By, IsChange: true),
                IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting } => new CardContent.EscalateForm(team, item, IsChange: true),
                IssueState.Celebrated => new CardContent.CelebrateForm(team, item),
                IssueState.NotActionable => new CardContent.DismissForm(team, item, IsChange: true),
                _ => null,
            },
            FormKind.Accept when triage is TriageState.Waiting or TriageState.Asked { Acceptance: null } => new CardContent.AcceptForm(team, item, me, IssueDecider.DefaultAcceptDate(team, escalation, now), IsChange: false),
            FormKind.Accept or FormKind.TriageChange when triage is TriageState.Accepted accepted => new CardContent.AcceptForm(team, item, accepted.Owner, accepted.By),
            FormKind.Decline when IsOpen(triage) => new CardContent.DeclineForm(team, item),
            FormKind.Resolve when IsOpen(triage) => new CardContent.ResolveForm(team, item),
            FormKind.Ask when IsManagersTurn(triage) => new CardContent.AskForm(team, item),
            FormKind.Return when IsOpen(triage) => new CardContent.ReturnForm(team, item),
            FormKind.Snooze when IsManagersTurn(triage) => new CardContent.SnoozeForm(team, item, TriageClocks.DefaultSnooze(team, now)),
            FormKind.Merge when IsOpen(triage) => new CardContent.MergeForm(team, item, []),
            FormKind.AnswerQuestion when triage is TriageState.Asked => new CardContent.AnswerQuestionForm(team, item),
            FormKind.Reopen when triage is TriageState.Declined or TriageState.Resolved => new CardContent.ReopenForm(team, item),
            _ => null,
        };
    }

    /// <summary>Managers decide in it on what they have seen. The form of what is accepted shows what stands.</summary>
    public static bool Decides(FormKind form) =>
        form is FormKind.Accept or FormKind.Decline or FormKind.Resolve or FormKind.Ask or FormKind.Return or FormKind.Snooze or FormKind.Merge;

    /// <summary>Who owns it decides on it, wherever they look at it.</summary>
    private static Audience AudienceOf(FrontlineTeam team, Issue issue, Actor me) =>
        Authorization.MayDecide(team, issue, me.Id, Right.TriageOrOwn) is null ? Audience.Manager : Audience.Member;

    private static bool IsManagersTurn(TriageState? triage) => triage is TriageState.Waiting or TriageState.Accepted;

    private static bool IsOpen(TriageState? triage) => IsManagersTurn(triage) || triage is TriageState.Asked;
}
