using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>Which part of all answers explains most of a fall. Pure.</summary>
internal static class MovedMost
{
    /// <summary>What is compared with: long enough for figures of parts, short enough to be what people remember.</summary>
    public const int DaysBefore = 84;

    // A part with nearly all answers in it says nothing more than the whole.
    private const double MostOfAll = 0.95;

    /// <summary>The days that <see cref="Of"/> wants.</summary>
    public static DateInterval DaysOf(DropEvent.Fell fell) => new(fell.Since.PlusDays(-DaysBefore), fell.SeenOn);

    /// <summary>
    /// The touchpoint, else the segment, whose own fall weighs most in that of the whole: its fall times its share of the answers (the within-group part of Kitagawa's
    /// decomposition, 1955). One that has not fallen by more than chance explains by itself is not named.
    /// </summary>
    /// <param name="parts">Of the same metric.</param>
    /// <returns>Null: none stands out.</returns>
    public static MovedPart? Of(DropEvent.Fell fell, SeriesDays whole, IEnumerable<SeriesDays> parts)
    {
        var before = new DateInterval(fell.Since.PlusDays(-DaysBefore), fell.Since.PlusDays(-1));
        var since = new DateInterval(fell.Since, fell.SeenOn);
        var (allBefore, allSince) = (whole.Over(before).Answers, whole.Over(since).Answers);
        if (allBefore == 0 || allSince == 0) return null;
        return parts.Select(part => (Part: part, Before: part.Over(before), Since: part.Over(since)))
            .Where(one => one.Before.Answers >= WindowScore.LeastAnswers && one.Since.Answers >= WindowScore.LeastAnswers && one.Since.Answers <= MostOfAll * allSince)
            .Select(one => (one.Part, Before: ScoreSample.Of(one.Before), Since: ScoreSample.Of(one.Since)))
            .Where(one => one.Before.IsAbove(one.Since))
            .OrderBy(one => one.Part.Series.Part is SeriesPart.Segment)
            .ThenByDescending(one => (((double)one.Before.Answers / allBefore) + ((double)one.Since.Answers / allSince)) * (one.Before.Figure.Value - one.Since.Figure.Value))
            .Select(one => new MovedPart(one.Part.Series, one.Before.Figure, one.Since.Figure)).FirstOrDefault();
    }
}
