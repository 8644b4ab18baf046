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

    private static IEnumerable<ButtonView> ButtonsOf(IssueWithResponse item, CardWriter write) =>
        VerbsOf(item).Select((button, i) => new ButtonView(button.Verb, write.Say(button.Label), item.Issue.Id.ToString(), i == 0 && button.IsPrimary));

    private static (string Verb, Phrase Label, bool IsPrimary)[] VerbsOf(IssueWithResponse item)
    {
        (string, Phrase, bool) change = (Verbs.Change, Phrases.Buttons.Change, false), undo = (Verbs.Undo, Phrases.Buttons.Undo, false);
        return item.Issue.State switch
        {
            IssueState.Undecided => UndecidedVerbs(item.Response?.Score?.Sentiment == Sentiment.Promoter),
            IssueState.FixingIt => [(Verbs.Done, Phrases.Buttons.Done, true), change, (Verbs.Drop, Phrases.Buttons.Drop, false), undo],
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting } => [change, undo],
            // With the manager's answer it is no longer the team's to take back.
            IssueState.EscalatedToManager => [],
            IssueState.Done { Outcome: Outcome.TooEarly } => [(Verbs.Done, Phrases.Buttons.DidItWork, true), undo],
            IssueState.Done or IssueState.Dropped => [undo],
            _ => [change, undo],
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
        var triage = card.Audience == Audience.Manager ? (item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Triage : null;
        var isRaised = item.Response is null && item.Issue.RaisedBy is not null;
        return new(
            isRaised ? write.Say(Phrases.Lines.RaisedTitle) : write.Headline(item),
            item.Response?.Score?.Sentiment == Sentiment.Detractor ? "Attention" : "Default",
            isRaised ? write.Headline(item) : null,
            AboutView.Of(item, CardKinds.Issue),
            showAll,
            RowView.Of(TriageButtons.Of(item, triage, write), card.Team, item, CardKinds.Issue, write),
            RowView.Of(buttons, card.Team, item, CardKinds.Issue, write),
            Views.RefreshFor.Managers(card.Team, item));
    }
}
