using HuddleBot.Core.Scores;

namespace HuddleBot.Core.Digests;

/// <summary>What of a report stands in which message of the thread. Pure.</summary>
public static class DigestLayout
{
    /// <summary>So many units stand in one message: what a message holds on both platforms.</summary>
    public const int UnitsPerPage = 12;

    /// <summary>What is left stands in the file: nobody reads on.</summary>
    public const int MostPages = 4;

    /// <summary>The card tells of so many scores that moved; only where there are more, all of them stand below it.</summary>
    public const int MovedOnCard = 3;

    /// <summary>The messages below the card.</summary>
    public static IReadOnlyList<DigestPart> DetailsOf(DigestReport report)
    {
        if (report.IsEmpty) return [];
        var pages = Math.Min(MostPages, (UnitsOf(report).Count + UnitsPerPage - 1) / UnitsPerPage);
        List<DigestPart> parts = [.. Enumerable.Range(0, pages).Select(page => new DigestPart(DigestPartKind.Units, page))];
        if (HasLoops(report)) parts.Add(new(DigestPartKind.Loops));
        if (report.Themes.Count > 0) parts.Add(new(DigestPartKind.Themes));
        return parts;
    }

    /// <summary>The units on a page: what moved first, the most certain first; then those of which something can be said; then those with something to do. By name within.</summary>
    public static IReadOnlyList<TeamFigures> UnitsOn(DigestReport report, int page) => [.. UnitsOf(report).Skip(page * UnitsPerPage).Take(UnitsPerPage)];

    /// <summary>How many units stand on no page.</summary>
    public static int LeftOut(DigestReport report) => Math.Max(0, UnitsOf(report).Count - (MostPages * UnitsPerPage));

    /// <summary>A team's scores, that with most answers first.</summary>
    public static IReadOnlyList<UnitScore> ScoresOf(DigestReport report, TeamFigures unit) => [.. report.Scores.Teams.Where(score => score.Team == unit.Team)];

    /// <summary>Whether anything was begun, is open, came of anything, or has gone quiet; or more moved than the card tells.</summary>
    private static bool HasLoops(DigestReport report) =>
        HasLoops(report.Figures) || HasLoops(report.Before) || report.Drops.Count > MovedOnCard || report.CameBack.Count > 0 || report.Wins.Count > 0 || report.Silent.Silent.Count > 0 || report.Silent.Back.Count > 0;

    private static bool HasLoops(ActivityFigures figures) =>
        new[] { figures.Inner, figures.Outer, figures.FollowUps }.Any(loop => !loop.IsQuiet || loop.OpenAtEnd > 0) ||
        figures.PromisesKept.Of > 0 || figures.CustomerPromisesKept.Of > 0 || figures.HuddlesHeld.Of > 0 || figures.HuddlesMissedByBot > 0;

    /// <summary>Units that have something to show; one alone says nothing that the card does not.</summary>
    private static List<TeamFigures> UnitsOf(DigestReport report)
    {
        if (report.Teams.Count < 2) return [];
        var scores = report.Scores.Teams.ToLookup(score => score.Team);
        var moved = report.Scores.Moved.Where(score => score.Team is not null).Select((score, place) => (score.Team, place)).DistinctBy(one => one.Team).ToDictionary(one => one.Team!, one => one.place);
        return
        [
            .. report.Teams.Where(unit => !unit.Figures.IsEmpty || scores[unit.Team].Any(score => score.Now is WindowScore.Known))
                .OrderBy(unit => moved.GetValueOrDefault(unit.Team, int.MaxValue))
                .ThenBy(unit => scores[unit.Team].Any(score => score.Now is WindowScore.Known) ? 0 : 1)
                .ThenBy(unit => unit.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
