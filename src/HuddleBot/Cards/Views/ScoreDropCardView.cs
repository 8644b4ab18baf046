using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>A fall of the score: since when, from what to what, why, and what the team makes of it.</summary>
/// <param name="Whose">The team, and the part of its answers.</param>
/// <param name="Chance">How often chance makes as much.</param>
/// <param name="Voices">What stands above the words of customers; null: there are none.</param>
/// <param name="State">How it ended, and what was decided; empty as long as neither is known.</param>
internal sealed record ScoreDropCardView(
    [property: OurWords] string Title, string Whose, IReadOnlyList<LineView> Lines, [property: OurWords] string Chance, TrendView? Trend, [property: OurWords] string? Voices,
    IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<LineView> State, [property: ShownOn(Platform.Slack)] string ActionsId,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ButtonView> Buttons) : CardView
{
    /// <summary>The colour of the title, which says the same: <c>Attention</c> or <c>Default</c>.</summary>
    [ShownOn(Platform.Teams)]
    public required string Tone { get; init; }

    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> Rows { get; init; }

    public static ScoreDropCardView From(CardContent.ScoreDropCard card, CardWriter write)
    {
        var (team, item) = (card.Team, card.Item);
        var (drop, verbatims) = (item.Drop!.Drop, item.Drop.Verbatims);
        ButtonView[] buttons = [.. IssueCardView.ButtonsOf(item, write)];

        // What somebody wrote at length stands whole where they wrote it, and before the managers.
        string?[] state = [write.Ending(drop.Head), .. write.Decision(item.Issue, team).Select(text => DisplayText.Shorten(text, write.Room.Of(CardLengths.Typed)))];
        return new(
            write.Title(drop), write.TitleOf(team, drop.Head.Series.Part),
            [.. write.Figures(drop).Select((text, i) => new LineView(text, Strong: i == 0))],
            write.Chance(drop.Head.Fell),
            card.Trend is { } trend ? TrendView.From(trend, write) : null,
            verbatims.Count > 0 ? write.Say(Phrases.Drops.Voices) : null,
            [.. verbatims.Select(one => new EvidenceView(DisplayText.Shorten(DisplayText.Clean(one.Comment!), write.Room.Of(CardLengths.FormComment)), From(one, team, write)))],
            [.. state.OfType<string>().Select((text, i) => new LineView(text, Strong: i == 0))],
            ButtonRow.IdOf("drop", item.Issue), buttons)
        {
            Summary = write.Notice(team, drop),
            Tone = drop.IsDown ? "Attention" : "Default",
            About = AboutView.Of(item, CardKinds.ScoreDrop),
            Rows = RowView.Of(buttons, team, item, CardKinds.ScoreDrop, write),
        };
    }

    /// <summary>"2 of 10 · Arrival · Sat 7 Nov 08:30".</summary>
    private static string From(Response response, FrontlineTeam team, CardWriter write)
    {
        string?[] parts =
        [
            response.Score is { } score ? write.Points(score) : null,
            response.Touchpoint is { } touchpoint ? CardWriter.CapitalFirst(DisplayText.Line(touchpoint, CardLengths.AttributeValue)) : null,
            write.Moment(response.AnsweredAt, team),
        ];
        return string.Join(" · ", parts.Where(part => part is { Length: > 0 }));
    }
}

/// <summary>In the thread of a fall: the score is back.</summary>
internal sealed record ScoreBackNoteView([property: OurWords] string Title, string Line, [property: OurWords] string Thanks) : CardView
{
    public static ScoreBackNoteView From(CardContent.ScoreBackNote note, CardWriter write)
    {
        var title = write.Say(Phrases.Drops.IsBack, write.NameOf(note.Series.Metric));
        var line = write.Say(
            Phrases.Drops.BackNote, write.TitleOf(note.Team, note.Series.Part), write.Figure(note.Series, note.Back.Now), write.Day(note.Back.Since), write.Figure(note.Series, note.Back.Down));
        return new(title, line, write.Say(Phrases.Drops.Thanks)) { Summary = write.Say(Phrases.Lines.Sentence, title, line) };
    }
}
