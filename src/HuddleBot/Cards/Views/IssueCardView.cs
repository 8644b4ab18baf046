using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>A comment with its decision.</summary>
/// <param name="Words">The customer's own; null where there are none.</param>
/// <param name="Decision">Empty while undecided.</param>
/// <param name="ActionsId">Tells the row of buttons apart, and from what it was before.</param>
internal sealed record IssueCardView(
    string Headline, string? Words, string Context, IReadOnlyList<LineView> Decision, string ActionsId, IReadOnlyList<ButtonView> Buttons) : CardView
{
    public static IssueCardView From(CardContent.IssueCard card, CardWriter write)
    {
        var item = card.Item;
        return new(
            write.Headline(item),
            IssueWords.Words(item, CardLengths.Comment),
            write.Context(item, card.Team),
            [.. write.Decision(item.Issue.State, card.Team).Select((text, i) => new LineView(text, Strong: i == 0))],
            ButtonRow.IdOf("actions", item.Issue),
            [.. ButtonsOf(item, write)])
        {
            Summary = write.Notice(item),
        };
    }

    private static IEnumerable<ButtonView> ButtonsOf(IssueWithResponse item, CardWriter write)
    {
        var isFirst = true;
        var verbs = VerbsOf(item);
        foreach (var (verb, label, isPrimary) in IssueWords.AreLongerThan(item, CardLengths.Comment) ? verbs.Append((Verbs.Show, Phrases.Buttons.ShowAll, false)) : verbs)
        {
            yield return new(verb, write.Say(label), item.Issue.Id.ToString(), isFirst && isPrimary);
            isFirst = false;
        }
    }

    private static (string Verb, Phrase Label, bool IsPrimary)[] VerbsOf(IssueWithResponse item)
    {
        (string, Phrase, bool) change = (Verbs.Change, Phrases.Buttons.Change, false), undo = (Verbs.Undo, Phrases.Buttons.Undo, false);
        return item.Issue.State switch
        {
            IssueState.Undecided => UndecidedVerbs(item.Response?.Score?.Sentiment == Sentiment.Promoter),
            IssueState.FixingIt => [(Verbs.Done, Phrases.Buttons.Done, true), change, undo],
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting } => [change, undo],
            // With the manager's answer it is no longer the team's to take back.
            IssueState.EscalatedToManager => [],
            IssueState.Done => [undo],
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
