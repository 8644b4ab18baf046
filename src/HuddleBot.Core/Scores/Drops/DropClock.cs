using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// Looks at each day of a team's scores once, 24 hours after its end, and after an outage at all that were missed. What is remembered of a series is saved together with what was
/// seen of it and the messages that follow, under the lock of the team's watch: wherever this stops, nothing is missed and nothing is told twice.
/// </summary>
public sealed class DropClock(ITableStore store, IScores scores, DropStore drops, DropAlarm alarm, ITeamDirectory directory, IDoorbell doorbell, TimeProvider time) : IDueWork
{
    /// <summary>
    /// The whole and the parts with the most answers; parts with fewer can be told in words, and their falls show in the whole. What was watched once goes on being watched, so that no
    /// day of it is missed when others overtake it.
    /// </summary>
    internal const int MostSeries = 100;

    /// <summary>With what follows from them, in one transaction.</summary>
    private const int SeriesAtOnce = 20;

    /// <summary>Somebody else looks at this very moment: look again then.</summary>
    private static readonly Duration AfterConflict = Duration.FromSeconds(10);

    private static readonly Duration UntilCounted = Duration.FromMinutes(1);

    /// <summary>Answers may be dated a little ahead, or be of today.</summary>
    private const int DaysAhead = 4;

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var last = DropTimes.LastDay(team.TimeZone, now);
        var watch = await DropWatch.LoadAsync(store, team.Id, cancellationToken);
        if (watch.Through >= last) return DropTimes.DueOf(watch.Through.Value.PlusDays(1), team.TimeZone);

        // A team has moved: whoever asks is told of its old days, but what is learned of a series goes on in the new ones, when they are counted.
        if ((await CounterState.LoadAsync(store, team.Id, cancellationToken)).Zone is { } zone && zone != team.TimeZone.Id) return now + UntilCounted;

        var rows = await WatchedSeries.RowsAsync(store, team.Id, cancellationToken);
        var watched = (await scores.SeriesAsync(team, cancellationToken)).Where(one => one.Answers >= new DropParameters().FewestBaselineAnswers)
            .OrderBy(one => one.Series.Part is not SeriesPart.Whole).ThenByDescending(one => one.Answers).ThenBy(one => one.Series.Key, StringComparer.Ordinal)
            .Where((one, rank) => rank < MostSeries || rows.ContainsKey(one.Series.Key)).ToList();
        var parameters = new DropParameters
        {
            FalseAlarmsPerYear = DropParameters.BudgetOfSeries(Math.Max(1, (await directory.CurrentAsync(cancellationToken)).Teams.Count), Math.Max(1, watched.Count)),
        };
        for (var at = 0; at < watched.Count; at += SeriesAtOnce)
        {
            var looks = await LookAsync(team, [.. watched.Skip(at).Take(SeriesAtOnce)], rows, watch.Through, last, parameters, cancellationToken);
            if (await SaveAsync(team, watch, looks, last, now, cancellationToken) is not { } saved) return now + AfterConflict;
            watch = saved;
        }

        var done = watch with { Through = last };
        return await store.SubmitTransactionAsync([done.Save()], cancellationToken) is TransactionOutcome.Committed ? DropTimes.DueOf(last.PlusDays(1), team.TimeZone) : now + AfterConflict;
    }

    /// <summary>What is new of these series; of those that are not known, and of those of which much has come behind the look, their history.</summary>
    private async Task<IReadOnlyList<SeriesLook>> LookAsync(
        FrontlineTeam team, IReadOnlyList<CountedSeries> watched, IReadOnlyDictionary<string, TableEntity> rows, LocalDate? through, LocalDate last, DropParameters parameters, CancellationToken cancellationToken)
    {
        // Days without answers are not saved: what the whole team was looked at for, the series was, too.
        var known = watched.Select(one => rows.GetValueOrDefault(one.Series.Key) is { } row ? WatchedSeries.FromEntity(row, one.Series) : null).OfType<WatchedSeries>()
            .Select(one => through > one.Through ? one with { Through = through.Value } : one).ToDictionary(one => one.Series);
        var looks = new Dictionary<SeriesId, SeriesLook>();
        var learned = watched.Where(one => !known.ContainsKey(one.Series)).ToList();
        if (known.Count > 0)
        {
            var from = known.Values.Min(one => one.Through).PlusDays(1);
            var days = await DaysAsync(team, known.Keys, from, last, cancellationToken);
            foreach (var one in watched.Where(one => known.ContainsKey(one.Series)))
            {
                var (before, ofSeries) = (known[one.Series], days[one.Series]);
                if (SeriesLook.IsOutdated(before, one.Answers, ofSeries)) learned.Add(one);
                else if (SeriesLook.At(before, one.Answers, ofSeries, last, parameters) is { } look) looks[one.Series] = look;
            }
        }

        if (learned.Count > 0)
        {
            var days = await DaysAsync(team, [.. learned.Select(one => one.Series)], last.PlusDays(1 - SeriesLook.DaysOfHistory), last, cancellationToken);
            foreach (var one in learned) looks[one.Series] = SeriesLook.FromHistory(one.Series, one.Answers, days[one.Series], last, parameters, rows.GetValueOrDefault(one.Series.Key)?.ETag);
        }

        return [.. watched.Select(one => looks.GetValueOrDefault(one.Series)).OfType<SeriesLook>()];
    }

    private async Task<Dictionary<SeriesId, SeriesDays>> DaysAsync(FrontlineTeam team, IReadOnlyCollection<SeriesId> series, LocalDate from, LocalDate last, CancellationToken cancellationToken) =>
        (await scores.DaysAsync(team, series, new(LocalDate.Min(from, last), last.PlusDays(DaysAhead)), cancellationToken)).ToDictionary(days => days.Series);

    /// <summary>One transaction. Null: somebody else looks, too.</summary>
    private async Task<DropWatch?> SaveAsync(FrontlineTeam team, DropWatch watch, IReadOnlyList<SeriesLook> looks, LocalDate last, Instant now, CancellationToken cancellationToken)
    {
        if (looks.Count == 0) return watch;
        var rows = await drops.RowsAsync(team.Id, cancellationToken);
        var ledger = new DropLedger(team.Id, [.. rows.Select(DropRow.FromEntity)], last, now);
        ledger.Take(looks);
        List<TableTransactionAction> actions = [watch.Save(), .. looks.Select(look => look.After.Save(team.Id))];
        foreach (var drop in ledger.Changed)
        {
            var eTag = rows.FirstOrDefault(row => row.RowKey == TeamRows.Drop + drop.Id.Key)?.ETag;
            actions.AddRange(await alarm.ActionsAsync(team, drop, eTag, ledger.IsBack(drop), now, cancellationToken));
        }

        // Much that was long ago may come at once with the first look: half of the series leave room for it.
        if (actions.Count > TableLimits.ActionsPerTransaction && looks.Count > 1)
        {
            var first = await SaveAsync(team, watch, [.. looks.Take(looks.Count / 2)], last, now, cancellationToken);
            return first is null ? null : await SaveAsync(team, first, [.. looks.Skip(looks.Count / 2)], last, now, cancellationToken);
        }

        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed committed) return null;
        if (ledger.Changed.Count > 0) await doorbell.RingAsync(team.Id, cancellationToken);
        return watch with { ETag = committed.ETags[0] };
    }
}
