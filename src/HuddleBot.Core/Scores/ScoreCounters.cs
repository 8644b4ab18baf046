using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Adds what stands in days and what does not yet: between two looks at the state of the counters that find it the same, nothing went from one to the other. Where folding never
/// rests, it is asked to, for a moment.
/// </summary>
public sealed class ScoreCounters(ITableStore store, ScoreRebuild rebuild, TimeProvider time) : IScores
{
    private const int SeriesAtOnce = 16;

    private const int TriesWithoutRest = 2;
    private const int Tries = 40;

    /// <summary>How long nothing is folded, at first; twice as long each time that it was too short.</summary>
    private static readonly Duration Still = Duration.FromMilliseconds(100);
    private static readonly Duration LongestStill = Duration.FromSeconds(30);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public Task<IReadOnlyList<CountedSeries>> SeriesAsync(FrontlineTeam team, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<CountedSeries>>(
        team,
        async (rows, changed, _) =>
        {
            var known = await store.QueryAsync(rows.Partition, rows.AllSeries, null, cancellationToken).Select(CounterRows.SeriesOf).ToListAsync(cancellationToken);
            return
            [
                .. known.Concat(changed.Series.Select(one => new CountedSeries(one.Series.Series, one.Answers))).GroupBy(one => one.Series).Select(InTheUsualSpelling)
                    .Where(one => one.Answers > 0)
                    .OrderBy(one => one.Series.Part is not SeriesPart.Whole).ThenBy(one => one.Series.Metric).ThenBy(one => SeriesId.KindOf(one.Series.Part) == "segment")
                    .ThenBy(one => one.Series.Part.Folded, StringComparer.Ordinal).ThenBy(one => one.Series.Scale?.ToString(), StringComparer.Ordinal),
            ];
        },
        cancellationToken);

    public Task<IReadOnlyList<SeriesDays>> DaysAsync(FrontlineTeam team, IReadOnlyCollection<SeriesId> series, DateInterval days, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<SeriesDays>>(
        team,
        async (rows, changed, ahead) =>
        {
            var counted = new DateInterval(Later(days.Start, ahead), Later(days.End, ahead));
            var beside = changed.Days.Where(day => counted.Contains(day.Day)).ToLookup(day => day.Series, day => new DayOfSeries(day.Day, day.Counts));
            var read = new List<SeriesDays>();
            foreach (var some in series.Chunk(SeriesAtOnce))
                read.AddRange(await Task.WhenAll(some.Select(async one => Of(one, days, ahead, await FoldedAsync(rows, one, counted, cancellationToken), beside[one]))));
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

    /// <param name="ahead">The days that are counted are called by dates so much later than those that were asked for.</param>
    private static SeriesDays Of(SeriesId series, DateInterval days, int ahead, IEnumerable<DayOfSeries> folded, IEnumerable<DayOfSeries> changed) => new(
        series, days,
        [
            .. folded.Concat(changed).GroupBy(day => Later(day.Day, -ahead), day => day.Counts).Select(day => new DayOfSeries(day.Key, Given(ScoreHistogram.Sum(day))))
                .Where(day => !day.Counts.IsEmpty).OrderBy(day => day.Day),
        ]);

    /// <summary>Not beyond the ends of the calendar.</summary>
    private static LocalDate Later(LocalDate day, int days) =>
        (days > 0 ? LocalDate.Min(day, LocalDate.MaxIsoValue.PlusDays(-days)) : LocalDate.Max(day, LocalDate.MinIsoValue.PlusDays(-days))).PlusDays(days);

    /// <summary>A look is no snapshot: of a response that changes twice at this very moment it may see only the second change, which takes off what it has not seen added.</summary>
    private static ScoreHistogram Given(ScoreHistogram counts) => counts.Counts.All(one => one.Count > 0) ? counts : ScoreHistogram.Of(counts.Counts.Where(one => one.Count > 0));

    /// <param name="readAsync">Reads days and series, and adds what stands in none of their rows yet; of a team that has moved, in its old days, whose today may have another date.</param>
    private async Task<T> ReadAsync<T>(FrontlineTeam team, Func<CounterRows, ScoreTally, int, Task<T>> readAsync, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var before = await CounterState.LoadAsync(store, team.Id, cancellationToken);
            if (before is not { Generation: { } generation, Zone: { } inForce })
            {
                await rebuild.CompleteAsync(team, cancellationToken);
                continue;
            }

            var asksForRest = tries >= TriesWithoutRest && before.NoFoldBefore(Now) is null && before.StillUntil is null;
            if (asksForRest && !await RestAsync(before, tries, cancellationToken)) continue;
            var (rows, zone) = (new CounterRows(team.Id, generation), DateTimeZoneProviders.Tzdb[inForce]);
            var tally = new ScoreTally(zone);
            await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.ScoreChange, null, cancellationToken))
            {
                foreach (var change in ScoreChangeRow.FromEntity(row).Changes) tally.Add(change);
            }

            if (before.HasRest) ScoreRest.AddTo(tally, await store.GetAsync(rows.Partition, rows.RestKey, cancellationToken));
            var read = await readAsync(rows, tally, Period.DaysBetween(Now.InZone(team.TimeZone).Date, Now.InZone(zone).Date));
            var after = await CounterState.LoadAsync(store, team.Id, cancellationToken);
            if (after.Folds == before.Folds) return read;
        }

        throw new StorageUnavailableException($"the counters of {team.Id} changed {Tries} times while they were being read");
    }

    /// <summary>Asks that nothing be folded for a moment.</summary>
    /// <returns>False: somebody else was faster.</returns>
    private async Task<bool> RestAsync(CounterState state, int tries, CancellationToken cancellationToken)
    {
        var still = Duration.Min(LongestStill, Still * (1 << Math.Clamp(tries - TriesWithoutRest, 0, 10)));
        return await (state with { StillUntil = Now + still }).SaveAsync(store, cancellationToken) is not null;
    }
}
