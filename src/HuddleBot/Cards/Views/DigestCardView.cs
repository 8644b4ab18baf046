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
/// <param name="Links">To the numbers as a file, and to the cards of what is open longest.</param>
/// <param name="Buttons">On a preview alone.</param>
/// <param name="Item">What the buttons send: which preview.</param>
internal sealed record DigestCardView(
    [property: OurWords] string Title, IReadOnlyList<SentenceView> Notes, string Headline, IReadOnlyList<SentenceView> Scores, IReadOnlyList<DecideView> Decide, TrendView? Trend, IReadOnlyList<PartView> Parts,
    string? Details, IReadOnlyList<LinkView> Links, IReadOnlyList<ButtonView> Buttons,
    [property: ShownOn(Platform.Teams)] string? Item) : CardView
{
    /// <summary>So many lines of each kind: a screen.</summary>
    private const int Most = 2, MostScores = 2;

    /// <summary>A line of somebody's words.</summary>
    private const int Words = 100;

    public static DigestCardView From(CardContent.DigestCard card, CardWriter write)
    {
        var (report, frame) = (card.Report, card.Frame);
        var (title, headline) = (write.TitleOf(report), write.Headline(report));
        return new(
            title, [.. NotesOf(frame, write).Select(note => new SentenceView(note))], headline,
            [.. report.Scores.Company.Skip(1).Take(MostScores).Select(score => new SentenceView(CardWriter.CapitalFirst(write.Score(score))))],
            [.. DecideOf(report, write)], frame.Trend is { } trend ? TrendView.From(trend, write) : null, [.. PartsOf(report, frame, write)], DetailsOf(report, frame, write), [.. LinksOf(report, frame, write)], [.. ButtonsOf(frame, write)],
            frame.Preview?.Id)
        {
            Summary = write.Say(Phrases.Digests.Unit, title, headline),
        };
    }

    private static string? DetailsOf(DigestReport report, DigestFrame frame, CardWriter write) => (frame.HasDetails, HasFigures: report.Scores.Company.Concat(report.Scores.Teams).Any(score => score.Now is WindowScore.Known)) switch
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
        yield return preview.Next is { } next ? write.Say(Phrases.Lines.Then, only, write.Say(Phrases.Digests.Next, write.Moment(next, frame.Zone))) : only;
    }

    private static IEnumerable<PartView> PartsOf(DigestReport report, DigestFrame frame, CardWriter write)
    {
        List<PartView> parts =
        [
            Part(Phrases.Digests.Earlier, frame.RollUps.Select(rollUp => write.Say(Phrases.Digests.Unit, write.PeriodOf(rollUp.Period), write.Headline(rollUp)))),
            Part(Phrases.Digests.Moved, Some(MovedOf(report, write), DigestLayout.MovedOnCard)),
            Part(Phrases.Digests.Loops, write.Loops(report.Figures, report, whole: false)),
            Part(Phrases.Digests.CameBack, Some([.. report.CameBack.Select(answer => write.Of(answer, report, Words))], Most, report.CameBackInAll)),
            Theme(),
            Part(Phrases.Digests.Wins, Some([.. report.Wins.Select(win => write.Of(win, report, Words))], Most)),
            Part(Phrases.Digests.Silent, Some([.. write.Of(report.Silent, report)], Most)),
        ];
        return parts.Where(part => part.Lines.Count > 0);

        PartView Part(Phrase heading, IEnumerable<string> lines) => PartView.Of(write.Say(heading), [.. lines.Select(line => new PartLineView(line))], write);

        // What is to be decided stands above already.
        PartView Theme()
        {
            var isAbove = report is { Decide: ThingToDecide.OfTheme decide, Themes: [var first, ..] } && decide.Theme == first.Theme;
            var next = report.Themes.FirstOrDefault(theme => (report.Decide as ThingToDecide.OfTheme)?.Theme != theme.Theme);
            return new(write.Say(isAbove ? Phrases.Digests.NextTheme : Phrases.Digests.TopTheme), next is null ? [] : [.. LinesOf(next)]);
        }

        IEnumerable<PartLineView> LinesOf(DigestTheme theme) => PartLineView.Of(write.Of(theme, report), theme.Verbatims is [var said, ..] ? write.Of(said, report, Words) : null);

        IEnumerable<string> Some(IReadOnlyList<string> lines, int most, int inAll = 0) => lines.Take(most).Concat(write.MoreThan(Math.Min(most, lines.Count), Math.Max(inAll, lines.Count)));
    }

    /// <summary>Falls that were told come first: they were looked at day by day. Recoveries are wins.</summary>
    private static IReadOnlyList<string> MovedOf(DigestReport report, CardWriter write)
    {
        var falls = report.Drops.Where(drop => !drop.IsRecovery).ToList();
        var moved = report.Scores.Moved.Where(score => score.Team is not null && report.Teams.Count > 1 && !falls.Exists(fall => fall.Team == score.Team && score.Verdict == MovementVerdict.Down));
        return [.. falls.Select(drop => write.Of(drop, report)), .. moved.Select(score => write.Of(score, report))];
    }

    private static IEnumerable<DecideView> DecideOf(DigestReport report, CardWriter write)
    {
        if (report.Decide is not { } thing) yield break;
        List<PartLineView> lines = [new(write.What(thing)), new(write.Why(thing, report))];
        if (thing.Verbatim is { } said) lines.Add(new(write.Of(said, report, Words), Quiet: true));
        if (thing.Among > 1) lines.Add(new(write.Among(thing), Quiet: true));
        yield return new(write.Say(Phrases.Digests.Decide), lines, write.Say(Phrases.Digests.Open), thing.Item);
    }

    private static IEnumerable<LinkView> LinksOf(DigestReport report, DigestFrame frame, CardWriter write)
    {
        (LoopFigures Loop, Phrase Label)[] loops =
            [(report.Figures.Inner, Phrases.Digests.OldestFix), (report.Figures.Outer, Phrases.Digests.OldestEscalation), (report.Figures.FollowUps, Phrases.Digests.OldestCall)];
        foreach (var (loop, label) in loops)
        {
            if (loop.Oldest is { } oldest && frame.Cards.GetValueOrDefault(oldest.Issue) is { } card) yield return new(write.Say(label), card.AbsoluteUri);
        }

        if (frame.Table is { } table) yield return new(write.Say(Phrases.Digests.Table), table.AbsoluteUri);
    }

    private static IEnumerable<ButtonView> ButtonsOf(DigestFrame frame, CardWriter write)
    {
        if (frame.Preview is not { } preview) yield break;
        yield return new(Verbs.DigestMine, write.Say(Phrases.Digests.SendMe), preview.Id, Primary: false);
        if (preview.MaySendToLeads) yield return new(Verbs.DigestSend, write.Say(Phrases.Digests.SendLeads), preview.Id, Primary: false);
    }
}

/// <summary>The one thing to decide.</summary>
/// <param name="Item">What the button opens, for the person who taps: a theme or an issue. Who may not decide on it is told so.</param>
internal sealed record DecideView([property: OurWords] string Heading, IReadOnlyList<PartLineView> Lines, [property: OurWords] string Label, string Item);

/// <summary>To something outside of the card.</summary>
internal sealed record LinkView([property: OurWords] string Label, string Url);

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
