using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>Owner, group, priority and date of an accepted escalation.</summary>
/// <param name="Owner">Null: whoever accepts, or the lead of the group that is chosen.</param>
/// <param name="Groups">Empty: there are none to choose from.</param>
internal sealed record AcceptFormView(
    string State, [property: OurWords] string Title, string? Words, [property: ShownOn(Platform.Slack)] string? Owner, IReadOnlyList<ChoiceView> Groups, ChoiceView Group,
    IReadOnlyList<ChoiceView> Priorities, ChoiceView Priority, string Date) : FormView(State)
{
    [ShownOn(Platform.Slack)]
    [OurWords]
    public required string OwnerLabel { get; init; }

    [ShownOn(Platform.Teams)]
    public required PeopleView Owners { get; init; }

    public static AcceptFormView From(CardContent.AcceptForm form, CardWriter write)
    {
        var accepted = (form.Item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Triage as TriageState.Accepted;
        var title = write.Say(form.IsChange ? Phrases.Forms.AcceptTitle : Phrases.Forms.AcceptNewTitle);
        ChoiceView[] priorities = [new(write.Say(Phrases.Forms.Normal), "normal"), new(write.Say(Phrases.Forms.High), "high")];
        var groups = GroupsOf(form.Team, write);
        var isOpen = accepted is null && groups.Count > 1;
        var owner = form.InPlace?.Entered is null ? accepted?.Owner : form.InPlace.Owner;
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item, write), isOpen ? null : (accepted?.Owner ?? form.Me).Id.User,
            groups.Count > 1 ? groups : [],
            Forms.Chosen(form, Verbs.Inputs.Group, groups, accepted?.Group?.Id),
            priorities,
            Forms.Chosen(form, Verbs.Inputs.Priority, priorities, accepted?.Priority == Core.Issues.Priority.High ? "high" : null),
            CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? accepted?.By ?? form.DefaultDate))
        {
            Summary = title,
            OwnerLabel = write.Say(isOpen ? Phrases.Forms.OwnerOrLead : Phrases.Forms.Owner),
            Owners = isOpen && owner is null ? PeopleView.MeOrLead(write) : PeopleView.Of(owner, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, form.IsChange, write),
        };
    }

    public static ChoiceView NoGroup(CardWriter write) => new(write.Say(Phrases.Forms.NoGroup), PeopleGroup.None);

    /// <summary>None first.</summary>
    public static List<ChoiceView> GroupsOf(FrontlineTeam team, CardWriter write) =>
    [
        NoGroup(write),
        .. team.Company.Groups.Take(write.Room.Items(CardLengths.Categories) - 1)
            .Select(group => new ChoiceView(DisplayText.Line(group.Name, CardLengths.Choice) is { Length: > 0 } name ? name : group.Id, group.Id)),
    ];
}

/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
internal sealed record DeclineFormView(string State, string? Words, string? Ask) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Reason { get; init; }

    public static DeclineFormView From(CardContent.DeclineForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), Forms.Ask(form.Item, write))
        {
            Summary = write.Say(Phrases.Buttons.Decline),
            Reason = Forms.Value(form, Verbs.Inputs.Reason, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, isChange: false, write),
        };
}

/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
internal sealed record ResolveFormView(string State, string? Words, string? Ask) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Answer { get; init; }

    public static ResolveFormView From(CardContent.ResolveForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), Forms.Ask(form.Item, write))
        {
            Summary = write.Say(Phrases.Buttons.Resolve),
            Answer = Forms.Value(form, Verbs.Inputs.Answer, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, isChange: false, write),
        };
}
