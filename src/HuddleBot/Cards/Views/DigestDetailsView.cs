using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;

namespace HuddleBot.Cards.Views;

/// <summary>More of a digest, in its thread.</summary>
internal sealed record DigestDetailsView([property: OurWords] string Title, IReadOnlyList<DigestBlockView> Blocks) : CardView
{
    /// <summary>Of a customer's words; of what managers and teams wrote.</summary>
    private const int Verbatim = 400, Words = 200;

    /// <summary>A message holds so many: of the scores of one team, of what fell, of what went quiet.</summary>
    private const int MostScores = 3, MostFallen = 10, MostSilent = 12;

    public static DigestDetailsView From(CardContent.DigestDetails details, CardWriter write)
    {
        var report = details.Report;
        var (title, blocks) = details.Part.Kind switch
        {
            DigestPartKind.Units => (UnitsTitle(report, details.Part.Page, write), UnitsOf(report, details.Part.Page, write)),
            DigestPartKind.Loops => (write.Say(Phrases.Digests.AllLoops), LoopsOf(report, write)),
            DigestPartKind.Themes => (write.Say(Phrases.Digests.AllThemes), ThemesOf(report, write)),
            _ => throw new InvalidOperationException($"{details.Part.Kind} is no part with details"),
        };
        return new(title, [.. blocks]) { Summary = title };
    }

    private static string UnitsTitle(DigestReport report, int page, CardWriter write)
    {
        var pages = DigestLayout.DetailsOf(report).Count(part => part.Kind == DigestPartKind.Units);
        return pages == 1 ? write.Say(Phrases.Digests.Units) : write.Say(Phrases.Digests.UnitsPage, DigestScoreWords.Number(page + 1), DigestScoreWords.Number(pages));
    }

    private static IEnumerable<DigestBlockView> UnitsOf(DigestReport report, int page, CardWriter write)
    {
        foreach (var unit in DigestLayout.UnitsOn(report, page))
        {
            var scores = DigestLayout.ScoresOf(report, unit).Take(MostScores).Select(score => new PartLineView(CardWriter.CapitalFirst(write.Score(score))));
            yield return new(DigestScoreWords.NameOf(unit), [.. scores, .. write.Loops(unit.Figures, report, whole: false, named: false).Select(line => new PartLineView(line, Quiet: true))]);
        }

        if (page == DigestLayout.MostPages - 1 && DigestLayout.LeftOut(report) is > 0 and var left) yield return new(write.Say(Phrases.Digests.UnitsLeft, DigestScoreWords.Number(left)), []);
    }

    private static IEnumerable<DigestBlockView> LoopsOf(DigestReport report, CardWriter write)
    {
        DigestBlockView[] blocks =
        [
            Block(Phrases.Digests.Loops, write.Loops(report.Figures, report, whole: true)),
            Block(Phrases.Digests.Before, write.Loops(report.Before, report, whole: true)),
            Block(Phrases.Digests.Moved, report.Drops.Take(report.Drops.Count > DigestLayout.MovedOnCard ? MostFallen : 0).Select(drop => write.Of(drop, report))),
            Block(Phrases.Digests.CameBack, report.CameBack.Select(answer => write.Of(answer, report, Words)).Concat(write.MoreThan(report.CameBack.Count, report.CameBackInAll))),
            Block(Phrases.Digests.Wins, report.Wins.Select(win => write.Of(win, report, Words))),
            Block(Phrases.Digests.Silent, write.Of(report.Silent, report).Take(MostSilent)),
        ];
        return blocks.Where(block => block.Lines.Count > 0);

        DigestBlockView Block(Phrase heading, IEnumerable<string> lines)
        {
            var part = PartView.Of(write.Say(heading), [.. lines.Select(line => new PartLineView(line))], write);
            return new(part.Heading, part.Lines);
        }
    }

    private static IEnumerable<DigestBlockView> ThemesOf(DigestReport report, CardWriter write) =>
        report.Themes.Select(theme => new DigestBlockView(write.Of(theme, report), [.. theme.Verbatims.Select(said => new PartLineView(write.Of(said, report, Verbatim)))]));
}

/// <param name="Heading">May be the name of a team or a theme.</param>
internal sealed record DigestBlockView(string Heading, IReadOnlyList<PartLineView> Lines);
