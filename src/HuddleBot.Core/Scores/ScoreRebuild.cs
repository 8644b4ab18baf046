using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// Makes a team's counters from its responses: where there are none yet, and where the team's days have shifted with its zone. The ones in force serve until the new ones take
/// their place, in one write; everything else goes on meanwhile. Who stops in the middle leaves nothing that counts.
/// </summary>
public sealed class ScoreRebuild(ITableStore store, ITeamDirectory directory, RowSequence sequence, TimeProvider time) : IRebuild
{
    /// <summary>Whoever makes counters says so again and again; when nothing was heard for so long, another begins anew.</summary>
    private static readonly Duration GivenUpAfter = Duration.FromMinutes(1);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public string Name => TeamRows.Scores;

    public async Task<int> RunAsync(IReadOnlyList<TeamId> teams, CancellationToken cancellationToken)
    {
        var zones = await store.QueryAsync(TeamRows.Scores, TeamRows.ScoresRebuilt, null, cancellationToken)
            .ToDictionaryAsync(row => row.RowKey[TeamRows.ScoresRebuilt.Length..], row => row.RequireString("Zone"), StringComparer.Ordinal, cancellationToken);
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var missing = teams.Select(snapshot.Find).OfType<FrontlineTeam>().Where(team => zones.GetValueOrDefault(team.Id.Value) != team.TimeZone.Id).ToList();
        foreach (var team in missing)
        {
            await CompleteAsync(team, cancellationToken);
            await SweepAsync(await CounterState.LoadAsync(store, team.Id, cancellationToken), cancellationToken);
            await NoteAsync(team.Id, team.TimeZone.Id, cancellationToken);
        }

        return missing.Count;
    }

    /// <summary>Returns when counters are in force that count in the team's days. Where they are already, this is one read.</summary>
    public async Task CompleteAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await CounterState.LoadAsync(store, team.Id, cancellationToken);
            if (state.Zone == team.TimeZone.Id) return;
            if (state.IsBeingMade(Now)) await Task.Delay(LookAgain, time, cancellationToken);
            else await MakeAsync(state, team.TimeZone, cancellationToken);
        }
    }

    /// <summary>Makes them anew, whether they are in force or not; for an operator who doubts them, and to prove that they are right.</summary>
    /// <returns>False: somebody else makes them, or has changed them meanwhile.</returns>
    public async Task<bool> RepeatAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var state = await CounterState.LoadAsync(store, team.Id, cancellationToken);
        return !state.IsBeingMade(Now) && await MakeAsync(state, team.TimeZone, cancellationToken);
    }

    /// <param name="zone">In whose days the team's responses are counted; "" while that may change.</param>
    private Task NoteAsync(TeamId team, string zone, CancellationToken cancellationToken) =>
        store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(TeamRows.Scores, TeamRows.ScoresRebuilt + team) { ["Zone"] = zone })], cancellationToken);

    /// <returns>False: somebody else was faster.</returns>
    private async Task<bool> MakeAsync(CounterState before, DateTimeZone zone, CancellationToken cancellationToken)
    {
        // Else a team that moves there and back while somebody stops here would be left in days that are noted as right.
        if (before.Zone is not null && before.Zone != zone.Id) await NoteAsync(before.Team, "", cancellationToken);
        var generation = sequence.Next(Now);
        var state = await (before.WithoutMaking() with { Making = new(generation, Now + GivenUpAfter) }).SaveAsync(store, cancellationToken);
        if (state is null) return false;

        // From here on nothing is folded: a fold that has begun meets a row that has changed.
        if (await new ResponseCount(store, state.Team).CountAsync(zone, GoOnAsync, cancellationToken) is { } tally && await WriteAsync(new(state.Team, generation), tally, GoOnAsync, cancellationToken))
            state = await state!.MadeBy(zone).SaveAsync(store, cancellationToken);
        else
            state = null;

        if (state is not null) await SweepAsync(state, cancellationToken);
        else await DeleteAsync(new(before.Team, generation), cancellationToken);
        return state is not null;

        async Task<bool> GoOnAsync()
        {
            if (state!.Making!.Until - Now > GivenUpAfter / 2) return true;
            var again = await (state with { Making = new(generation, Now + GivenUpAfter) }).SaveAsync(store, cancellationToken);
            state = again ?? state;
            return again is not null;
        }
    }

    private async Task<bool> WriteAsync(CounterRows rows, ScoreTally tally, Func<Task<bool>> goOnAsync, CancellationToken cancellationToken)
    {
        var days = tally.Days.Where(day => !day.Counts.IsEmpty).ToList();
        IEnumerable<TableTransactionAction?> actions =
        [
            .. days.Select(day => rows.SaveDay(null, day.Series, day.Day, day.Counts)),
            .. tally.Series.Select(series => rows.SaveSeries(null, series.Series, series.Answers)),
        ];
        foreach (var (_, some) in TransactionPacking.Pack(actions.OfType<TableTransactionAction>(), action => [action]))
        {
            await store.SubmitTransactionAsync(some, cancellationToken);
            if (!await goOnAsync()) return false;
        }

        return true;
    }

    /// <summary>Deletes what is outdated. What cannot be noted as deleted is looked for again the next time.</summary>
    private async Task SweepAsync(CounterState state, CancellationToken cancellationToken)
    {
        if (state.Outdated.Count == 0 || state.IsBeingMade(Now)) return;
        foreach (var generation in state.Outdated) await DeleteAsync(new(state.Team, generation), cancellationToken);
        await (state with { Outdated = [] }).SaveAsync(store, cancellationToken);
    }

    private async Task DeleteAsync(CounterRows rows, CancellationToken cancellationToken)
    {
        foreach (var prefix in (string[])[rows.Days, rows.AllSeries, rows.RestKey])
        {
            await foreach (var some in store.QueryAsync(rows.Partition, prefix, null, cancellationToken).Chunk(TableLimits.ActionsPerTransaction).WithCancellation(cancellationToken))
                await store.SubmitTransactionAsync([.. some.Select(TableTransactionAction.Delete)], cancellationToken);
        }
    }
}
