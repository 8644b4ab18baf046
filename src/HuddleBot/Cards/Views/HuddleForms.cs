using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>What the forms of a huddle have in common.</summary>
internal static class HuddleForms
{
    public static string State(Huddle huddle) => new FormState(huddle.Id.ToString(), huddle.Version, IsChange: false, Channel: null).Write();

    /// <summary>
    /// The form that opens inside a card. Null: the button acts at once, or the form is a dialog or stands in the card's place: whom to pass the lead to is asked there, since
    /// one card cannot ask for a person twice.
    /// </summary>
    public static FormView? InCard(string verb, FrontlineTeam team, Huddle huddle, CardWriter write) => verb switch
    {
        Verbs.HuddleAnswer => AnswerFormView.From(new(team, huddle), write) with { Question = null, OnTeams = FormOnTeams.InCard(huddle) },
        _ => null,
    };
}

/// <summary>Who leads instead.</summary>
internal sealed record PassLeadFormView(string State, [property: ShownOn(Platform.Slack)] string Owner) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public required PeopleView Owners { get; init; }

    public static PassLeadFormView From(CardContent.PassLeadForm form, CardWriter write) => new(HuddleForms.State(form.Huddle), form.Me.Id.User)
    {
        Summary = write.Say(Phrases.Buttons.Pass),
        Owners = PeopleView.Of(form.InPlace?.Owner, write),
        OnTeams = FormOnTeams.Of(form, form.Team, form.Huddle, write),
    };
}

/// <summary>Who does what by when.</summary>
internal sealed record PromiseFormView(string State, [property: ShownOn(Platform.Slack)] string Owner, [property: ShownOn(Platform.Teams)] string? Try, string Date) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public required PeopleView Owners { get; init; }

    public static PromiseFormView From(CardContent.PromiseForm form, CardWriter write) => new(
        HuddleForms.State(form.Huddle), form.Me.Id.User, Forms.Value(form, Verbs.Inputs.Try, null, write),
        CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? form.DefaultDate))
    {
        Summary = write.Say(Phrases.Buttons.Promise),
        Owners = PeopleView.Of(form.InPlace?.Owner, write),
        OnTeams = FormOnTeams.Of(form, form.Team, form.Huddle, write),
    };
}

/// <summary>What somebody who cannot be there has to say.</summary>
/// <param name="Question">What they might answer.</param>
internal sealed record AnswerFormView(string State, string? Question) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Words { get; init; }

    public static AnswerFormView From(CardContent.AnswerForm form, CardWriter write) =>
        new(HuddleForms.State(form.Huddle), write.Question(form.Huddle.Agenda) ?? write.Say(Phrases.Huddles.EmptyQuestion))
        {
            Summary = write.Say(Phrases.Buttons.Answer),
            Words = Forms.Value(form, Verbs.Inputs.Words, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Huddle, write),
        };
}
