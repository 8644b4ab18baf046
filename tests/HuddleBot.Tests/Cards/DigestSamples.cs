using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Silences;
using HuddleBot.Tests.Charts;
using NodaTime;
using static HuddleBot.Tests.Cards.CardSamples;
using CameBack = HuddleBot.Core.Digests.CameBack;

namespace HuddleBot.Tests.Cards;

/// <summary>Digests: of a full week, of a tiny company, of a huge one, of an empty week; late, asked for, before its time; a month, a quarter; a manager's.</summary>
internal static class DigestSamples
{
    public static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];
    public static readonly DigestPeriod Week = new(DigestSpan.Week, new(2026, 11, 16), London);
    private static readonly DigestPeriod October = new(DigestSpan.Month, new(2026, 10, 1), London);
    private static readonly DigestPeriod Quarter = new(DigestSpan.Quarter, new(2026, 7, 1), London);
    private static readonly string[] Names = ["London Heathrow lounge", "Paris lounge", "Gatwick lounge", "Vienna check-in", "Oslo check-in"];

    public static IEnumerable<(string Name, CardContent Content)> All
    {
        get
        {
            var (full, huge) = (Full(), Huge());
            var preview = new DigestPreview("preview-1", Instant.FromUtc(2026, 11, 30, 8, 0), MaySendToLeads: true);
            var frame = new DigestFrame(London) { HasDetails = true, Table = new("https://bot.example.com/digests/abc.csv") };
            var cards = new Dictionary<IssueId, Uri> { [Issue(1)] = new("https://chat.example.com/archives/C0001/p1"), [Issue(3)] = new("https://chat.example.com/archives/C0003/p2") };
            return
            [
                ("full", new CardContent.DigestCard(full, frame with { Trend = Trend(), Cards = cards })),
                ("full without a picture", new CardContent.DigestCard(full, frame with { Trend = Trend() with { Picture = null }, Cards = cards })),
                ("with customers at risk", new CardContent.DigestCard(full with { Decide = full.Decide! with { AtRisk = 2, AmongAtRisk = 1 } }, frame)),
                ("tiny", new CardContent.DigestCard(Tiny(), new(London))),
                ("huge", new CardContent.DigestCard(huge, frame)),
                ("empty", new CardContent.DigestCard(Empty(Week), new(London))),
                ("empty month", new CardContent.DigestCard(Empty(October), new(London))),
                ("late", new CardContent.DigestCard(Tiny(), frame with { WasDue = Instant.FromUtc(2026, 11, 23, 8, 0) })),
                ("asked for", new CardContent.DigestCard(Tiny(), frame with { IsAsked = true })),
                ("preview", new CardContent.DigestCard(full, frame with { HasDetails = false, Preview = preview })),
                ("preview of a manager", new CardContent.DigestCard(OfManager(), new(London) { Preview = new("preview-2", null, MaySendToLeads: false) })),
                ("with month and quarter", new CardContent.DigestCard(full, frame with { RollUps = [full with { Period = October }, full with { Period = Quarter }] })),
                ("month", new CardContent.DigestCard(full with { Period = October }, new(London))),
                ("quarter", new CardContent.DigestCard(full with { Period = Quarter }, new(London))),
                .. Details(full).Select((details, i) => ($"full {i + 1}", details)),
                .. Details(huge).Select((details, i) => ($"huge {i + 1}", details)),
                ("to me", new CardContent.DigestSentNote(DigestTarget.Me)),
                ("to the CX leads", new CardContent.DigestSentNote(DigestTarget.Leads)),
            ];
        }
    }

    /// <summary>With texts that somebody has typed to do harm.</summary>
    public static IEnumerable<CardContent> Hostile(Func<int, string> text)
    {
        var team = Team with { Name = text(300) };
        var hostile = Full() with
        {
            Teams = [.. Full().Teams.Select(unit => unit with { Name = text(300) })],
            CameBack = [.. Enumerable.Repeat(new CameBack(CameBackAs.SentBack, text(3000), Now, [Issue(0), Issue(1), Issue(2)], null), DigestReport.MostCameBack)],
            Themes = [.. Enumerable.Repeat(new DigestTheme(ThemeId.Of("x"), text(300), true, int.MaxValue, int.MaxValue, [Id(0), Id(1), Id(2)], 9, 9, [.. Enumerable.Repeat(Said(0, text(3000)), 3)]), DigestReport.MostThemes)],
            Wins =
            [
                new Win.FixWorked(Issue(0), text(3000), text(3000), Now), new Win.AnswerHelped(Issue(1), text(3000), Now), new Win.Recovered(Fell(text(300), isRecovery: true)), new Win.Celebrated(Said(1, text(3000)), text(3000), 9),
                new Win.ScoreRose(Rose(text(3000), null)), new Win.ScoreRose(Rose(null, text(300))),
            ],
            Drops = [.. Enumerable.Repeat(Fell(text(300), isRecovery: false), 30)],
            Silent = new([.. Enumerable.Range(0, 300).Select(_ => new Silence(new SilentThing.Delivery(team, 9, text(3000)), Now, null)), new(new SilentThing.Feed(text(300)), Now, new(1, 3, false, 50))], []),
            Names = Enumerable.Range(0, Names.Length).ToDictionary(Issue, _ => text(3000)),
            Decide = new ThingToDecide.OfEscalation(Issue(0), text(300), text(3000), Now, 99, int.MaxValue, 1e300, true, 999, [Id(0), Id(1), Id(2)], Said(0, text(3000))),
        };
        yield return new CardContent.DigestCard(hostile, new(London) { Preview = new("preview-3", Now, true), HasDetails = true, RollUps = [hostile with { Period = October }], WasDue = Now, IsAsked = true });
        yield return new CardContent.DigestCard(hostile with { Decide = new ThingToDecide.OfTheme(ThemeId.Of("x"), text(300), Now, 1, 1, null, false, 1, [Id(0)], null) }, new(London));
        foreach (var details in Details(hostile)) yield return details;
        var many = Huge();
        foreach (var details in Details(many with { Teams = [.. many.Teams.Select(unit => unit with { Name = text(300) })] })) yield return details;
    }

    /// <summary>A week in which everything happened, in five teams.</summary>
    public static DigestReport Full()
    {
        var (inner, outer, calls) = (
            new LoopFigures(8, 12, 11, 1, 8, 1, new(11, 12), new(Issue(1), Now, 9, false)), new LoopFigures(4, 5, 4, 0, 5, 2, new(3, 4), new(Issue(3), Now, 21, true)),
            new LoopFigures(2, 9, 8, 0, 3, 0, new(8, 8), new(Issue(0), Now, 1, false)));
        var figures = new ActivityFigures(1204, inner, outer, calls, new(9, 11), new(3, 3), new(13, 15), 0, 4, 6);
        var units = Names.Select((name, i) => new TeamFigures(Id(i), name, i == 4 ? ActivityFigures.None with { Answers = 3 } : figures with { Answers = 240, Outer = i == 3 ? outer : LoopFigures.None }, figures)).ToList();
        UnitScore[] company = [Score(null, Metric.Nps, 31, 25, 1204, MovementVerdict.Up), Score(null, Metric.Csat, 84, 83, 402, MovementVerdict.MayBeChance)];
        UnitScore[] teams =
        [
            Score(0, Metric.Nps, 44, 31, 310, MovementVerdict.Up), Score(1, Metric.Nps, 12, 25, 280, MovementVerdict.Down), Score(2, Metric.Nps, 30, 28, 290, MovementVerdict.MayBeChance),
            Score(3, Metric.Nps, 33, 30, 24, MovementVerdict.MayBeChance) with { Window = new(new(2026, 10, 26), new(2026, 11, 22)), IsPeriod = false }, Few(4),
        ];
        return new(
            new DigestScope.WholeCompany(), Week, Now, figures, figures, units, new(company, teams, 7), [Fell("check-in", isRecovery: false)],
            [
                new(CameBackAs.Resolved, "A day pass for families comes in January.", Now, [Issue(0), Issue(1), Issue(2)], ThemeId.Of("price")),
                new(CameBackAs.Declined, "The price is set by the airport.", Now, [Issue(2)], null), new(CameBackAs.SentBack, "Ask the airport for a second sign yourselves, they say yes.", Now, [Issue(3)], null),
            ],
            [
                new(ThemeId.Of("bus"), "Nobody finds the bus", false, 4, 11, [Id(0), Id(1), Id(2)], 3, 14, [Said(0, "Nobody could tell me where the bus leaves."), Said(1, "Forty minutes looking for the bus."), Said(2, "The bus stop has moved, the signs have not.")]),
                new(ThemeId.Of("noise"), "Too loud to work", true, 2, 5, [Id(1)], 1, 5, [Said(1, "A lounge should be quieter than the gate.")]),
            ],
            [new Win.FixWorked(Issue(0), "A quiet corner behind the plants", null, Now), new Win.Celebrated(Said(2, "Best coffee of my trip ☕️"), "Ben", 6), new Win.ScoreRose(Rose("More staff at seven", null)), new Win.Recovered(Fell("food", isRecovery: true))],
            new(
                [new(new SilentThing.Feed("lounge-reviews"), Instant.FromUtc(2026, 11, 12, 9, 0), new(2, 10, false, 100)), new(new SilentThing.People(Team with { Name = Names[4] }), Instant.FromUtc(2026, 11, 10, 9, 0), new(2, 8, true, 40))],
                [new(new SilentThing.Comments(Team with { Name = Names[2] }), Instant.FromUtc(2026, 11, 2, 9, 0), Instant.FromUtc(2026, 11, 18, 9, 0))]),
            new ThingToDecide.OfTheme(ThemeId.Of("bus"), "Nobody finds the bus", Now, 21, 14, 168_000, true, 5, [Id(0), Id(1), Id(2)], Said(0, "Nobody could tell me where the bus leaves.")))
        {
            CameBackInAll = 14,
            Names = new Dictionary<IssueId, string> { [Issue(1)] = "The lift is out of order again, and nobody says for how long it will be this time.", [Issue(3)] = "No seats at the gate." },
        };
    }

    /// <summary>One team with three answers.</summary>
    public static DigestReport Tiny() => Empty(Week) with
    {
        Figures = ActivityFigures.None with { Answers = 3, Inner = new(0, 1, 0, 0, 1, 0, DigestShare.None, new(Issue(0), Now, 2, false)) },
        Teams = [new(Id(0), Names[0], ActivityFigures.None with { Answers = 3 }, ActivityFigures.None)],
        Scores = new([Few(null)], [Few(0)], 0),
    };

    public static DigestReport Empty(DigestPeriod period) =>
        new(new DigestScope.WholeCompany(), period, Now, ActivityFigures.None, ActivityFigures.None, [new(Id(0), Names[0], ActivityFigures.None, ActivityFigures.None)], new([], [], 0), [], [], [], [], SilenceReport.Nothing, null);

    /// <summary>Five hundred teams, of which ninety moved.</summary>
    public static DigestReport Huge()
    {
        var (full, names) = (Full(), Enumerable.Range(0, 500).Select(i => $"Station {i:D3}, {Names[i % Names.Length]}").ToList());
        return full with
        {
            Teams = [.. names.Select((name, i) => new TeamFigures(Id(i), name, full.Figures, full.Figures))],
            Scores = full.Scores with { Teams = [.. names.Select((_, i) => Score(i, Metric.Nps, 30 + (i % 7), i % 11 == 3 ? 40 : i % 11 == 5 ? 20 : 32, 200, i % 11 == 3 ? MovementVerdict.Down : i % 11 == 5 ? MovementVerdict.Up : MovementVerdict.MayBeChance))] },
            Drops = [],
            Silent = new([.. names.Take(60).Select(name => new Silence(new SilentThing.People(Team with { Name = name }), Now, new(2, 9, true, 30)))], []),
        };
    }

    public static DrawnTrend Trend() => new(
        new(Metric.Nps, 7, new(1204, 31, 27, 35), new(1180, 25, 21, 29), MovementVerdict.Up), TrendSamples.Fall, new("https://bot.example.com/pictures/abc"));

    public static TeamId Id(int i) => new($"team-{i}");

    private static DigestReport OfManager() => Full() with { Scope = new DigestScope.TeamsOf(Mia.Id) };

    private static IEnumerable<CardContent> Details(DigestReport report) => DigestLayout.DetailsOf(report).Select(part => new CardContent.DigestDetails(report, part));

    private static IssueId Issue(int team) => IssueId.OfResponse(Id(team), "lounge", "r-1");

    private static DigestVerbatim Said(int team, string words) => new(Issue(team), words, Nps(2), Now);

    private static ToldDrop Fell(string part, bool isRecovery) =>
        new(Id(1), Metric.Nps, null, new SeriesPart.Touchpoint(part), new(2026, 11, 12), isRecovery ? new(120, 22, 8, 36) : new(300, 40, 31, 49), isRecovery ? new(300, 40, 31, 49) : new(120, 22, 8, 36), Now, isRecovery);

    private static Effect.Estimated Rose(string? words, string? theme)
    {
        FixOf what = theme is null ? new FixOf.Issue(Issue(0)) : new FixOf.Theme(new(ThemeId.Of("x"), theme));
        var series = new SeriesId(Metric.Nps, null, new SeriesPart.Whole());
        var days = new DateInterval(new(2026, 9, 1), new(2026, 9, 28));
        return new(new(what, Now, Now, [Id(0)], words, null), new(series, days, days, new(300, 20, 10, 30), new(300, 31, 21, 41), null, 9, 3, 15, EffectVerdict.Better));
    }

    private static UnitScore Score(int? team, Metric metric, double now, double before, int answers, MovementVerdict verdict) => new(
        team is { } i ? Id(i) : null, null, metric, null, Week.Days, true, Known(answers, now), Known(answers - 10, before), new(now - before, now - before - 5, now - before + 5, 0.001 * (1 + (team ?? 0))), verdict);

    private static UnitScore Few(int? team) =>
        new(team is { } i ? Id(i) : null, null, Metric.Nps, null, new(new(2026, 10, 26), new(2026, 11, 22)), false, new WindowScore.TooFewToSay(3), new WindowScore.TooFewToSay(0), null, MovementVerdict.TooFewToSay);

    private static WindowScore.Known Known(int answers, double value) => new(new(answers, value, value - 4, value + 4));
}
