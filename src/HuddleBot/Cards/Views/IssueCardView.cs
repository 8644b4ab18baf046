using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>A comment with its decision.</summary>
/// <param name="Words">The customer's own; null where there are none.</param>
/// <param name="Decision">Empty while undecided.</param>
/// <param name="ActionsId">Tells the row of buttons apart, and from what it was before.</param>
internal sealed record IssueCardView(
    [property: ShownOn(Platform.Slack)] string Headline, string? Words, string Context, IReadOnlyList<LineView> Decision, [property: ShownOn(Platform.Slack)] string ActionsId,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    /// <summary>Calling the customer back; empty where nobody has to.</summary>
    public required IReadOnlyList<LineView> Call { get; init; }

    [ShownOn(Platform.Slack)]
    public required string CallActionsId { get; init; }

    [ShownOn(Platform.Slack)]
    public required IReadOnlyList<ButtonView> CallButtons { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> CallRows { get; init; }

    [ShownOn(Platform.Teams)]
    public required IssueOnTeams OnTeams { get; init; }

    public static IssueCardView From(CardContent.IssueCard card, CardWriter write)
    {
        var item = card.Item;
        var comment = write.Room.Of(CardLengths.Comment);
        List<ButtonView> buttons = [.. ButtonsOf(item, write)];
        var isLonger = IssueWords.AreLongerThan(item, comment);
        var showAll = new ButtonView(Verbs.Show, write.Say(Phrases.Buttons.ShowAll), item.Issue.Id.ToString(), Primary: false);
        return new(
            write.Headline(item),
            IssueWords.Words(item, comment),
            write.Context(item, card.Team),
            [.. write.Decision(item.Issue, card.Team).Select((text, i) => new LineView(text, Strong: i == 0))],
            ButtonRow.IdOf("actions", item.Issue),
            isLonger ? [.. buttons, showAll] : buttons)
        {
            Summary = write.Notice(item),
            Call = [.. write.Call(item, card.Team).Select((text, i) => new LineView(text, Strong: i == 0))],
            CallActionsId = ButtonRow.IdOf("call", item.Issue),
            CallButtons = write.CallButtons(item),
            CallRows = RowView.Of([.. write.CallButtons(item)], _ => null, write),
            OnTeams = IssueOnTeams.From(card, buttons, isLonger ? [showAll] : [], write),
        };
    }

    /// <summary>What the team can decide as it stands.</summary>
    internal static IEnumerable<ButtonView> ButtonsOf(IssueWithResponse item, CardWriter write) =>
        VerbsOf(item).Select((button, i) => new ButtonView(button.Verb, write.Say(button.Label), item.Issue.Id.ToString(), i == 0 && button.IsPrimary));

    private static (string Verb, Phrase Label, bool IsPrimary)[] VerbsOf(IssueWithResponse item)
    {
        (string, Phrase, bool) change = (Verbs.Change, Phrases.Buttons.Change, false), undo = (Verbs.Undo, Phrases.Buttons.Undo, false);
        (string, Phrase, bool) escalate = (Verbs.Escalate, Phrases.Buttons.EscalateAnew, false);
        return item.Issue.State switch
        {
            IssueState.Undecided when item.Drop is not null => [(Verbs.Fix, Phrases.Buttons.Fix, true), (Verbs.Escalate, Phrases.Buttons.Escalate, false), (Verbs.Dismiss, Phrases.Buttons.Dismiss, false)],
            IssueState.Undecided => UndecidedVerbs(item.Response?.Score?.Sentiment == Sentiment.Promoter),
            // What a manager has said is not the team's to take back.
            IssueState.FixingIt { Guidance: not null } => [(Verbs.Done, Phrases.Buttons.Done, true), change, (Verbs.Drop, Phrases.Buttons.Drop, false), escalate],
            IssueState.FixingIt => [(Verbs.Done, Phrases.Buttons.Done, true), change, (Verbs.Drop, Phrases.Buttons.Drop, false), undo],
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting, HasManagersWord: var isHeard } => isHeard ? [change] : [change, undo],
            // With the manager's answer it is no longer the team's to take back.
            IssueState.EscalatedToManager { Escalation.Triage: var triage } => AnsweredVerbs(triage),
            _ when IssueDecider.MayBeAskedAnew(item.Issue.State) => [escalate, undo],
            IssueState.Done { Outcome: Outcome.TooEarly } => [(Verbs.Done, Phrases.Buttons.DidItWork, true), undo],
            IssueState.Done or IssueState.Dropped => [undo],
            _ => [change, undo],
        };
    }

    /// <summary>What the team can say to the manager's answer.</summary>
    private static (string, Phrase, bool)[] AnsweredVerbs(TriageState triage)
    {
        (string, Phrase, bool) helped = (Verbs.Helped, Phrases.Buttons.Helped, true), partly = (Verbs.PartlyHelped, Phrases.Buttons.PartlyHelped, false);
        (string, Phrase, bool) failed = (Verbs.DidNotHelp, Phrases.Buttons.DidNotHelp, false);
        (string Verb, Phrase Label, bool) reopen = (Verbs.TriageReopen, Phrases.Buttons.Reopen, true);
        return triage switch
        {
            TriageState.Asked => [(Verbs.AnswerQuestion, Phrases.Buttons.Answer, true)],
            TriageState.Declined => [(reopen.Verb, reopen.Label, false)],
            TriageState.Resolved { Helped: null } => [helped, partly, failed],
            TriageState.Resolved { Helped: Outcome.Yes } => [partly, failed],
            TriageState.Resolved { Helped: Outcome.Partly } => [helped, failed, (reopen.Verb, reopen.Label, false)],
            TriageState.Resolved => [reopen, helped, partly],
            _ => [],
        };
    }

    private static (string, Phrase, bool)[] UndecidedVerbs(bool isPromoter)
    {
        (string, Phrase, bool) fix = (Verbs.Fix, Phrases.Buttons.Fix, true), escalate = (Verbs.Escalate, Phrases.Buttons.Escalate, true);
        (string, Phrase, bool) celebrate = (Verbs.Celebrate, Phrases.Buttons.Celebrate, true), dismiss = (Verbs.Dismiss, Phrases.Buttons.Dismiss, true);
        return isPromoter ? [celebrate, fix, escalate, dismiss] : [fix, escalate, celebrate, dismiss];
    }
}

/// <param name="Title">The score, or that a colleague raised it.</param>
/// <param name="Tone">The colour of the title, which says the same: <c>Attention</c> or <c>Default</c>. (The green of some clients is too light to read on white.)</param>
/// <param name="RaisedBy">Null for a customer's comment.</param>
/// <param name="ShowAll">To the whole comment, where there is more of it.</param>
/// <param name="Managers">What a manager can decide; empty for everybody else.</param>
internal sealed record IssueOnTeams(
    [property: OurWords] string Title, string Tone, string? RaisedBy, AboutView About, IReadOnlyList<ButtonView> ShowAll, IReadOnlyList<RowView> Managers, IReadOnlyList<RowView> Rows,
    IReadOnlyList<string> RefreshFor)
{
    public static IssueOnTeams From(CardContent.IssueCard card, IReadOnlyList<ButtonView> buttons, IReadOnlyList<ButtonView> showAll, CardWriter write)
    {
        var item = card.Item;
        var triage = card.Audience == Audience.Manager ? WithoutThose(TriageButtons.Of(item, write), buttons) : [];
        var isRaised = item.Response is null && item.Issue.RaisedBy is not null;
        return new(
            isRaised ? write.Say(Phrases.Lines.RaisedTitle) : write.Headline(item),
            item.Response?.Score?.Sentiment == Sentiment.Detractor ? "Attention" : "Default",
            isRaised ? write.Headline(item) : null,
            AboutView.Of(item, CardKinds.Issue),
            showAll,
            RowView.Of(triage, card.Team, item, CardKinds.Issue, write),
            RowView.Of(buttons, verb => AsksTwice(verb, triage) ? null : Forms.InCard(verb, card.Team, item, CardKinds.Issue, write), write),
            Views.RefreshFor.Managers(card.Team, item));
    }

    /// <summary>A card cannot ask for an answer twice: where the manager's form is in it, the team's stands in its place.</summary>
    private static bool AsksTwice(string verb, IReadOnlyList<IReadOnlyList<ButtonView>> triage) => verb == Verbs.AnswerQuestion && triage.Count > 0;

    /// <summary>What the team can do as well stands there once.</summary>
    private static IReadOnlyList<IReadOnlyList<ButtonView>> WithoutThose(IReadOnlyList<IReadOnlyList<ButtonView>> rows, IReadOnlyList<ButtonView> there) =>
        [.. rows.Select(row => (IReadOnlyList<ButtonView>)[.. row.Where(button => there.All(other => other.Verb != button.Verb))]).Where(row => row.Count > 0)];
}
