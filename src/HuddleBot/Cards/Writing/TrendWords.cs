using System.Globalization;
using HuddleBot.Core.Charts;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Cards.Writing;

/// <summary>A trend for those who read: the line that stands alone, and what a picture of it shows.</summary>
internal static class TrendWords
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Create("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"NPS 31 (22 to 40) from 412 answers, down from 45".</summary>
    public static string Line(this CardWriter write, ScoreMovement score)
    {
        var answers = write.Answers(score.Now.Answers);
        if (score.Verdict == MovementVerdict.TooFewToSay) return write.Say(Phrases.Trends.TooFew, answers);
        var (low, high) = (write.Value(score.Metric, score.Now.Low), write.Value(score.Metric, score.Now.High));
        var line = write.Say(Phrases.Trends.Figure, write.Named(score.Metric, score.Now.Value, score.StarsOf), low, high, answers);
        var before = score.Before is { } figure ? write.Value(score.Metric, figure.Value) : null;
        return (score.Verdict, before) switch
        {
            (MovementVerdict.Up, { } value) => write.Say(Phrases.Trends.Up, line, value),
            (MovementVerdict.Down, { } value) => write.Say(Phrases.Trends.Down, line, value),
            (MovementVerdict.MayBeChance, { } value) => write.Say(Phrases.Trends.MayBeChance, line, value),
            _ => line,
        };
    }

    /// <summary>The team and, where only a part of its answers counts, the part.</summary>
    public static string TitleOf(this CardWriter write, FrontlineTeam team, SeriesPart part) =>
        part.Spelling is { } name ? write.Say(Phrases.Trends.Of, CardWriter.ShortName(team), DisplayText.Line(name, CardLengths.ShortName)) : CardWriter.Name(team);

    /// <param name="title">Whose score it is.</param>
    /// <param name="line">Of <see cref="Line"/>.</param>
    public static TrendPicture Picture(this CardWriter write, ScoreTrend trend, string title, string line)
    {
        var notes = new List<string> { write.Say(Phrases.Trends.Band) };
        if (GapsIn(trend) > 0) notes.Add(write.Say(Phrases.Trends.Gaps));
        if (trend.FellOn is { } day) notes.Add(write.Say(Phrases.Trends.Fell, write.Day(day)));
        return new(trend, title, line, notes.Aggregate((one, other) => write.Say(Phrases.Trends.Notes, one, other)));
    }

    /// <summary>What somebody who does not see the picture would miss: where it begins and ends, the extremes, the gaps, the fall. Our own words alone.</summary>
    public static string Alt(this CardWriter write, ScoreTrend trend)
    {
        var figures = trend.Points.Where(point => point.Figure is not null).ToList();
        var sentences = new List<string>();
        if (figures.Count == 0) sentences.Add(write.Say(Phrases.Trends.Nothing));
        if (figures.Count == 1) sentences.Add(write.Say(Phrases.Trends.Only, write.Then(trend, figures[0])));
        if (figures.Count > 1) sentences.Add(write.Say(Phrases.Trends.FromTo, write.Then(trend, figures[0]), write.Then(trend, figures[^1])));
        if (figures.Count > 2) sentences.Add(write.Extremes(trend, figures));
        if (figures.Count > 0 && GapsIn(trend) is > 0 and var gaps)
            sentences.Add(gaps == 1 ? write.Say(Phrases.Trends.OneGap) : write.Say(Phrases.Trends.SomeGaps, gaps.ToString(CultureInfo.InvariantCulture)));
        if (trend.FellOn is { } day) sentences.Add(write.Say(Phrases.Trends.FellSentence, DayPattern.Format(day)));
        return write.Say(Phrases.Trends.Picture, DayPattern.Format(trend.Points[0].Day), DayPattern.Format(trend.Points[^1].Day), string.Join(' ', sentences));
    }

    private static string Then(this CardWriter write, ScoreTrend trend, TrendPoint point) => write.Say(
        Phrases.Trends.Then, write.Named(trend.Metric, point.Figure!.Value, trend.Scale?.Max), DayPattern.Format(point.Day), write.Value(trend.Metric, point.Figure.Low), write.Value(trend.Metric, point.Figure.High));

    private static string Extremes(this CardWriter write, ScoreTrend trend, List<TrendPoint> figures)
    {
        var (lowest, highest) = (figures.MinBy(point => point.Figure!.Value)!, figures.MaxBy(point => point.Figure!.Value)!);
        return write.Say(
            Phrases.Trends.Extremes, write.Value(trend.Metric, lowest.Figure!.Value), DayPattern.Format(lowest.Day), write.Value(trend.Metric, highest.Figure!.Value), DayPattern.Format(highest.Day));
    }

    private static int GapsIn(ScoreTrend trend) => trend.Points.Where((point, i) => point.Figure is null && (i == 0 || trend.Points[i - 1].Figure is not null)).Count();
}
