using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>Reads the falls of a team; there are few, so that all are looked at.</summary>
public sealed class DropStore(ITableStore store) : IDrops
{
    public async Task<IReadOnlyList<ScoreDrop>> ListAsync(TeamId team, LocalDate from, LocalDate to, CancellationToken cancellationToken) =>
    [
        .. (await RowsAsync(team, cancellationToken)).Select(DropRow.FromEntity).Where(drop => drop.SeenOn <= to && !(drop.OverOn < from)).OrderByDescending(drop => drop.SeenOn).ThenBy(drop => drop.Id.Key, StringComparer.Ordinal),
    ];

    public async Task<ScoreDrop?> FindAsync(IssueId issue, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Drop + issue.Key, cancellationToken) is { } row ? DropRow.FromEntity(row) : null;

    internal async Task<IReadOnlyList<TableEntity>> RowsAsync(TeamId team, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Drop, null, cancellationToken).ToListAsync(cancellationToken);
}
