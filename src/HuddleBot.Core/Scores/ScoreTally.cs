using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Counts answers, or takes them off, by series and day of a zone, and by series and spelling.</summary>
internal sealed class ScoreTally(DateTimeZone zone)
{
    private readonly Dictionary<(SeriesId Series, LocalDate Day), Dictionary<Score, int>> days = [];
    private readonly Dictionary<SpelledSeries, int> spelled = [];

    public IEnumerable<(SeriesId Series, LocalDate Day, ScoreHistogram Counts)> Days =>
        days.Select(day => (day.Key.Series, day.Key.Day, ScoreHistogram.Of(day.Value.Select(one => new ScoreCount(one.Key, one.Value)))));

    /// <summary>How many answers have come, or gone below 0; 0 where as many came as went.</summary>
    public IEnumerable<(SpelledSeries Series, int Answers)> Series => spelled.Select(one => (one.Key, one.Value));

    public bool IsEmpty => days.Count == 0 && spelled.Count == 0;

    public void Add(ScoreChange change, int times = 1)
    {
        foreach (var (answer, count) in change.Sides) Add(answer, times * count);
    }

    public void Add(CountedAnswer answer, int times)
    {
        var day = answer.DayIn(zone);
        foreach (var series in answer.Series)
        {
            Add(series, day, answer.Score, times);
            Add(SpelledSeries.Of(series), times);
        }
    }

    public void Add(SeriesId series, LocalDate day, ScoreHistogram counts)
    {
        foreach (var (score, count) in counts.Counts) Add(series, day, score, count);
    }

    public void Add(SpelledSeries series, int answers) => spelled[series] = spelled.GetValueOrDefault(series) + answers;

    private void Add(SeriesId series, LocalDate day, Score score, int times)
    {
        if (!days.TryGetValue((series, day), out var counts)) days[(series, day)] = counts = [];
        counts[score] = counts.GetValueOrDefault(score) + times;
    }
}
