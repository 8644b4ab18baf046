using System.Runtime.CompilerServices;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Audit;

/// <summary>A fall with what the team makes of it.</summary>
/// <param name="State">As <see cref="IssueFacts.StateOf"/> has it; null: it was only noted.</param>
public sealed record AuditedDrop(ScoreDrop Drop, string? State);

/// <summary>Reads every fall of every team, one at a time.</summary>
public sealed class DropAudit(ITableStore store)
{
    private readonly IssueStore issues = new(store);

    /// <summary>Ordered by team.</summary>
    public async IAsyncEnumerable<AuditedDrop> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in store.ScanAsync(TeamRows.TeamPartitions, cancellationToken))
        {
            if (!row.RowKey.StartsWith(TeamRows.Drop, StringComparison.Ordinal)) continue;
            var drop = DropRow.FromEntity(row);
            yield return new(drop, await issues.LoadAsync(drop.Id, cancellationToken) is { } loaded ? IssueFacts.StateOf(loaded.Issue.State) : null);
        }
    }
}
