using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>One event, told in a thread.</summary>
/// <param name="Words">What was typed; null: nothing.</param>
/// <param name="Subject">What it is about, where no thread says so; null: a thread does.</param>
/// <param name="Hint">How to answer; null: nobody is asked anything, or not any more.</param>
internal sealed record EventNoteView(
    string? Subject, string Headline, string? Words, [property: OurWords] string? Hint, [property: ShownOn(Platform.Slack)] string ActionsId,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> Rows { get; init; }

    public static EventNoteView From(CardContent.EventNote note, CardWriter write)
    {
        var (headline, typed) = write.Tell(note.Event, note.Team, note.Zone);
        var words = DecisionWords.Typed(typed, write.Room.Of(CardLengths.Letter));
        var isAsked = note is { Event: IssueEvent.TriageAsked, Item.Issue.State: IssueState.EscalatedToManager { Escalation.Triage: TriageState.Asked } };
        ButtonView[] buttons = isAsked ? [TriageButtons.Button(note.Item, Verbs.AnswerQuestion, Phrases.Buttons.Answer, write, primary: true)] : [];
        var subject = note.IsAlone ? write.Say(Phrases.Events.About, CardWriter.Name(note.Team), write.QuotedLine(note.Item, CardLengths.Quote)) : null;
        return new(subject, headline, words, isAsked ? write.Say(Phrases.Events.HowToAnswer) : null, ButtonRow.IdOf("note", note.Item.Issue), buttons)
        {
            Summary = words is null ? headline : write.Say(Phrases.Lines.Then, headline, DisplayText.Line(words, CardLengths.Notice)),
            About = AboutView.Of(note.Item, CardKinds.Issue),
            Rows = RowView.Of(buttons, note.Team, note.Item, CardKinds.Issue, write),
        };
    }
}

/// <summary>Why not, and what to do.</summary>
internal sealed record RefusalNoteView(string Text) : CardView
{
    public static RefusalNoteView From(CardContent.RefusalNote note, CardWriter write)
    {
        var text = write.Refuse(note.Refusal, note.Team);
        return new(text) { Summary = text };
    }
}

/// <summary>The same as a dialog.</summary>
internal sealed record RefusalFormView(string Text) : CardView
{
    public static RefusalFormView From(CardContent.RefusalForm form, CardWriter write)
    {
        var text = write.Refuse(form.Refusal, form.Team);
        return new(text) { Summary = text };
    }
}

internal sealed record AddedNoteView(string Text) : CardView
{
    public static AddedNoteView From(CardContent.AddedNote note, CardWriter write)
    {
        var text = write.Say(Phrases.Replies.Added, CardWriter.Name(note.Team), write.QuotedLine(note.Item, CardLengths.Quote));
        return new(text) { Summary = text };
    }
}

internal sealed record OpenedNoteView(string Text) : CardView
{
    public static OpenedNoteView From(CardContent.OpenedNote note, CardWriter write)
    {
        var text = write.Say(Phrases.Replies.Opened, write.QuotedLine(note.Item, CardLengths.Quote));
        return new(text) { Summary = text };
    }
}

internal sealed record AnsweredInChatNoteView(string Text) : CardView
{
    public static AnsweredInChatNoteView From(CardWriter write)
    {
        var text = write.Say(Phrases.Replies.AnsweredInChat);
        return new(text) { Summary = text };
    }
}

internal sealed record TryAgainNoteView(string Text) : CardView
{
    public static TryAgainNoteView From(CardContent.TryAgainNote note, CardWriter write)
    {
        var text = write.Say(note.IsUnderWay ? Phrases.Replies.UnderWay : Phrases.Replies.TryAgain);
        return new(text) { Summary = text };
    }
}

internal sealed record HelpView([property: ShownOn(Platform.Slack)] string Title) : CardView
{
    /// <summary>The title without the name of the team.</summary>
    [ShownOn(Platform.Teams)]
    [OurWords]
    public required string Heading { get; init; }

    /// <summary>What the words for a customer's quadrant mean; null: none stand on the team's cards.</summary>
    [OurWords]
    public required string? Quadrants { get; init; }

    public static HelpView From(CardContent.Help help, CardWriter write)
    {
        var title = (help.Team, help.IsHello) switch
        {
            (null, false) => write.Say(Phrases.Replies.Help),
            (null, true) => write.Say(Phrases.Replies.Hello),
            ({ } team, false) => write.Say(Phrases.Replies.HelpTeam, CardWriter.Name(team)),
            ({ } team, true) => write.Say(Phrases.Replies.HelloTeam, CardWriter.Name(team)),
        };
        return new(title)
        {
            Summary = title,
            Heading = write.Say(help.IsHello ? Phrases.Replies.Hello : Phrases.Replies.Help),
            Quadrants = help.Team?.Quadrants is null ? null : write.Say(Phrases.Quadrants.Help),
        };
    }
}
