using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Counts what has changed in the days that it belongs to: in one transaction with the deletion of the change, so that it is counted once, wherever this stops and however many
/// of it run.
/// </summary>
public sealed class ScoreFolding(ITableStore store, TimeProvider time) : IDueWork
{
    /// <summary>Then whatever else is due comes first, and whoever asks finds a moment in which no counter changes.</summary>
    private const int FoldsAtOnce = 100;

    /// <summary>No fold has room for more.</summary>
    private const int RowsAtOnce = 100;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var most = TableLimits.ActionsPerTransaction - 1;
        for (var folds = 0; folds < FoldsAtOnce; folds++)
        {
            var state = await CounterState.LoadAsync(store, team.Id, cancellationToken);

            // Whoever makes the first counters takes in what waits here.
            if (state is not { Generation: { } generation, Zone: { } zone }) return null;
            if (state.IsBeingMade(Now)) return state.Making!.Until;
            var rows = await store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.ScoreChange, null, cancellationToken).Take(RowsAtOnce)
                .Select(ScoreChangeRow.FromEntity).ToListAsync(cancellationToken);
            if (rows.Count == 0) return null;

            // In the days of the counters, which a new zone of the team does not change: it makes new counters.
            most = await FoldAsync(state, new(team.Id, generation), rows, DateTimeZoneProviders.Tzdb[zone], most, cancellationToken);
        }

        return Now;
    }

    /// <summary>Where somebody else has changed a counter meanwhile, nothing is written: the next look finds how it stands.</summary>
    /// <returns>How many actions there was room for, beside the lock.</returns>
    private async Task<int> FoldAsync(
        CounterState state, CounterRows counters, IReadOnlyList<ScoreChangeRow> rows, DateTimeZone zone, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<TableTransactionAction> actions = [state.WithoutMaking().Save(), .. await ScoreFold.Of(rows, zone, most).ActionsAsync(store, counters, cancellationToken)];

            // Days of many different scores, such as fractions of 100, can be long.
            if (most == 1 || actions.Sum(action => (long)TableLimits.TransactionSize(action)) <= TableLimits.TransactionBytes)
            {
                await store.SubmitTransactionAsync(actions, cancellationToken);
                return most;
            }

            most /= 2;
        }
    }
}
