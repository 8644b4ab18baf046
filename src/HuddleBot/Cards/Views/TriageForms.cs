using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>Owner, priority and date of an accepted escalation.</summary>
internal sealed record AcceptFormView(
    string State, string? Words, [property: ShownOn(Platform.Slack)] string Owner, IReadOnlyList<ChoiceView> Priorities, ChoiceView Priority, string Date) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public required PeopleView Owners { get; init; }

    public static AcceptFormView From(CardContent.AcceptForm form, CardWriter write)
    {
        var accepted = (form.Item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Triage as TriageState.Accepted;
        ChoiceView[] priorities = [new(write.Say(Phrases.Forms.Normal), "normal"), new(write.Say(Phrases.Forms.High), "high")];
        return new(
            Forms.State(form.Item, form.IsChange), Forms.Words(form.Item, write), (accepted?.Owner ?? form.Me).Id.User, priorities,
            Forms.Chosen(form, Verbs.Inputs.Priority, priorities, accepted?.Priority == Core.Issues.Priority.High ? "high" : null),
            CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? accepted?.By ?? form.DefaultDate))
        {
            Summary = write.Say(Phrases.Buttons.Accept),
            Owners = PeopleView.Of(form.InPlace?.Entered is null ? accepted?.Owner : form.InPlace.Owner, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, form.IsChange, write),
        };
    }
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
