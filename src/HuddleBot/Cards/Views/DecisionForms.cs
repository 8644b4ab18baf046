using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>Who sees to it, what we will try, by when.</summary>
/// <param name="Owner">The platform's id of the person who is chosen beforehand.</param>
/// <param name="Try">What stands there already; null: nothing.</param>
/// <param name="Date">Null: the team's default day, told when the form is sent.</param>
internal sealed record FixFormView(
    string State, [property: OurWords] string Title, string? Words, [property: ShownOn(Platform.Slack)] string Owner, string? Try, string? Date) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public required PeopleView Owners { get; init; }

    [ShownOn(Platform.Teams)]
    [OurWords]
    public required string DateLabel { get; init; }

    public static FixFormView From(CardContent.FixForm form, CardWriter write)
    {
        var plan = form.Item.Issue.State as IssueState.FixingIt;
        var title = write.Say(form.IsChange ? Phrases.Forms.FixChangeTitle : Phrases.Forms.FixTitle);
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item, write), (plan?.Owner ?? form.Me).Id.User,
            Forms.Value(form, Verbs.Inputs.Try, plan?.Try, write), CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? plan?.By ?? form.DefaultDate))
        {
            Summary = title,
            Owners = PeopleView.Of(form.InPlace?.Entered is null ? plan?.Owner : form.InPlace.Owner, write),
            DateLabel = write.Say(Phrases.Forms.By),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, form.IsChange, write),
        };
    }

    /// <summary>For whoever opens it: neither the person nor the day is known yet.</summary>
    public static FixFormView InCard(IssueWithResponse item, string card, CardWriter write) =>
        new(Forms.State(item, isChange: false), write.Say(Phrases.Forms.FixTitle), null, PeopleView.Me, null, null)
        {
            Owners = PeopleView.Of(null, write),
            DateLabel = write.Say(Phrases.Forms.ByOrDefault),
            OnTeams = FormOnTeams.InCard(item, card),
        };
}

/// <summary>What it is about, what we ask for, who else is hurt.</summary>
internal sealed record EscalateFormView(
    string State, [property: OurWords] string Title, string? Words, IReadOnlyList<ChoiceView> Categories, ChoiceView Category, string? Ask, string? AlsoHurt) : FormView(State)
{
    public static EscalateFormView From(CardContent.EscalateForm form, CardWriter write)
    {
        var escalation = ((form.Item.Issue.State as IssueState.EscalatedToManager) ?? Guidance.In(form.Item.Issue.State)?.Escalation)?.Escalation;
        var title = write.Say(form.IsChange ? Phrases.Forms.EscalateChangeTitle : Phrases.Forms.EscalateTitle);
        var categories = Forms.Choices(form.Team.EscalationCategories, FrontlineTeam.DefaultCategories, write);
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item, write), categories, Forms.Chosen(form, Verbs.Inputs.Category, categories, escalation?.Category),
            Forms.Value(form, Verbs.Inputs.Ask, escalation?.Ask, write), Forms.Value(form, Verbs.Inputs.AlsoHurt, escalation?.AlsoHurt, write))
        { Summary = title, OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, form.IsChange, write) };
    }
}

internal sealed record CelebrateFormView(string State, string? Words, string? Thanks) : FormView(State)
{
    public static CelebrateFormView From(CardContent.CelebrateForm form, CardWriter write) => new(
        Forms.State(form.Item, form.IsChange), Forms.Words(form.Item, write),
        Forms.Value(form, Verbs.Inputs.Thanks, (form.Item.Issue.State as IssueState.Celebrated)?.Thanks, write))
    {
        Summary = write.Say(Phrases.Buttons.Celebrate),
        OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, form.IsChange, write),
    };
}

internal sealed record DismissFormView(string State, [property: OurWords] string Title, string? Words, IReadOnlyList<ChoiceView> Reasons, ChoiceView Reason) : FormView(State)
{
    public static DismissFormView From(CardContent.DismissForm form, CardWriter write)
    {
        var title = write.Say(form.IsChange ? Phrases.Forms.DismissChangeTitle : Phrases.Forms.DismissTitle);
        var reasons = Forms.Choices(
            [write.Say(Phrases.Forms.NothingToActOn), write.Say(Phrases.Forms.KnownAlready), write.Say(Phrases.Forms.NotAboutUs), write.Say(Phrases.Forms.NotSerious)], [], write);
        return new(
            Forms.State(form.Item, form.IsChange), title, Forms.Words(form.Item, write), reasons,
            Forms.Chosen(form, Verbs.Inputs.Reason, reasons, (form.Item.Issue.State as IssueState.NotActionable)?.Reason))
        { Summary = title, OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, form.IsChange, write) };
    }
}

/// <summary>"Did it work?"</summary>
/// <param name="Plan">What had been promised; null where nothing in particular was.</param>
internal sealed record DoneFormView(string State, string? Words, string? Plan, IReadOnlyList<ChoiceView> Outcomes, ChoiceView Outcome) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? WhatHappened { get; init; }

    public static DoneFormView From(CardContent.DoneForm form, CardWriter write)
    {
        // What was too early to say once is asked for an answer.
        var isAskedAgain = form.Item.Issue.State is IssueState.Done;
        ChoiceView[] outcomes =
        [
            new(write.Say(Phrases.Forms.Yes), "yes"),
            new(write.Say(Phrases.Forms.Partly), "partly"),
            new(write.Say(Phrases.Forms.No), "no"),
            .. isAskedAgain ? (IReadOnlyList<ChoiceView>)[] : [new(write.Say(Phrases.Forms.TooEarly), "tooEarly")],
        ];
        var plan = form.Item.Issue.State switch { IssueState.FixingIt fixing => fixing.Try, IssueState.Done done => done.Fix.Try, _ => null };
        return new(
            Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), write.Optional(Phrases.States.Try, plan, CardLengths.FormComment).FirstOrDefault(), outcomes,
            Forms.Chosen(form, Verbs.Inputs.Outcome, outcomes, null))
        {
            Summary = write.Say(Phrases.Buttons.Done),
            WhatHappened = Forms.Value(form, Verbs.Inputs.WhatHappened, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, isChange: false, write),
        };
    }
}

/// <summary>Raises an issue.</summary>
internal sealed record AddFormView(string State, string? Words) : FormView(State)
{
    public static AddFormView From(CardContent.AddForm form, CardWriter write) => new(
        new FormState(form.Team.Id.Value, 0, IsChange: false, Channel: null).Write(), Forms.Value(form, Verbs.Inputs.Words, form.Words, write))
    {
        Summary = CardWriter.Name(form.Team),
        OnTeams = new(
            form.Team.Id.Value, 0, form.InPlace?.Card ?? CardKinds.Issue, null, Alone: true, form.InPlace?.Problem is { } problem ? write.Refuse(problem, form.Team) : null),
    };
}
