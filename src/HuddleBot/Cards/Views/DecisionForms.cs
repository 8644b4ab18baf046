using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>Who sees to it, what we will try, by when.</summary>
/// <param name="Owner">The platform's id of the person who is chosen beforehand.</param>
/// <param name="Try">What stands there already; null: nothing.</param>
internal sealed record FixFormView(string State, string Title, string? Words, string Owner, string? Try, string Date) : FormView(State)
{
    public static FixFormView From(CardContent.FixForm form, CardWriter write)
    {
        var plan = form.Item.Issue.State as IssueState.FixingIt;
        var title = write.Say(form.IsChange ? Phrases.Forms.FixChangeTitle : Phrases.Forms.FixTitle);
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item), (plan?.Owner ?? form.Me).Id.User, Forms.Value(plan?.Try),
            CardWriter.FormDate(plan?.By ?? form.DefaultDate))
        { Summary = title };
    }
}

/// <summary>What it is about, what we ask for, who else is hurt.</summary>
internal sealed record EscalateFormView(
    string State, string Title, string? Words, IReadOnlyList<ChoiceView> Categories, ChoiceView Category, string? Ask, string? AlsoHurt) : FormView(State)
{
    public static EscalateFormView From(CardContent.EscalateForm form, CardWriter write)
    {
        var escalation = (form.Item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        var title = write.Say(form.IsChange ? Phrases.Forms.EscalateChangeTitle : Phrases.Forms.EscalateTitle);
        var categories = Forms.Choices(form.Team.EscalationCategories, FrontlineTeam.DefaultCategories);
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item), categories, Forms.Chosen(categories, escalation?.Category), Forms.Value(escalation?.Ask),
            Forms.Value(escalation?.AlsoHurt))
        { Summary = title };
    }
}

internal sealed record CelebrateFormView(string State, string? Words, string? Thanks) : FormView(State)
{
    public static CelebrateFormView From(CardContent.CelebrateForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: true), Forms.Words(form.Item), Forms.Value((form.Item.Issue.State as IssueState.Celebrated)?.Thanks))
        {
            Summary = write.Say(Phrases.Buttons.Celebrate),
        };
}

internal sealed record DismissFormView(string State, string Title, string? Words, IReadOnlyList<ChoiceView> Reasons, ChoiceView Reason) : FormView(State)
{
    public static DismissFormView From(CardContent.DismissForm form, CardWriter write)
    {
        var title = write.Say(form.IsChange ? Phrases.Forms.DismissChangeTitle : Phrases.Forms.DismissTitle);
        var reasons = Forms.Choices(
            [write.Say(Phrases.Forms.NothingToActOn), write.Say(Phrases.Forms.KnownAlready), write.Say(Phrases.Forms.NotAboutUs), write.Say(Phrases.Forms.NotSerious)], []);
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item), reasons, Forms.Chosen(reasons, (form.Item.Issue.State as IssueState.NotActionable)?.Reason))
        { Summary = title };
    }
}

/// <summary>"Did it work?"</summary>
/// <param name="Plan">What had been promised; null where nothing in particular was.</param>
internal sealed record DoneFormView(string State, string? Words, string? Plan, IReadOnlyList<ChoiceView> Outcomes, ChoiceView Outcome) : FormView(State)
{
    public static DoneFormView From(CardContent.DoneForm form, CardWriter write)
    {
        ChoiceView[] outcomes =
        [
            new(write.Say(Phrases.Forms.Yes), "yes"),
            new(write.Say(Phrases.Forms.Partly), "partly"),
            new(write.Say(Phrases.Forms.No), "no"),
        ];
        var plan = (form.Item.Issue.State as IssueState.FixingIt)?.Try;
        return new(
            Forms.State(form.Item, isChange: false), Forms.Words(form.Item), write.Optional(Phrases.States.Try, plan, CardLengths.FormComment).FirstOrDefault(), outcomes, outcomes[0])
        { Summary = write.Say(Phrases.Buttons.Done) };
    }
}

/// <summary>Raises an issue.</summary>
internal sealed record AddFormView(string State, string? Words) : FormView(State)
{
    public static AddFormView From(CardContent.AddForm form, CardWriter write) =>
        new(new FormState(form.Team.Id.Value, 0, IsChange: false, Channel: null).Write(), Forms.Value(form.Words)) { Summary = CardWriter.Name(form.Team) };
}
