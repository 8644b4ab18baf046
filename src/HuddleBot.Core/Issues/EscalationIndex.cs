using System.Collections.Concurrent;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;

namespace HuddleBot.Core.Issues;

/// <summary>Finds a team's open escalations without reading every issue. <see cref="IssueChange"/> keeps the rows.</summary>
public sealed class EscalationIndex(ITableStore store, IssueStore issues)
{
    private readonly ConcurrentDictionary<TeamId, bool> complete = new();

    /// <summary>In no order.</summary>
    public async Task<IReadOnlyList<IssueId>> OfAsync(TeamId team, CancellationToken cancellationToken) => [.. (await RowsAsync(team, cancellationToken)).Select(IssueOf)];

    /// <summary>The rows as they are, in no order.</summary>
    internal async Task<IReadOnlyList<TableEntity>> RowsAsync(TeamId team, CancellationToken cancellationToken)
    {
        await CompleteAsync(team, cancellationToken);
        return await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Escalation, null, cancellationToken).ToListAsync(cancellationToken);
    }

    internal static IssueId IssueOf(TableEntity row) => IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.RowKey} names no issue");

    /// <summary>Escalations that were made before the index existed have no row: the first look at a team, ever, adds them.</summary>
    private async Task CompleteAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (complete.ContainsKey(team)) return;
        var partition = TeamRows.PartitionOf(team);
        if (await store.GetAsync(partition, TeamRows.EscalationsComplete, cancellationToken) is null)
        {
            await foreach (var found in store.QueryAsync(partition, TeamRows.Issue, null, cancellationToken))
            {
                if (found.GetString("Triage") is not (nameof(TriageState.Waiting) or nameof(TriageState.Asked) or nameof(TriageState.Accepted))) continue;
                if (await issues.LoadAsync(IssueOf(found), cancellationToken) is not { Row: { } row } loaded || EscalationTurnRow.Of(loaded.Issue, loaded.Events) is not { } missing) continue;

                // Under the issue's lock. Who changes the issue meanwhile has written the row themselves, or ended it: then a conflict is right.
                await store.SubmitTransactionAsync([TableTransactionAction.Replace(row), TableTransactionAction.Upsert(missing)], cancellationToken);
            }

            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(partition, TeamRows.EscalationsComplete))], cancellationToken);
        }

        complete[team] = true;
    }
}
