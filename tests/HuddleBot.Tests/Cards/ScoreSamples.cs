using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>What who asks for the score of a lounge is shown.</summary>
internal static class ScoreSamples
{
    private static readonly LocalDate Today = new(2026, 11, 22);
    private static readonly SeriesPart Whole = new SeriesPart.Whole(), Arrival = new SeriesPart.Touchpoint("arrival");
    private static readonly ScoreMovement Fell = Score(Metric.Nps, 412, 31, 9, MovementVerdict.Down, 45);

    public static IEnumerable<(string Name, CardContent Content)> All =>
    [
        ("with a picture", Asked(Whole, new(Fell, Half(Metric.Nps, null, 45, 31), new("https://bot.example.com/pictures/AAAA")))),
        ("without a picture", Asked(Whole, new(Fell, Half(Metric.Nps, null, 45, 31), null))),
        ("two metrics", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.Found(
            7, Whole, new(Stars(60, 4.2, 5) with { Days = 7 }, Half(Metric.Stars, Scale.TryCreate(1, 5), 4.1, 4.2), null),
            Lines(1, (Whole, Stars(12, 7.9, 10)), (Whole, Score(Metric.Csat, 11, 64, 25, MovementVerdict.NothingToCompare, null)), (Whole, Score(Metric.Ces, 1, 100, 40, MovementVerdict.TooFewToSay, null))),
            PartScores.None, PartScores.None))),
        ("a touchpoint that is a segment too", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.Found(
            90, Arrival, new(Fell with { Days = 90 }, Half(Metric.Nps, null, 45, 31), null), Lines(0, (new SeriesPart.Segment("arrival"), Score(Metric.Nps, 9, 100, 60, MovementVerdict.TooFewToSay, null))), PartScores.None, PartScores.None))),
        ("too few", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.Found(
            28, Whole, new(Score(Metric.Nps, 4, 50, 60, MovementVerdict.TooFewToSay, null), new(Metric.Nps, null, [new(Today, null)]), null), PartScores.None, Lines(0, (Arrival, Score(Metric.Nps, 1, 100, 60, MovementVerdict.TooFewToSay, null))), PartScores.None))),
        ("nobody lately", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.Found(
            28, Whole, new(new(Metric.Nps, 28, new(0, -100, -100, 100), null, MovementVerdict.TooFewToSay), new(Metric.Nps, null, [new(Today, null)]), null), PartScores.None, new([], 3), PartScores.None))),
        ("nobody", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.NoAnswers())),
        ("no such part", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.NoSuchPart("arival", new(["arrival", "departure", "lounge"], 197), new(["leisure"], 0)))),
        ("no parts at all", new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.NoSuchPart("arrival", new([], 0), new([], 0)))),
    ];

    /// <param name="text">Whatever people can type, of about this length.</param>
    public static IEnumerable<CardContent> Hostile(FrontlineTeam team, Func<int, string> text)
    {
        SeriesPart[] parts = [new SeriesPart.Touchpoint(text(100_000)), new SeriesPart.Segment(text(60)), new SeriesPart.Touchpoint(text(3)), new SeriesPart.Whole()];
        var lines = new PartScores([.. parts.Concat(parts).Select(part => new PartScore(part, Fell))], int.MaxValue);
        foreach (var part in parts)
            yield return new CardContent.ScoreCard(team, new ScoreAnswer.Found(28, part, new(Fell, Half(Metric.Nps, null, -100, 100), new("https://bot.example.com/pictures/" + new string('A', 2000))), lines, lines, lines));
        NamedParts names = new([.. Enumerable.Range(0, 20).Select(_ => text(300))], 180);
        yield return new CardContent.ScoreCard(team, new ScoreAnswer.NoSuchPart(text(100_000), names, names));
    }

    private static CardContent Asked(SeriesPart part, DrawnTrend main) => new CardContent.ScoreCard(CardSamples.Team, new ScoreAnswer.Found(
        28, part, main, PartScores.None,
        Lines(195, (Arrival, Score(Metric.Nps, 118, 12, 15, MovementVerdict.Down, 40)), (new SeriesPart.Touchpoint("*lounge* & <!channel>"), Score(Metric.Nps, 96, 44, 16, MovementVerdict.MayBeChance, 39)),
            (new SeriesPart.Touchpoint("departure"), Score(Metric.Nps, 4, 50, 60, MovementVerdict.TooFewToSay, null))),
        Lines(0, (new SeriesPart.Segment("leisure"), Score(Metric.Nps, 41, 22, 24, MovementVerdict.Up, -8)))));

    private static PartScores Lines(int more, params (SeriesPart Part, ScoreMovement Score)[] lines) => new([.. lines.Select(line => new PartScore(line.Part, line.Score))], more);

    private static ScoreMovement Stars(int answers, double mean, int most) => Score(Metric.Stars, answers, mean, 0.3, MovementVerdict.MayBeChance, mean - 0.1) with { StarsOf = most };

    private static ScoreMovement Score(Metric metric, int answers, double value, double half, MovementVerdict verdict, double? before) =>
        new(metric, 28, Figure(answers, value, half), before is { } earlier ? Figure(answers + 7, earlier, half) : null, verdict);

    private static ScoreFigure Figure(int answers, double value, double half) => new(answers, value, value - half, value + half);

    /// <summary>Half a year by weeks, with two in the middle of which nothing can be said.</summary>
    private static ScoreTrend Half(Metric metric, Scale? scale, double from, double to)
    {
        var (low, high) = ScoreTrend.RangeOf(metric, scale);
        return new(metric, scale, [.. Enumerable.Range(0, 27).Select(week =>
        {
            var value = from + ((to - from) * week / 26);
            return new TrendPoint(Today.PlusWeeks(week - 26), new(week is 12 or 13 ? 4 : 400, value, Math.Max(low, value - ((high - low) / 20)), Math.Min(high, value + ((high - low) / 20))));
        })]);
    }
}
