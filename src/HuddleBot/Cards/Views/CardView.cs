using System.Text.Json.Serialization;

namespace HuddleBot.Cards.Views;

/// <summary>
/// What a template needs to draw its card, decided and worded already; the same for every platform. The template has the name of the record:
/// <c>IssueCardView</c> is drawn by <c>issue-card.json</c>.
/// </summary>
/// <remarks>A member that is null is left out of the card.</remarks>
internal abstract record CardView
{
    /// <summary>One line for notifications and screen readers.</summary>
    [JsonIgnore]
    public string Summary { get; init; } = "";
}

/// <summary>A form: its state rides along and comes back with it.</summary>
/// <param name="State">What <see cref="Core.Cards.FormState"/> writes.</param>
internal abstract record FormView(string State) : CardView;

/// <param name="Verb">One of <see cref="Core.Cards.Verbs"/>.</param>
/// <param name="Value">The item that it is about.</param>
internal sealed record ButtonView(string Verb, string Label, string Value, bool Primary);

/// <summary>One line of a text; the strong ones say what matters.</summary>
internal sealed record LineView(string Text, bool Strong);

/// <summary>One of the answers to choose from.</summary>
internal sealed record ChoiceView(string Label, string Value);
