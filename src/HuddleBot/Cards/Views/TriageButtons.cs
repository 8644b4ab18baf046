using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What a manager can decide.</summary>
internal static class TriageButtons
{
    /// <summary>Empty where nothing is to be decided.</summary>
    public static IReadOnlyList<ButtonView> Of(IssueWithResponse item, TriageState? triage, CardWriter write)
    {
        ButtonView Button(string verb, Phrase label, bool primary = false) => new(verb, write.Say(label), item.Issue.Id.ToString(), primary);
        return triage switch
        {
            TriageState.Waiting =>
            [
                Button(Verbs.TriageAccept, Phrases.Buttons.Accept, primary: true),
                Button(Verbs.TriageDecline, Phrases.Buttons.Decline),
                Button(Verbs.TriageResolve, Phrases.Buttons.Resolve),
            ],
            TriageState.Accepted =>
            [
                Button(Verbs.TriageResolve, Phrases.Buttons.Resolve, primary: true),
                Button(Verbs.TriageAssign, Phrases.Buttons.Change),
                Button(Verbs.TriageDecline, Phrases.Buttons.Decline),
            ],
            _ => [],
        };
    }
}
