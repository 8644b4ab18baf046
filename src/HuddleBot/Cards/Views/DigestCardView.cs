using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;

namespace HuddleBot.Cards.Views;

/// <summary>A digest on one screen.</summary>
/// <param name="Notes">What to know before reading: that it is late, or a preview.</param>
/// <param name="Headline">The score of all together.</param>
/// <param name="Scores">Those of other metrics.</param>
/// <param name="Decide">The one thing to decide; empty: there is none.</param>
/// <param name="Details">That more follows, and what the figures in brackets are.</param>
/// <param name="Buttons">On a preview alone.</param>
/// <param name="Item">What the buttons send: which preview.</param>
internal sealed record DigestCardView(
    [property: OurWords] string Title, IReadOnlyList<SentenceView> Notes, string Headline, IReadOnlyList<SentenceView> Scores, IReadOnlyList<PartView> Decide, TrendView? Trend, IReadOnlyList<PartView> Parts,
    string? Details, [property: OurWords] string TableLabel, string? Table, IReadOnlyList<ButtonView> Buttons,
    [property: ShownOn(Platform.Teams)] string? Item) : CardView
{
    /// <summary>So many lines of each kind: a screen.</summary>
    private const int Most = 2, MostMoved = 3, MostScores = 2;

    /// <summary>A line of somebody's words.</summary>
    private const int Words = 100;

    public static DigestCardView From(CardContent.DigestCard card, CardWriter write)
    {
        var (report, frame) = (card.Report, card.Frame);
        var (title, headline) = (write.TitleOf(report), write.Headline(report));
        return new(
            title, [.. NotesOf(frame, write).Select(note => new SentenceView(note))], headline,
            [.. report.Scores.Company.Skip(1).Take(MostScores).Select(score => new SentenceView(CardWriter.CapitalFirst(write.Score(score))))],
            [.. DecideOf(report, write)], frame.Trend is { } trend ? TrendView.From(trend, write) : null, [.. PartsOf(report, frame, write)], DetailsOf(report, frame, write), write.Say(Phrases.Digests.Table), frame.Table?.AbsoluteUri, [.. ButtonsOf(frame, write)],
            frame.Preview?.Id)
        {
            Summary = write.Say(Phrases.Digests.Unit, title, headline),
        };
    }

    private static string? DetailsOf(DigestReport report, DigestFrame frame, CardWriter write) => (frame.HasDetails, HasFigures: report.Scores.Company.Count > 0) switch
    {
        (true, true) => write.Say(Phrases.Lines.Sentence, write.Say(Phrases.Digests.InThread), write.Say(Phrases.Digests.Brackets)),
        (true, false) => write.Say(Phrases.Digests.InThread),
        (false, true) => write.Say(Phrases.Digests.Brackets),
        _ => null,
    };

    private static IEnumerable<string> NotesOf(DigestFrame frame, CardWriter write)
    {
        if (frame.WasDue is { } due) yield return write.Say(Phrases.Digests.Late, write.Moment(due, frame.Zone));
        if (frame.IsAsked) yield return write.Say(Phrases.Digests.Asked);
        if (frame.Preview is not { } preview) yield break;
        var only = write.Say(Phrases.Digests.Preview);
        yield return preview.Next is { } next ? write.Say(Phrases.Lines.Sentence, only, write.Say(Phrases.Digests.Next, write.Moment(next, frame.Zone))) : only;
    }

    private static IEnumerable<PartView> PartsOf(DigestReport report, DigestFrame frame, CardWriter write)
    {
        List<PartView> parts =
        [
            Part(Phrases.Digests.Earlier, frame.RollUps.Select(rollUp => write.Say(Phrases.Digests.RollUp, write.PeriodOf(rollUp.Period), write.Headline(rollUp)))),
            Part(Phrases.Digests.Moved, Some(MovedOf(report, write), MostMoved)),
            Part(Phrases.Digests.Loops, write.Loops(report.Figures, report, whole: false)),
            Part(Phrases.Digests.CameBack, Some([.. report.CameBack.Select(answer => write.Of(answer, report, Words))], Most)),
            new(write.Say(Phrases.Digests.TopTheme), [.. report.Themes.Where(theme => report.Decide is not ThingToDecide.OfTheme decide || decide.Theme != theme.Theme).Take(1).SelectMany(theme => LinesOf(theme))]),
            Part(Phrases.Digests.Wins, Some([.. report.Wins.Select(win => write.Of(win, report, Words))], Most)),
            Part(Phrases.Digests.Silent, Some([.. write.Of(report.Silent, report)], Most)),
        ];
        return parts.Where(part => part.Lines.Count > 0);

        PartView Part(Phrase heading, IEnumerable<string> lines) => PartView.Of(write.Say(heading), [.. lines.Select(line => new PartLineView(line))], write);

        IEnumerable<PartLineView> LinesOf(DigestTheme theme) => PartLineView.Of(write.Of(theme, report), theme.Verbatims is [var said, ..] ? write.Of(said, report, Words) : null);

        IEnumerable<string> Some(IReadOnlyList<string> lines, int most) => lines.Count <= most ? lines
            : lines.Take(most).Append(lines.Count == most + 1 ? write.Say(Phrases.Digests.OneMore) : write.Say(Phrases.Digests.More, DigestScoreWords.Number(lines.Count - most)));
    }

    /// <summary>Falls that were told come first: they were looked at day by day. Recoveries are wins.</summary>
    private static IReadOnlyList<string> MovedOf(DigestReport report, CardWriter write)
    {
        var falls = report.Drops.Where(drop => !drop.IsRecovery).ToList();
        var moved = report.Scores.Moved.Where(score => score.Team is not null && report.Teams.Count > 1 && !falls.Exists(fall => fall.Team == score.Team && score.Verdict == MovementVerdict.Down));
        return [.. falls.Select(drop => write.Of(drop, report)), .. moved.Select(score => write.Of(score, report))];
    }

    private static IEnumerable<PartView> DecideOf(DigestReport report, CardWriter write)
    {
        if (report.Decide is not { } thing) yield break;
        List<PartLineView> lines = [new(write.What(thing)), new(write.Why(thing, report))];
        if (thing.Verbatim is { } said) lines.Add(new(write.Of(said, report, Words), Quiet: true));
        var waits = write.Say(Phrases.Digests.Waits);
        lines.Add(new(thing.Among > 1 ? write.Say(Phrases.Lines.Sentence, write.Among(thing), waits) : waits, Quiet: true));
        yield return new(write.Say(Phrases.Digests.Decide), lines);
    }

    private static IEnumerable<ButtonView> ButtonsOf(DigestFrame frame, CardWriter write)
    {
        if (frame.Preview is not { } preview) yield break;
        yield return new(Verbs.DigestMine, write.Say(Phrases.Digests.SendMe), preview.Id, Primary: false);
        if (preview.MaySendToLeads) yield return new(Verbs.DigestSend, write.Say(Phrases.Digests.SendLeads), preview.Id, Primary: false);
    }
}

/// <summary>A line of our own words.</summary>
internal sealed record SentenceView([property: OurWords] string Text);

/// <summary>Says that a digest is on its way.</summary>
internal sealed record DigestSentNoteView(string Text) : CardView
{
    public static DigestSentNoteView From(CardContent.DigestSentNote note, CardWriter write)
    {
        var text = write.Say(note.Target == DigestTarget.Me ? Phrases.Digests.SentToYou : Phrases.Digests.SentToLeads);
        return new(text) { Summary = text };
    }
}
