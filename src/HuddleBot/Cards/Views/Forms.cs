using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What the forms have in common.</summary>
internal static class Forms
{
    public static string State(IssueWithResponse item, bool isChange) => new FormState(item.Issue.Id.ToString(), item.Issue.Version, isChange, Channel: null).Write();

    /// <summary>The form that opens inside a card: what the card shows is not said again, and who opens it is not known. Null: the button acts at once.</summary>
    public static FormView? InCard(string verb, FrontlineTeam team, IssueWithResponse item, string card, CardWriter write) => verb switch
    {
        Verbs.Fix => FixFormView.InCard(item, card, write),
        Verbs.Escalate => EscalateFormView.From(new(team, item, IsChange: false), write) with { Words = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.Dismiss => DismissFormView.From(new(team, item, IsChange: false), write) with { Words = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.Done => DoneFormView.From(new(team, item), write) with { Words = null, Plan = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.Drop => DropFormView.From(new(team, item), write) with { Words = null, Plan = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.TriageDecline => DeclineFormView.From(new(team, item), write) with { Words = null, Ask = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.TriageResolve => ResolveFormView.From(new(team, item), write) with { Words = null, Ask = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.TriageAsk => AskFormView.From(new(team, item), write) with { Words = null, Ask = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.TriageReturn => ReturnFormView.From(new(team, item), write) with { Words = null, Ask = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.TriageSnooze => SnoozeFormView.InCard(item, card, write),
        Verbs.TriageReopen => ReopenFormView.From(new(team, item), write) with { Words = null, Answered = null, OnTeams = FormOnTeams.InCard(item, card) },
        Verbs.AnswerQuestion => AnswerQuestionFormView.From(new(team, item), write) with { Words = null, Question = null, OnTeams = FormOnTeams.InCard(item, card) },
        _ => null,
    };

    /// <summary>The customer's words above the form.</summary>
    public static string? Words(IssueWithResponse item, CardWriter write) => IssueWords.Words(item, write.Room.Of(CardLengths.FormComment));

    /// <summary>What the team asks for, above the manager's form.</summary>
    public static string? Ask(IssueWithResponse item, CardWriter write) =>
        write.Optional(Phrases.States.Ask, (item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Ask).FirstOrDefault();

    /// <summary>What stands in a field beforehand: what was entered, when the form comes back, else what is known; null: nothing.</summary>
    public static string? Value(CardContent form, string input, string? known, CardWriter write) =>
        DecisionWords.Typed(form.InPlace?.Entered is { } entered ? entered.Text(input) : known, write.Room.OfTyped(IssueLimits.Text));

    /// <summary>The words themselves are the values, and stand with a capital as entries of a list do. Two that look the same are one.</summary>
    /// <param name="otherwise">Instead, where nothing can be seen of the texts.</param>
    public static IReadOnlyList<ChoiceView> Choices(IEnumerable<string> texts, IReadOnlyList<string> otherwise, CardWriter write)
    {
        var labels = texts.Select(text => DisplayText.Line(text, CardLengths.Category)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return [.. (labels.Count > 0 ? labels : otherwise).Take(write.Room.Items(CardLengths.Categories)).Select(text => new ChoiceView(Capitalised(text), text))];
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>What was entered, when the form comes back, else what stands; what is not among the choices is the first of them.</summary>
    public static ChoiceView Chosen(CardContent form, string input, IReadOnlyList<ChoiceView> choices, string? value)
    {
        var chosen = form.InPlace?.Entered?.Text(input) ?? value;
        return choices.FirstOrDefault(choice => chosen is not null && choice.Value == DisplayText.Line(chosen, CardLengths.Category)) ?? choices[0];
    }
}
