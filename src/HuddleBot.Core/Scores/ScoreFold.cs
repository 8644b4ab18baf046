using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Changes and what rested before them, counted together: as much of it in its days and series as one transaction has room for, the oldest first; the rest rests on.</summary>
/// <param name="Taken">The changes, from the first; all that they hold is counted.</param>
internal sealed record ScoreFold(
    IReadOnlyList<ScoreChangeRow> Taken, IReadOnlyList<(SeriesId Series, LocalDate Day, ScoreHistogram Counts)> Days, IReadOnlyList<(SpelledSeries Series, int Answers)> Series, ScoreTally Rest)
{
    /// <summary>Null: nothing rests.</summary>
    private readonly string? rest = Rest.IsEmpty ? null : ScoreRest.Write(Rest);

    /// <summary>What rests fits into its row.</summary>
    public bool HasRoom => !(rest?.Length > ScoreRest.MostCharacters);

    /// <summary>Beside these, the row of the state and that of the rest are saved.</summary>
    public const int MostActions = TableLimits.ActionsPerTransaction - 2;

    /// <param name="rest">What rested; null: nothing.</param>
    /// <param name="taken">How many of the changes are counted, and are no more.</param>
    /// <param name="actions">At most so many, of changes, days and series together.</param>
    public static ScoreFold Of(TableEntity? rest, IReadOnlyList<ScoreChangeRow> rows, DateTimeZone zone, int taken, int actions)
    {
        var (tally, left, room) = (new ScoreTally(zone), new ScoreTally(zone), actions - taken);
        List<ScoreChangeRow> folded = [.. rows.Take(taken)];
        ScoreRest.AddTo(tally, rest);
        foreach (var change in folded.SelectMany(row => row.Changes)) tally.Add(change);

        // An import is in the order of its days: the oldest are complete first.
        var days = tally.Days.Where(day => !day.Counts.IsEmpty).OrderBy(day => day.Day).ToList();
        var series = tally.Series.Where(one => one.Answers != 0).ToList();
        foreach (var day in days.Skip(room)) left.Add(day.Series, day.Day, day.Counts);
        foreach (var one in series.Skip(room - Math.Min(days.Count, room))) left.Add(one.Series, one.Answers);
        return new(folded, [.. days.Take(room)], [.. series.Take(room - Math.Min(days.Count, room))], left);
    }

    /// <summary>All that is written in one transaction.</summary>
    /// <param name="rested">As it was read.</param>
    public async Task<ScoreFoldWrite> WriteAsync(ITableStore store, CounterState state, CounterRows rows, TableEntity? rested, CancellationToken cancellationToken)
    {
        var days = await Task.WhenAll(Days.Select(async day =>
            rows.SaveDay(await store.GetAsync(rows.Partition, rows.DayKey(day.Series, day.Day), cancellationToken), day.Series, day.Day, day.Counts)));
        var series = await Task.WhenAll(Series.Select(async one =>
            rows.SaveSeries(await store.GetAsync(rows.Partition, rows.SeriesKey(one.Series), cancellationToken), one.Series, one.Answers)));
        var after = state.Folded(hasRest: rest is not null);
        return new(after, [after.Save(), .. Taken.Select(row => TableTransactionAction.Delete(row.Row)), .. days.Concat(series).Append(rows.SaveRest(rested, rest)).OfType<TableTransactionAction>()]);
    }
}

internal sealed record ScoreFoldWrite(CounterState State, IReadOnlyList<TableTransactionAction> Actions)
{
    /// <summary>Days of many different scores, such as fractions of 100, can be long; so can what rests.</summary>
    public bool Fits => Actions.Sum(action => (long)TableLimits.TransactionSize(action)) <= TableLimits.TransactionBytes;
}
