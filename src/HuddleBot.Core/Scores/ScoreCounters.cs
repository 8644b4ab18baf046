using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>Adds what is folded and what is not: between two looks at the lock of the counters that find it the same, nothing went from one to the other.</summary>
public sealed class ScoreCounters(ITableStore store, ScoreRebuild rebuild, TimeProvider time) : IScores
{
    private const int SeriesAtOnce = 16;

    /// <summary>Folding comes in bursts of less than a second.</summary>
    private const int TriesWithoutPause = 5;
    private const int Tries = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public Task<IReadOnlyList<CountedSeries>> SeriesAsync(FrontlineTeam team, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<CountedSeries>>(
        team,
        async (rows, waiting) =>
        {
            var known = await store.QueryAsync(rows.Partition, rows.AllSeries, null, cancellationToken).Select(CounterRows.SeriesOf).ToListAsync(cancellationToken);
            var changed = waiting.SelectMany(change => change.Sides).SelectMany(side => side.Answer.Series.Select(series => new CountedSeries(series, side.Times)));
            return
            [
                .. known.Concat(changed).GroupBy(one => one.Series).Select(InTheUsualSpelling).Where(one => one.Answers > 0)
                    .OrderBy(one => one.Series.Part is not SeriesPart.Whole).ThenBy(one => one.Series.Metric).ThenBy(one => SeriesId.KindOf(one.Series.Part) == "segment")
                    .ThenBy(one => one.Series.Part.Folded, StringComparer.Ordinal).ThenBy(one => one.Series.Scale?.ToString(), StringComparer.Ordinal),
            ];
        },
        cancellationToken);

    public Task<IReadOnlyList<SeriesDays>> DaysAsync(FrontlineTeam team, IReadOnlyCollection<SeriesId> series, DateInterval days, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<SeriesDays>>(
        team,
        async (rows, waiting) =>
        {
            var tally = new ScoreTally(team.TimeZone);
            foreach (var change in waiting) tally.Add(change);
            var changed = tally.Days.Where(day => days.Contains(day.Day)).ToLookup(day => day.Series, day => new DayOfSeries(day.Day, day.Counts));
            var read = new List<SeriesDays>();
            foreach (var some in series.Chunk(SeriesAtOnce))
                read.AddRange(await Task.WhenAll(some.Select(async one => Of(one, days, await FoldedAsync(rows, one, days, cancellationToken), changed[one]))));
            return read;
        },
        cancellationToken);

    /// <param name="spellings">The counts of one series.</param>
    private static CountedSeries InTheUsualSpelling(IEnumerable<CountedSeries> spellings)
    {
        var counts = spellings.GroupBy(one => one.Series.Part.Spelling, StringComparer.Ordinal)
            .Select(one => one.First() with { Answers = one.Sum(count => count.Answers) }).ToList();
        return counts.OrderByDescending(one => one.Answers).ThenBy(one => one.Series.Part.Spelling, StringComparer.Ordinal).First() with { Answers = counts.Sum(one => one.Answers) };
    }

    private async Task<List<DayOfSeries>> FoldedAsync(CounterRows rows, SeriesId series, DateInterval days, CancellationToken cancellationToken)
    {
        var last = rows.DayKey(series, days.End);
        return await store.QueryAsync(rows.Partition, rows.DaysOf(series), rows.DayKey(series, days.Start), cancellationToken)
            .TakeWhile(row => string.CompareOrdinal(row.RowKey, last) <= 0).Select(row => new DayOfSeries(CounterRows.DayOf(row), CounterRows.CountsOf(row, series.Metric))).ToListAsync(cancellationToken);
    }

    private static SeriesDays Of(SeriesId series, DateInterval days, IEnumerable<DayOfSeries> folded, IEnumerable<DayOfSeries> changed) => new(
        series, days,
        [
            .. folded.Concat(changed).GroupBy(day => day.Day, day => day.Counts).Select(day => new DayOfSeries(day.Key, Given(ScoreHistogram.Sum(day))))
                .Where(day => !day.Counts.IsEmpty).OrderBy(day => day.Day),
        ]);

    /// <summary>A look is no snapshot: of a response that changes twice at this very moment it may see only the second change, which takes off what it has not seen added.</summary>
    private static ScoreHistogram Given(ScoreHistogram counts) => counts.Counts.All(one => one.Count > 0) ? counts : ScoreHistogram.Of(counts.Counts.Where(one => one.Count > 0));

    private async Task<T> ReadAsync<T>(FrontlineTeam team, Func<CounterRows, IReadOnlyList<ScoreChange>, Task<T>> readAsync, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries >= TriesWithoutPause) await Task.Delay(Pause, time, cancellationToken);
            var before = await CounterState.LoadAsync(store, team.Id, cancellationToken);
            if (before.Generation is null || before.Zone != team.TimeZone.Id)
            {
                await rebuild.CompleteAsync(team, cancellationToken);
                continue;
            }

            var waiting = await store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.ScoreChange, null, cancellationToken)
                .SelectMany(row => ScoreChangeRow.FromEntity(row).Changes.ToAsyncEnumerable()).ToListAsync(cancellationToken);
            var read = await readAsync(new(team.Id, before.Generation), waiting);
            var after = await CounterState.LoadAsync(store, team.Id, cancellationToken);
            if (after.ETag == before.ETag) return read;
        }

        throw new StorageUnavailableException($"the counters of {team.Id} changed {Tries} times while they were being read");
    }
}
