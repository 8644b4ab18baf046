using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What a manager wants to know of the team.</summary>
/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
internal sealed record AskFormView(string State, string? Words, string? Ask) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Question { get; init; }

    public static AskFormView From(CardContent.AskForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), Forms.Ask(form.Item, write))
        {
            Summary = write.Say(Phrases.Buttons.Ask),
            Question = Forms.Value(form, Verbs.Inputs.Question, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, isChange: false, write),
        };
}

/// <summary>What the team could do itself.</summary>
/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
internal sealed record ReturnFormView(string State, string? Words, string? Ask) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Guidance { get; init; }

    public static ReturnFormView From(CardContent.ReturnForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), Forms.Ask(form.Item, write))
        {
            Summary = write.Say(Phrases.Buttons.Return),
            Guidance = Forms.Value(form, Verbs.Inputs.Guidance, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, isChange: false, write),
        };
}

/// <summary>Until when it is out of sight.</summary>
/// <param name="Date">Null: the default day, told when the form is sent.</param>
internal sealed record SnoozeFormView(string State, string? Words, string? Date) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    [OurWords]
    public required string DateLabel { get; init; }

    public static SnoozeFormView From(CardContent.SnoozeForm form, CardWriter write) => new(
        Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? form.DefaultDate))
    {
        Summary = write.Say(Phrases.Buttons.Snooze),
        DateLabel = write.Say(Phrases.Forms.Until),
        OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, isChange: false, write),
    };

    /// <summary>For whoever opens it: the day is not known yet.</summary>
    public static SnoozeFormView InCard(IssueWithResponse item, string card, CardWriter write) => new(Forms.State(item, isChange: false), null, null)
    {
        DateLabel = write.Say(Phrases.Forms.UntilOrDefault),
        OnTeams = FormOnTeams.InCard(item, card),
    };
}

/// <summary>The team's answer to the manager's question.</summary>
/// <param name="Question">Null: it is not known any more.</param>
internal sealed record AnswerQuestionFormView(string State, string? Words, string? Question) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Reply { get; init; }

    public static AnswerQuestionFormView From(CardContent.AnswerQuestionForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), QuestionOf(form.Item, write))
        {
            Summary = write.Say(Phrases.Buttons.Answer),
            Reply = Forms.Value(form, Verbs.Inputs.Answer, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, isChange: false, write),
        };

    private static string? QuestionOf(IssueWithResponse item, CardWriter write) =>
        write.Exchanged((item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Exchange, CardLengths.Exchange).FirstOrDefault();
}

/// <summary>Why an answer is wanted again.</summary>
/// <param name="Answered">What had been answered; null: it is not known any more.</param>
internal sealed record ReopenFormView(string State, string? Words, string? Answered) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Reason { get; init; }

    public static ReopenFormView From(CardContent.ReopenForm form, CardWriter write) =>
        new(Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), AnswerOf(form, write))
        {
            Summary = write.Say(Phrases.Buttons.Reopen),
            Reason = Forms.Value(form, Verbs.Inputs.Reason, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, isChange: false, write),
        };

    private static string? AnswerOf(CardContent.ReopenForm form, CardWriter write) =>
        form.Item.Issue.State is IssueState.EscalatedToManager { Escalation: { Triage: TriageState.Declined or TriageState.Resolved } escalation } ? write.Triage(escalation, form.Team, CardLengths.Typed) : null;
}
