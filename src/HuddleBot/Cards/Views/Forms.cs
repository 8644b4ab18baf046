using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What the forms have in common.</summary>
internal static class Forms
{
    public static string State(IssueWithResponse item, bool isChange) => new FormState(item.Issue.Id.ToString(), item.Issue.Version, isChange, Channel: null).Write();

    /// <summary>The customer's words above the form.</summary>
    public static string? Words(IssueWithResponse item) => IssueWords.Words(item, CardLengths.FormComment);

    /// <summary>What the team asks for, above the manager's form.</summary>
    public static string? Ask(IssueWithResponse item, CardWriter write) =>
        write.Optional(Phrases.States.Ask, (item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Ask).FirstOrDefault();

    /// <summary>What stands in a field beforehand; null: nothing.</summary>
    public static string? Value(string? typed) => DecisionWords.Typed(typed, IssueLimits.Text);

    /// <summary>The words themselves are the values, and stand with a capital as entries of a list do. Two that look the same are one.</summary>
    /// <param name="otherwise">Instead, where nothing can be seen of the texts.</param>
    public static IReadOnlyList<ChoiceView> Choices(IEnumerable<string> texts, IReadOnlyList<string> otherwise)
    {
        var labels = texts.Select(text => DisplayText.Line(text, CardLengths.Category)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return [.. (labels.Count > 0 ? labels : otherwise).Take(CardLengths.Categories).Select(text => new ChoiceView(Capitalised(text), text))];
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The one with this value, else the first.</summary>
    public static ChoiceView Chosen(IReadOnlyList<ChoiceView> choices, string? value) =>
        choices.FirstOrDefault(choice => value is not null && choice.Value == DisplayText.Line(value, CardLengths.Category)) ?? choices[0];
}
