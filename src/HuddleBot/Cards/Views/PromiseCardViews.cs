using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>A promise before its owner.</summary>
/// <param name="Words">What a customer or colleague had said; null: nothing.</param>
/// <param name="Lines">What was promised, for whom and by when; afterwards what became of it.</param>
internal abstract record PromiseCardView(
    [property: OurWords] string Title, string? Words, IReadOnlyList<LineView> Lines, [property: ShownOn(Platform.Slack)] string ActionsId,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> Rows { get; init; }

    protected static ButtonView Button(IssueWithResponse item, string verb, Phrase label, CardWriter write, bool primary = false) =>
        new(verb, write.Say(label), item.Issue.Id.ToString(), primary);

    /// <summary>A customer's or colleague's words; a promise that was made without any has its own words there, which are not said twice.</summary>
    protected static string? WordsOf(IssueWithResponse item, string? plan, CardWriter write) =>
        item.Response is null && item.Words == plan ? null : Forms.Words(item, write);

    protected static IReadOnlyList<LineView> Became(IssueWithResponse item, FrontlineTeam team, CardWriter write) =>
        item.Issue.State is IssueState.Undecided
            ? [new(write.Say(Phrases.States.Undecided), Strong: true)]
            : [.. write.Decision(item.Issue, team).Select((text, i) => new LineView(text, Strong: i == 0))];
}

/// <summary>It is due: keep it, move it, drop it.</summary>
internal sealed record PromiseReminderView(string Title, string? Words, IReadOnlyList<LineView> Lines, string ActionsId, IReadOnlyList<ButtonView> Buttons)
    : PromiseCardView(Title, Words, Lines, ActionsId, Buttons)
{
    public static PromiseReminderView From(CardContent.PromiseReminder reminder, CardWriter write)
    {
        var (item, team) = (reminder.Item, reminder.Team);
        var plan = reminder.IsOver ? null : item.Issue.State as IssueState.FixingIt;
        var title = write.Say(plan is null ? Phrases.Reminders.PromiseOver : write.IsPast(plan.By, team) ? Phrases.Reminders.PromisePast : Phrases.Reminders.Promise);
        ButtonView[] buttons = plan is null
            ? []
            :
            [
                Button(item, Verbs.Done, Phrases.Buttons.Done, write, primary: true),
                Button(item, Verbs.Change, Phrases.Buttons.Move, write),
                Button(item, Verbs.Drop, Phrases.Buttons.Drop, write),
            ];
        var lines = plan is null ? Became(item, team, write) : [.. Due(plan, team, write)];
        return new(title, WordsOf(item, plan?.Try, write), lines, ButtonRow.IdOf("promise", item.Issue), buttons)
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, DisplayText.Line(lines[0].Text, CardLengths.Notice)),
            About = AboutView.Of(item, CardKinds.Promise),
            Rows = RowView.Of(buttons, team, item, CardKinds.Promise, write),
        };
    }

    private static IEnumerable<LineView> Due(IssueState.FixingIt plan, FrontlineTeam team, CardWriter write)
    {
        foreach (var guidance in write.SentBack(plan.Guidance, CardLengths.Typed)) yield return new(guidance, Strong: true);
        foreach (var tried in write.Optional(Phrases.States.Try, plan.Try)) yield return new(tried, Strong: true);
        yield return new(write.Say(Phrases.Reminders.PromiseOf, CardWriter.Name(team), write.Day(plan.By)), Strong: false);
    }
}

/// <summary>Some days after: did it work?</summary>
internal sealed record DidItWorkView(string Title, string? Words, IReadOnlyList<LineView> Lines, string ActionsId, IReadOnlyList<ButtonView> Buttons)
    : PromiseCardView(Title, Words, Lines, ActionsId, Buttons)
{
    public static DidItWorkView From(CardContent.DidItWork question, CardWriter write)
    {
        var (item, team) = (question.Item, question.Team);
        var open = item.Issue.State as IssueState.Done is { Outcome: Outcome.TooEarly } done ? done : null;
        var title = write.Say(Phrases.Reminders.DidItWork);
        ButtonView[] buttons = open is null
            ? []
            :
            [
                Button(item, Verbs.Worked, Phrases.Buttons.Worked, write, primary: true),
                Button(item, Verbs.PartlyWorked, Phrases.Buttons.PartlyWorked, write),
                Button(item, Verbs.DidNotWork, Phrases.Buttons.DidNotWork, write),
            ];
        var lines = open is null ? Became(item, team, write) : [.. Tried(open, team, write)];
        return new(title, WordsOf(item, open?.Fix.Try, write), lines, ButtonRow.IdOf("worked", item.Issue), buttons)
        {
            Summary = write.Say(Phrases.Lines.Then, title, DisplayText.Line(lines[0].Text, CardLengths.Notice)),
            About = AboutView.Of(item, CardKinds.DidItWork),
            Rows = RowView.Of(buttons, team, item, CardKinds.DidItWork, write),
        };
    }

    private static IEnumerable<LineView> Tried(IssueState.Done done, FrontlineTeam team, CardWriter write)
    {
        foreach (var tried in write.Optional(Phrases.States.Tried, done.Fix.Try)) yield return new(tried, Strong: true);
        yield return new(write.Say(Phrases.Reminders.DidItWorkOf, CardWriter.Name(team)), Strong: false);
    }
}

/// <summary>Why a promise is dropped.</summary>
/// <param name="Plan">What had been promised; null where nothing in particular was.</param>
internal sealed record DropFormView(string State, string? Words, string? Plan) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Reason { get; init; }

    public static DropFormView From(CardContent.DropForm form, CardWriter write) => new(
        Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write),
        write.Optional(Phrases.States.Try, (form.Item.Issue.State as IssueState.FixingIt)?.Try, CardLengths.FormComment).FirstOrDefault())
    {
        Summary = write.Say(Phrases.Buttons.Drop),
        Reason = Forms.Value(form, Verbs.Inputs.Reason, null, write),
        OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, isChange: false, write),
    };
}
