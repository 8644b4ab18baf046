using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Counts what has changed: in one transaction with the deletion of the changes, so that it is counted once, wherever this stops and however many of it run.
/// </summary>
public sealed class ScoreFolding(ITableStore store, TimeProvider time) : IDueWork
{
    /// <summary>Then whatever else is due comes first.</summary>
    private const int FoldsAtOnce = 100;

    /// <summary>A page of the storage: what is read is folded, and not read again.</summary>
    private const int RowsAtOnce = 500;

    /// <summary>Of the actions of a fold; the others write days.</summary>
    private const double ShareOfChanges = 0.6;

    private static readonly Duration AfterConflict = Duration.FromMilliseconds(200);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var folds = 0;
        while (folds < FoldsAtOnce)
        {
            var state = await CounterState.LoadAsync(store, team.Id, cancellationToken);

            // Whoever makes the first counters takes in what waits here.
            if (state.Generation is null) return null;
            if (state.NoFoldBefore(Now) is { } later) return later;
            var rows = await store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.ScoreChange, null, cancellationToken).Take(RowsAtOnce)
                .Select(ScoreChangeRow.FromEntity).ToListAsync(cancellationToken);
            if (rows.Count == 0 && !state.HasRest) return null;

            do
            {
                // Where somebody else folds at this moment, nothing is written, and what they fold need not be read here.
                var (folded, taken) = await FoldAsync(state, rows, cancellationToken);
                if (folded is null) return Now + AfterConflict;
                (state, rows) = (folded, rows[taken..]);
                folds++;
            }
            while (folds < FoldsAtOnce && rows.Count > 0);
        }

        return Now;
    }

    /// <returns>The state as it is saved, null where somebody else was faster; how many of the changes were folded.</returns>
    private async Task<(CounterState? State, int Taken)> FoldAsync(CounterState state, IReadOnlyList<ScoreChangeRow> rows, CancellationToken cancellationToken)
    {
        var counters = new CounterRows(state.Team, state.Generation!);
        var rest = state.HasRest ? await store.GetAsync(counters.Partition, counters.RestKey, cancellationToken) : null;

        // In the days of the counters, which a new zone of the team does not change: it makes new counters.
        var zone = DateTimeZoneProviders.Tzdb[state.Zone!];
        for (var actions = ScoreFold.MostActions; ; actions /= 2)
        {
            var most = Math.Min(rows.Count, (int)(actions * ShareOfChanges));

            // Where the rest has no room for more, some of it goes to its days first.
            foreach (var taken in (int[])(rest is null ? [Math.Max(most, Math.Min(rows.Count, 1))] : most > 0 ? [most, 0] : [0]))
            {
                var fold = ScoreFold.Of(rest, rows, zone, taken, actions);
                if (!fold.HasRoom && actions > 1) continue;
                var write = await fold.WriteAsync(store, state, counters, rest, cancellationToken);
                if (!write.Fits && actions > 1) continue;
                return await store.SubmitTransactionAsync(write.Actions, cancellationToken) is TransactionOutcome.Committed committed
                    ? (write.State with { ETag = committed.ETags[0] }, taken)
                    : (null, 0);
            }
        }
    }
}
