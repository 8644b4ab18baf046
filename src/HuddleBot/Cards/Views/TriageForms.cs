using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>Owner, priority and date of an accepted escalation.</summary>
internal sealed record AcceptFormView(string State, string? Words, string Owner, IReadOnlyList<ChoiceView> Priorities, ChoiceView Priority, string Date) : FormView(State)
{
    public static AcceptFormView From(CardContent.AcceptForm form, CardWriter write)
    {
        var accepted = (form.Item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Triage as TriageState.Accepted;
        ChoiceView[] priorities = [new(write.Say(Phrases.Forms.Normal), "normal"), new(write.Say(Phrases.Forms.High), "high")];
        return new(
            Forms.State(form.Item, isChange: true), Forms.Words(form.Item), (accepted?.Owner ?? form.Me).Id.User, priorities,
            priorities[accepted?.Priority == Core.Issues.Priority.High ? 1 : 0], CardWriter.FormDate(accepted?.By ?? form.DefaultDate))
        { Summary = write.Say(Phrases.Buttons.Accept) };
    }
}

/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
internal sealed record DeclineFormView(string State, string? Words, string? Ask) : FormView(State)
{
    public static DeclineFormView From(CardContent.DeclineForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item), Forms.Ask(form.Item, write)) { Summary = write.Say(Phrases.Buttons.Decline) };
}

/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
internal sealed record ResolveFormView(string State, string? Words, string? Ask) : FormView(State)
{
    public static ResolveFormView From(CardContent.ResolveForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item), Forms.Ask(form.Item, write)) { Summary = write.Say(Phrases.Buttons.Resolve) };
}
