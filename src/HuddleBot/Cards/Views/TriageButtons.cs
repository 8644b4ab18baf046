using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What those who decide can do about an escalation, in rows: what is wanted most comes first.</summary>
internal static class TriageButtons
{
    /// <summary>Empty where nothing is to be decided.</summary>
    public static IReadOnlyList<IReadOnlyList<ButtonView>> Of(IssueWithResponse item, CardWriter write)
    {
        var rows = item.Issue.State switch
        {
            IssueState.EscalatedToManager escalated => RowsOf(escalated),

            // Only while the team has not touched it: afterwards it is the team's.
            IssueState.FixingIt { Guidance: not null } when item.Issue.LastEvent is IssueEvent.TriageReturned => [[(Verbs.TriageUndo, Phrases.Buttons.Undo)]],
            _ => [],
        };
        return [.. rows.Select((row, first) => (IReadOnlyList<ButtonView>)[.. row.Select((button, i) => Button(item, button.Verb, button.Label, write, first == 0 && i == 0 && IsWanted(button.Verb)))])];
    }

    /// <summary>The same for a reminder: what answers it, and nothing that takes back.</summary>
    public static IReadOnlyList<IReadOnlyList<ButtonView>> OfReminder(IssueWithResponse item, CardWriter write) =>
        [.. Of(item, write).Select(row => (IReadOnlyList<ButtonView>)[.. row.Where(button => button.Verb is not (Verbs.TriageUndo or Verbs.TriageMerge))]).Where(row => row.Count > 0)];

    public static ButtonView Button(IssueWithResponse item, string verb, Phrase label, CardWriter write, bool primary = false) => new(verb, write.Say(label), item.Issue.Id.ToString(), primary);

    private static (string Verb, Phrase Label)[][] RowsOf(IssueState.EscalatedToManager escalated)
    {
        (string, Phrase) resolve = (Verbs.TriageResolve, Phrases.Buttons.Resolve), ask = (Verbs.TriageAsk, Phrases.Buttons.Ask), decline = (Verbs.TriageDecline, Phrases.Buttons.Decline);
        (string, Phrase)[] rest = [(Verbs.TriageReturn, Phrases.Buttons.Return), (Verbs.TriageMerge, Phrases.Buttons.Merge), (Verbs.TriageSnooze, Phrases.Buttons.Snooze), decline];
        (string, Phrase)[] undo = escalated.BeforeTriage is null ? [] : [(Verbs.TriageUndo, Phrases.Buttons.Undo)];
        return escalated.Escalation.Triage switch
        {
            TriageState.Waiting => [[(Verbs.TriageAccept, Phrases.Buttons.Accept), resolve, ask], [.. rest, .. undo]],
            TriageState.Asked => [[resolve, decline, .. undo]],
            TriageState.Accepted => [[resolve, (Verbs.TriageAssign, Phrases.Buttons.Change), ask], [.. rest, .. undo]],
            TriageState.Merged => [[(Verbs.TriageSplit, Phrases.Buttons.Split)]],
            _ => [[(Verbs.TriageReopen, Phrases.Buttons.Reopen), .. undo]],
        };
    }

    private static bool IsWanted(string verb) => verb is Verbs.TriageAccept or Verbs.TriageResolve;
}

/// <summary>A row of buttons in Slack.</summary>
/// <param name="Id">Tells the row apart, and from what it was before.</param>
internal sealed record ActionRowView(string Id, [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons)
{
    /// <param name="name">Tells the rows of one message apart, with their numbers.</param>
    public static IReadOnlyList<ActionRowView> Of(IReadOnlyList<IReadOnlyList<ButtonView>> rows, string name, IssueWithResponse item) =>
        [.. rows.Where(row => row.Count > 0).Select((row, i) => new ActionRowView(ButtonRow.IdOf(i == 0 ? name : $"{name}{i + 1}", item.Issue), row))];
}
