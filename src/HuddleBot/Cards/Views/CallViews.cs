using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>A customer is to be called, or was promised something: before one person, or in the thread.</summary>
internal sealed record FollowUpReminderView(string Title, string? Words, IReadOnlyList<LineView> Lines, string ActionsId, IReadOnlyList<ButtonView> Buttons)
    : PromiseCardView(Title, Words, Lines, ActionsId, Buttons)
{
    public static FollowUpReminderView From(CardContent.FollowUpReminder reminder, CardWriter write)
    {
        var (item, team) = (reminder.Item, reminder.Team);
        var title = write.Say(TitleOf(reminder, write));
        var isAbove = !reminder.IsToOwner && reminder.Reason != FollowUpReason.HalfTime;
        IReadOnlyList<ButtonView> buttons = reminder.IsOver ? [] : write.CallButtons(item, isAbove);
        IReadOnlyList<LineView> lines =
        [
            .. write.Call(item, team).Select((text, i) => new LineView(text, Strong: i == 0)),
            .. write.Quadrant(item, team) is { } quadrant ? [new(quadrant, Strong: false)] : Array.Empty<LineView>(),
            new(write.Say(Phrases.Calls.ForTeam, CardWriter.Name(team)), Strong: false),
        ];
        return new(title, Forms.Words(item, write), lines, ButtonRow.IdOf("call", item.Issue), buttons)
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, DisplayText.Line(lines[0].Text, CardLengths.Notice)),
            About = AboutView.Of(item, CardKinds.FollowUp),
            Rows = RowView.Of([.. buttons], _ => null, write),
        };
    }

    public static Phrase TitleOf(CardContent.FollowUpReminder reminder, CardWriter write) => reminder switch
    {
        { IsOver: true } => Phrases.Calls.Over,
        { Reason: FollowUpReason.HalfTime } => Phrases.Calls.HalfTime,
        { Reason: FollowUpReason.CallIsDue or FollowUpReason.NobodyWorks, IsToOwner: true } => Phrases.Calls.IsDue,
        { Reason: FollowUpReason.NobodyWorks } => Phrases.Calls.NobodyWorks,
        { Reason: FollowUpReason.CallIsDue } => Phrases.Calls.NobodyCalled,
        { Reason: FollowUpReason.PromiseIsDue or FollowUpReason.PromiseIsAboutToBreak, Item.FollowUp.Promise: { } promise } when write.IsToCome(promise.By, reminder.Team) => Phrases.Calls.PromiseNext,
        { Reason: FollowUpReason.PromiseIsDue } => Phrases.Calls.PromiseIsDue,
        { Reason: FollowUpReason.PromiseIsAboutToBreak } => Phrases.Calls.PromiseSoon,
        _ => Phrases.Calls.PromiseBroken,
    };
}

/// <param name="Label">Our own words.</param>
/// <param name="Value">As the customer gave it.</param>
internal sealed record ContactLineView([property: OurWords] string Label, string Value);

/// <summary>Contact data, for one person's eyes.</summary>
internal sealed record CustomerContactView(IReadOnlyList<ContactLineView> Contact, [property: OurWords] string Until) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    public static CustomerContactView From(CardContent.CustomerContact contact, CardWriter write)
    {
        var customer = contact.Customer;
        (Phrase Label, string? Value)[] known = [(Phrases.Calls.ContactName, customer.Name), (Phrases.Calls.ContactPhone, customer.Phone), (Phrases.Calls.ContactEmail, customer.Email)];
        return new(
            [.. known.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => new ContactLineView(write.Say(line.Label), DisplayText.Line(line.Value!, CardLengths.Quote)))],
            write.Say(Phrases.Calls.ContactUntil, CardWriter.Time(contact.Until, contact.Team)))
        {
            // What is said of it elsewhere holds nothing of it.
            Summary = write.Say(Phrases.Calls.ButtonContact),
            About = AboutView.Of(contact.Item, CardKinds.FollowUp),
        };
    }
}

/// <summary>What came of the call.</summary>
internal sealed record CallFormView(string State, string? Words, IReadOnlyList<ChoiceView> Outcomes, ChoiceView Outcome, string? Date) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Promised { get; init; }

    public static CallFormView From(CardContent.CallForm form, CardWriter write)
    {
        ChoiceView[] outcomes =
        [
            new(write.Say(Phrases.Calls.OutcomeReached), "reached"),
            new(write.Say(Phrases.Calls.OutcomeLeftWord), "leftWord"),
            new(write.Say(Phrases.Calls.OutcomeRefused), "refused"),
            new(write.Say(Phrases.Calls.OutcomeWrongNumber), "wrongNumber"),
        ];
        return new(
            Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), outcomes, Forms.Chosen(form, Verbs.Inputs.Outcome, outcomes, null),
            CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? form.DefaultDate))
        {
            Summary = write.Say(Phrases.Calls.ButtonDone),
            Promised = Forms.Value(form, Verbs.Inputs.Promised, null, write),
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, isChange: false, write),
        };
    }
}

/// <summary>Another day for what a customer was promised.</summary>
/// <param name="Plan">What was promised.</param>
internal sealed record MovePromiseFormView(string State, string? Plan, string? Date) : FormView(State)
{
    [ShownOn(Platform.Teams)]
    public string? Reason { get; init; }

    public static MovePromiseFormView From(CardContent.MovePromiseForm form, CardWriter write) => new(
        Forms.State(form.Item, isChange: false), write.Optional(Phrases.Calls.What, form.Item.FollowUp?.Promise?.What, CardLengths.FormComment).FirstOrDefault(),
        CardWriter.FormDate(form.InPlace?.Entered?.Date(Verbs.Inputs.Date) ?? form.DefaultDate))
    {
        Summary = write.Say(Phrases.Calls.ButtonMove),
        Reason = Forms.Value(form, Verbs.Inputs.Reason, null, write),
        OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Issue, isChange: false, write),
    };
}

/// <summary>The customer of an issue has written again.</summary>
internal sealed record WroteAgainNoteView([property: OurWords] string Title, string Headline, string? Words, string Context) : CardView
{
    public static WroteAgainNoteView From(CardContent.WroteAgainNote note, CardWriter write)
    {
        var title = write.Say(Phrases.Calls.WroteAgain);
        return new(title, write.Headline(note.Again), IssueWords.Words(note.Again, write.Room.Of(CardLengths.Comment)), write.Context(note.Again, note.Team))
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, write.Notice(note.Again)),
        };
    }
}
