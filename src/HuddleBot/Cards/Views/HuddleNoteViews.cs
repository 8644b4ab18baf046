using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>The gentle clock.</summary>
internal sealed record TimeIsUpNoteView([property: OurWords] string Text) : CardView
{
    public static TimeIsUpNoteView From(CardContent.TimeIsUpNote note, CardWriter write)
    {
        var text = note.Huddle.Phase == HuddlePhase.Running
            ? write.Say(Phrases.Huddles.TimeIsUp, write.Minutes(note.Huddle.Minutes))
            : write.Say(Phrases.Huddles.TimeWasUp, CardWriter.Time(note.Huddle.TimeIsUpAt, note.Team));
        return new(text) { Summary = text };
    }
}

/// <summary>To one person: what a huddle waits for.</summary>
internal abstract record HuddleReminderView(
    [property: OurWords] string Title, IReadOnlyList<string> Lines, [property: ShownOn(Platform.Slack)] string ActionsId,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> Rows { get; init; }
}

/// <summary>It waits for somebody to start it.</summary>
internal sealed record LeadReminderView(string Title, IReadOnlyList<string> Lines, string ActionsId, IReadOnlyList<ButtonView> Buttons) : HuddleReminderView(Title, Lines, ActionsId, Buttons)
{
    public static LeadReminderView From(CardContent.LeadReminder reminder, CardWriter write)
    {
        var (team, huddle) = (reminder.Team, reminder.Huddle);
        var waits = huddle.Phase == HuddlePhase.Announced && !reminder.IsOver;
        var title = waits ? write.Say(Phrases.Reminders.Lead) : write.TitleInOurWords(huddle, team);
        ButtonView[] buttons = !waits
            ? []
            :
            [
                HuddleButtons.Button(huddle, Verbs.HuddleStart, Phrases.Buttons.Start, write, primary: true),
                HuddleButtons.Button(huddle, Verbs.HuddlePass, Phrases.Buttons.Pass, write),
                HuddleButtons.Button(huddle, Verbs.HuddleAway, Phrases.Buttons.Away, write),
            ];
        var line = waits ? write.Say(Phrases.Reminders.LeadWaits, CardWriter.Name(team), CardWriter.Time(huddle.StartsAt, team)) : WhatBecameOfIt(huddle, write);
        return new(title, [line], HuddleButtons.RowId("lead", huddle), buttons)
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, line),
            About = AboutView.Of(huddle),
            Rows = RowView.Of(buttons, verb => HuddleForms.InCard(verb, team, huddle, write), write),
        };
    }

    private static string WhatBecameOfIt(Huddle huddle, CardWriter write) => huddle.Phase switch
    {
        HuddlePhase.Announced => huddle.Lead is { } lead ? write.Say(Phrases.Reminders.LeadPassed, CardWriter.Name(lead)) : write.Say(Phrases.Reminders.NothingLeft),
        HuddlePhase.Running => write.Say(Phrases.Reminders.Started),
        HuddlePhase.Finished => write.Say(Phrases.Reminders.Finished),
        HuddlePhase.CalledOff => write.Say(Phrases.Huddles.CalledOff),
        _ => write.Say(Phrases.Huddles.Missed),
    };
}

/// <summary>Its thread takes the answer of who cannot be there.</summary>
internal sealed record AnswerReminderView(string Title, IReadOnlyList<string> Lines, string ActionsId, IReadOnlyList<ButtonView> Buttons) : HuddleReminderView(Title, Lines, ActionsId, Buttons)
{
    public static AnswerReminderView From(CardContent.AnswerReminder reminder, CardWriter write)
    {
        var (team, huddle) = (reminder.Team, reminder.Huddle);
        var until = write.Moment(huddle.AnswersUntil, team);
        var isPast = write.IsPast(huddle.AnswersUntil);
        var waits = !isPast && !reminder.IsOver;
        var title = waits ? write.Say(Phrases.Reminders.Answer) : write.TitleInOurWords(huddle, team);
        ButtonView[] buttons = waits ? [HuddleButtons.Button(huddle, Verbs.HuddleAnswer, Phrases.Buttons.Answer, write, primary: true)] : [];
        string[] lines = waits
            ? [write.Say(Phrases.Reminders.AnswerUntil, CardWriter.Name(team), until), write.Question(huddle.Agenda) ?? write.Say(Phrases.Huddles.EmptyQuestion)]
            : [isPast ? write.Say(Phrases.Reminders.AnswersWere, until) : write.Say(Phrases.Reminders.NothingLeft)];
        return new(title, lines, HuddleButtons.RowId("answer", huddle), buttons)
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, lines[0]),
            About = AboutView.Of(huddle),
            Rows = RowView.Of(buttons, verb => HuddleForms.InCard(verb, team, huddle, write), write),
        };
    }
}
