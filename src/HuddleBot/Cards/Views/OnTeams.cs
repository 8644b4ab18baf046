using System.Text.Json.Nodes;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What the buttons of a card bring back.</summary>
/// <param name="Version">The version of the issue that the person looks at.</param>
/// <param name="Card">One of <see cref="CardKinds"/>.</param>
internal sealed record AboutView(string Item, int Version, string Card)
{
    public static AboutView Of(IssueWithResponse item, string card) => new(item.Issue.Id.ToString(), item.Issue.Version, card);

    public static AboutView Of(Huddle huddle) => new(huddle.Id.ToString(), huddle.Version, CardKinds.Huddle);
}

/// <summary>What a form brings back, and how it stands.</summary>
/// <param name="Change">True: it changes a decision. Null: it makes one.</param>
/// <param name="Alone">It does not open inside a card that shows the rest, but says what it is about itself and leads back.</param>
/// <param name="Problem">What was wrong with what was sent; null: nothing was sent yet.</param>
internal sealed record FormOnTeams(string Item, int Version, string Card, bool? Change, bool Alone, string? Problem)
{
    /// <param name="card">The card in whose place the form stands, where that is not known otherwise.</param>
    public static FormOnTeams Of(CardContent form, FrontlineTeam team, IssueWithResponse item, string card, bool isChange, CardWriter write) => new(
        item.Issue.Id.ToString(), item.Issue.Version, form.InPlace?.Card ?? card, isChange ? true : null, Alone: true,
        form.InPlace?.Problem is { } problem ? write.Refuse(problem, team) : null);

    public static FormOnTeams InCard(IssueWithResponse item, string card) => new(item.Issue.Id.ToString(), item.Issue.Version, card, null, Alone: false, null);

    public static FormOnTeams Of(CardContent form, FrontlineTeam team, Huddle huddle, CardWriter write) => new(
        huddle.Id.ToString(), huddle.Version, form.InPlace?.Card ?? CardKinds.Huddle, null, Alone: true, form.InPlace?.Problem is { } problem ? write.Refuse(problem, team) : null);

    public static FormOnTeams InCard(Huddle huddle) => new(huddle.Id.ToString(), huddle.Version, CardKinds.Huddle, null, Alone: false, null);
}

/// <summary>A row of buttons: some act at once, some open a form below them, some a dialog.</summary>
/// <param name="Lead">What comes before the forms and dialogs.</param>
internal sealed record RowView(IReadOnlyList<ButtonView> Lead, IReadOnlyList<FormButtonView> Forms, IReadOnlyList<ButtonView> Dialogs, IReadOnlyList<ButtonView> Rest)
{
    /// <summary>As many as a phone shows side by side; where there are more, two by two.</summary>
    private const int Most = 3;

    /// <summary>What is typed at length while others use the same card: in a dialog it outlives their taps, which draw the card anew.</summary>
    private static readonly HashSet<string> InDialogs = [Verbs.HuddlePromise];

    /// <param name="card">The card that they stand on.</param>
    public static IReadOnlyList<RowView> Of(IReadOnlyList<IReadOnlyList<ButtonView>> rows, FrontlineTeam team, IssueWithResponse item, string card, CardWriter write) =>
        [.. rows.SelectMany(row => Of(row, team, item, card, write))];

    /// <inheritdoc cref="Of(IReadOnlyList{IReadOnlyList{ButtonView}}, FrontlineTeam, IssueWithResponse, string, CardWriter)"/>
    public static IReadOnlyList<RowView> Of(IReadOnlyCollection<ButtonView> buttons, FrontlineTeam team, IssueWithResponse item, string card, CardWriter write) =>
        Of(buttons, verb => Views.Forms.InCard(verb, team, item, card, write), write);

    /// <param name="formOf">The form that a verb opens inside the card; null: the button acts at once.</param>
    public static IReadOnlyList<RowView> Of(IReadOnlyCollection<ButtonView> buttons, Func<string, FormView?> formOf, CardWriter write) =>
        [.. buttons.Chunk(buttons.Count <= Most ? Most : 2).Select(row => OfRow(row, formOf, write))];

    private static RowView OfRow(IEnumerable<ButtonView> buttons, Func<string, FormView?> formOf, CardWriter write)
    {
        var (lead, forms, dialogs, rest) = (new List<ButtonView>(), new List<FormButtonView>(), new List<ButtonView>(), new List<ButtonView>());
        foreach (var button in buttons)
        {
            if (InDialogs.Contains(button.Verb)) dialogs.Add(button);
            else if (formOf(button.Verb) is { } form) forms.Add(new(button.Label, button.Primary, write.Embed(form)));
            else if (forms.Count + dialogs.Count == 0) lead.Add(button);
            else rest.Add(button);
        }

        return new(lead, forms, dialogs, rest);
    }
}

/// <param name="Form">The form, drawn; null where the platform embeds none.</param>
internal sealed record FormButtonView([property: OurWords] string Label, bool Primary, JsonNode? Form);

/// <summary>A choice of people: whoever chooses, and one more who is known already. The client offers all others.</summary>
internal sealed record PeopleView(IReadOnlyList<ChoiceView> Known, string Chosen)
{
    /// <summary>Whoever sends the form.</summary>
    public const string Me = "me";

    /// <summary>A list of people, as pickers send it, with nobody in it: the decision takes its default.</summary>
    private const string Nobody = ",";

    /// <summary>Whoever sends the form, or the lead of the group that is chosen in it.</summary>
    public static PeopleView MeOrLead(CardWriter write) => new([new(write.Say(Phrases.Forms.MeOrLead), Nobody)], Nobody);

    /// <param name="owner">Who is chosen beforehand; null: whoever sends the form.</param>
    public static PeopleView Of(Actor? owner, CardWriter write)
    {
        var me = new ChoiceView(write.Say(Phrases.Forms.Me), Me);
        return owner is null ? new([me], Me) : new([me, new(CardWriter.Name(owner), owner.Id.User)], owner.Id.User);
    }
}

/// <summary>Who sees another card than everybody: the client asks for it by itself.</summary>
internal static class RefreshFor
{
    /// <summary>The most that Microsoft Teams asks for.</summary>
    private const int Most = 60;

    /// <summary>The Entra object ids of those who decide while they can; of nobody otherwise.</summary>
    public static IReadOnlyList<string> Managers(FrontlineTeam team, IssueWithResponse item) =>
        item.Issue.State is IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting or TriageState.Asked or TriageState.Accepted or TriageState.Merged }
            ? [.. team.Managers.Concat(team.Triagers).Where(person => person.Platform == Platform.Teams).Select(person => person.User).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)]
            : [];
}
