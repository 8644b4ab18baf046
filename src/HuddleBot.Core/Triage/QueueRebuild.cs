using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Triage;

/// <summary>
/// Makes the queue from the teams: for escalations from before there was one, and where it was lost. Each team once, marked by a row when it is done; while it goes on, the
/// queue lacks what is still to come, and everything else goes on as usual.
/// </summary>
public sealed class QueueRebuild(ITableStore store, EscalationIndex escalations, QueueProjection projection) : IRebuild
{
    public string Name => OuterRows.Partition;

    public async Task<int> RunAsync(IReadOnlyList<TeamId> teams, CancellationToken cancellationToken)
    {
        var rebuilt = await store.QueryAsync(OuterRows.Partition, OuterRows.Rebuilt, null, cancellationToken).Select(row => row.RowKey).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var missing = teams.Where(team => !rebuilt.Contains(OuterRows.RebuiltRow(team))).ToList();
        foreach (var team in missing)
        {
            // What the queue has already may be damaged too.
            await projection.RefreshAsync([.. await escalations.OfAsync(team, cancellationToken), .. await InQueueAsync(team, cancellationToken)], cancellationToken);
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(OuterRows.Partition, OuterRows.RebuiltRow(team)))], cancellationToken);
        }

        return missing.Count;
    }

    private async Task<List<IssueId>> InQueueAsync(TeamId team, CancellationToken cancellationToken) =>
        await store.QueryAsync(OuterRows.Partition, OuterRows.EscalationsOf(team), null, cancellationToken).Select(row => QueueRow.FromEntity(row).Issue).ToListAsync(cancellationToken);
}
