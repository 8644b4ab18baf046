using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Tests.Charts;
using NodaTime;
using static HuddleBot.Tests.Cards.CardSamples;

namespace HuddleBot.Tests.Cards;

/// <summary>A fall of the score, in every state.</summary>
internal static class DropSamples
{
    private static readonly LocalDate Since = new(2026, 10, 30), SeenOn = new(2026, 11, 9);
    private static readonly SeriesId Whole = new(Metric.Nps, null, new SeriesPart.Whole());
    private static readonly SeriesId Arrival = new(Metric.Nps, null, new SeriesPart.Touchpoint("arrival"));
    private static readonly DropEvent.Fell Fell = new(Since, SeenOn, new(1204, 45.2, 41.3, 49), new(57, 31.1, 12.2, 48.6), 523.4);
    private static readonly DropEvent.Recovered Back = new(Since, new(2026, 11, 20), new(2026, 11, 23), new(140, 30, 17, 43), new(60, 44.4, 26, 61));
    private static readonly DrawnTrend Trend = new(
        new(Metric.Nps, 11, Fell.After, Fell.Before, MovementVerdict.Down), TrendSamples.Fall, new("https://bot.example.com/pictures/AAAA"));

    public static IEnumerable<(string Name, CardContent Content)> All => Of(Team);

    public static IEnumerable<(string Name, CardContent Content)> Of(FrontlineTeam team)
    {
        var fix = new IssueState.FixingIt(Ana, Ben, "Put up a sign at the door", Tuesday);
        CardContent Card(FallenSeries head, IssueState? state = null, bool isBare = false, params FallenSeries[] others) => new CardContent.ScoreDropCard(team, Item(head, state, isBare, others), isBare ? null : Trend);
        var down = new FallenSeries(Whole, Fell, null);
        return
        [
            ("undecided", Card(down)),
            ("of a touchpoint, with nothing but figures", Card(new(Arrival, Fell with { ByChanceOnceInWeeks = 1e7 }, null), isBare: true)),
            ("with others", Card(down, null, false, new(Arrival, Fell, null), new(new(Metric.Csat, null, new SeriesPart.Segment("gold")), Fell with { Before = new(300, 81, 76, 85), After = new(40, 62, 46, 76) }, Back),
                new(new(Metric.Stars, Scale.TryCreate(1, 5), new SeriesPart.Whole()), Fell with { Before = new(300, 4.4, 4.3, 4.5), After = new(40, 3.9, 3.6, 4.2) }, null),
                new(new(Metric.Ces, null, new SeriesPart.Whole()), Fell with { Before = new(300, 81, 76, 85), After = new(40, 62, 46, 76) }, null))),
            ("being fixed", Card(down, fix)),
            ("escalated", Card(down, Escalated(new TriageState.Waiting()))),
            ("back", Card(down with { End = Back }, new IssueState.Done(Ben, fix, Outcome.Yes, "People find the bus now."))),
            ("usual by now", Card(down with { End = new DropEvent.BecameUsual(Since, new(2027, 5, 1), Fell.Before, Fell.After) })),
            ("opened as an issue", new CardContent.IssueCard(team, Item(down, null, false, []))),
            ("of a fall", new CardContent.EscalationCard(team, Item(down, Escalated(new TriageState.Waiting()), false, []))),
            ("back", new CardContent.ScoreBackNote(team, Whole, Back)),
            ("a touchpoint is back", new CardContent.ScoreBackNote(team, Arrival, Back)),
        ];
    }

    /// <param name="words">Of customers, touchpoints and segments, whatever they may be.</param>
    public static IEnumerable<CardContent> Hostile(FrontlineTeam team, IssueState state, Func<string> words)
    {
        var part = new SeriesId(Metric.Csat, null, new SeriesPart.Touchpoint(words()));
        var item = Item(new(part, Fell, null), state, false, [.. Enumerable.Range(0, 20).Select(_ => new FallenSeries(new(Metric.Nps, null, new SeriesPart.Segment(words())), Fell, null))]);
        var behind = item.Drop!;
        item = item with
        {
            Drop = new(behind.Drop with { MovedMost = new(part, Fell.Before, Fell.After) }, [.. behind.Verbatims.Select(one => one with { Comment = words(), Touchpoint = words() })]),
        };
        yield return new CardContent.ScoreDropCard(team, item, Trend);
        yield return new CardContent.IssueCard(team, item);
        yield return new CardContent.EscalationCard(team, item);
        yield return new CardContent.FixForm(team, item, Ana, Tuesday, IsChange: false);
        yield return new CardContent.ScoreBackNote(team, part, Back);
    }

    public static IssueWithResponse Item(FallenSeries head, IssueState? state, bool isBare, FallenSeries[] others)
    {
        var id = IssueId.Raised(Team.Id, "drop");
        Response Said(int score, string words, string touchpoint, int hours) => CardSamples.Item(Nps(score), words).Response! with { Touchpoint = touchpoint, AnsweredAt = Now - Duration.FromHours(hours) };
        Response[] why =
        [
            Said(2, "Nobody could tell me where the bus leaves.", "arrival", 30), Said(0, "אף אחד לא ידע לומר לי מאיפה יוצא האוטובוס.", "arrival", 41),
            Said(4, "Twenty minutes for a coffee, and the milk was cold.", "bar", 52),
        ];
        var drop = new ScoreDrop(id, Now, true, [head, .. others], isBare || head.Series != Whole ? null : new(Arrival, new(410, 50, 42, 58), new(31, 12, -12, 34)), []);
        return new(Issue.Fresh(id, Now) with { State = state ?? new IssueState.Undecided(), Version = state is null ? 0 : 1 }, null) { Drop = new(drop, isBare ? [] : why) };
    }
}
