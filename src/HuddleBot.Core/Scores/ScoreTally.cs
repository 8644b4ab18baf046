using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Counts answers, or takes them off, by series and day of a zone, and by series and spelling.</summary>
internal sealed class ScoreTally(DateTimeZone zone)
{
    private readonly Dictionary<(SeriesId Series, LocalDate Day), Dictionary<Score, int>> days = [];
    private readonly Dictionary<SpelledSeries, int> spelled = [];

    /// <summary>What has been touched, even where nothing is left of it.</summary>
    public IEnumerable<(SeriesId Series, LocalDate Day)> Touched => days.Keys;

    public IEnumerable<(SeriesId Series, LocalDate Day, ScoreHistogram Counts)> Days =>
        days.Select(day => (day.Key.Series, day.Key.Day, ScoreHistogram.Of(day.Value.Select(one => new ScoreCount(one.Key, one.Value)))));

    /// <summary>How many answers have come, or gone below 0; 0 where as many came as went.</summary>
    public IEnumerable<(SpelledSeries Series, int Answers)> Series => spelled.Select(one => (one.Key, one.Value));

    public void Add(ScoreChange change, int times = 1)
    {
        foreach (var (answer, count) in change.Sides) Add(answer, times * count);
    }

    public void Add(CountedAnswer answer, int times)
    {
        var day = answer.DayIn(zone);
        foreach (var series in answer.Series)
        {
            if (!days.TryGetValue((series, day), out var counts)) days[(series, day)] = counts = [];
            counts[answer.Score] = counts.GetValueOrDefault(answer.Score) + times;
            spelled[SpelledSeries.Of(series)] = spelled.GetValueOrDefault(SpelledSeries.Of(series)) + times;
        }
    }

    /// <summary>What adding the change would touch.</summary>
    public IEnumerable<(SeriesId Series, LocalDate Day)> TouchedBy(ScoreChange change) =>
        change.Sides.SelectMany(side => side.Answer.Series.Select(series => (series, side.Answer.DayIn(zone))));
}
