using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>As many changes, from the first, as fit into one transaction together with the days and series that they change.</summary>
internal sealed record ScoreFold(ScoreTally Tally, IReadOnlyList<TableTransactionAction> Folded)
{
    /// <param name="zone">Of the counters.</param>
    /// <param name="actions">At most so many, of changes, days and series together.</param>
    public static ScoreFold Of(IReadOnlyList<ScoreChangeRow> rows, DateTimeZone zone, int actions)
    {
        var (tally, folded) = (new ScoreTally(zone), new List<TableTransactionAction>());
        var (days, series) = (new HashSet<(SeriesId, LocalDate)>(), new HashSet<SpelledSeries>());
        foreach (var row in rows)
        {
            var count = 0;
            foreach (var change in row.Changes)
            {
                var touched = tally.TouchedBy(change).ToList();
                var spelled = touched.Select(one => SpelledSeries.Of(one.Series)).Distinct().ToList();
                var (newDays, newSeries) = (touched.Distinct().Count(day => !days.Contains(day)), spelled.Count(one => !series.Contains(one)));
                var isFirst = folded.Count == 0 && count == 0;
                if (!isFirst && days.Count + newDays + series.Count + newSeries + folded.Count + 1 > actions) break;
                days.UnionWith(touched);
                series.UnionWith(spelled);
                tally.Add(change);
                count++;
            }

            if (count > 0) folded.Add(row.Without(count));
            if (count < row.Changes.Count) break;
        }

        return new(tally, folded);
    }

    /// <summary>The counters as they are after it, together with what takes the changes away.</summary>
    public async Task<IReadOnlyList<TableTransactionAction>> ActionsAsync(ITableStore store, CounterRows rows, CancellationToken cancellationToken)
    {
        var days = await Task.WhenAll(Tally.Days.Where(day => !day.Counts.IsEmpty).Select(async day =>
            rows.SaveDay(await store.GetAsync(rows.Partition, rows.DayKey(day.Series, day.Day), cancellationToken), day.Series, day.Day, day.Counts)));
        var series = await Task.WhenAll(Tally.Series.Where(one => one.Answers != 0).Select(async one =>
            rows.SaveSeries(await store.GetAsync(rows.Partition, rows.SeriesKey(one.Series), cancellationToken), one.Series, one.Answers)));
        return [.. Folded, .. days.Concat(series).OfType<TableTransactionAction>()];
    }
}
