using System.Text.Json.Serialization;
using HuddleBot.Cards.Templating;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>
/// What a template needs to draw its card, decided and worded already; the same for every platform, save for what <see cref="ShownOnAttribute"/> marks. The
/// template has the name of the record: <c>IssueCardView</c> is drawn by <c>issue-card.json</c>.
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
internal abstract record FormView([property: ShownOn(Platform.Slack)] string State) : CardView
{
    [ShownOn(Platform.Teams)]
    public required FormOnTeams OnTeams { get; init; }
}

/// <param name="Verb">One of <see cref="Core.Cards.Verbs"/>.</param>
/// <param name="Value">The item that it is about.</param>
internal sealed record ButtonView(string Verb, [property: OurWords] string Label, [property: ShownOn(Platform.Slack)] string Value, bool Primary);

/// <summary>One line of a text; the strong ones say what matters.</summary>
internal sealed record LineView(string Text, bool Strong);

/// <summary>One of the answers to choose from.</summary>
internal sealed record ChoiceView(string Label, string Value);
