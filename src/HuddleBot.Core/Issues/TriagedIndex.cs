using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>What a manager has last said to an escalation.</summary>
public enum ManagersWord
{
    Resolved,
    Declined,
    Accepted,
}

/// <summary>An escalation that a manager has answered.</summary>
public sealed record TriagedEscalation(IssueId Issue, Instant At, ManagersWord Word);

/// <summary>Finds a team's answered escalations by the time of the answer, without reading its issues. <see cref="IssueChange"/> keeps the rows.</summary>
public sealed class TriagedIndex(ITableStore store)
{
    /// <summary>What was answered at <paramref name="since"/> or after it, and at <paramref name="until"/> or before it; the latest first.</summary>
    public async Task<IReadOnlyList<TriagedEscalation>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Triaged, TeamRows.TriagedRow(until, ""), cancellationToken).Select(FromEntity)
            .TakeWhile(answer => answer.At >= since).ToListAsync(cancellationToken);

    /// <summary>Null: no manager has answered, or not last.</summary>
    internal static TableEntity? RowOf(Issue issue)
    {
        ManagersWord? word = issue.LastEvent switch
        {
            IssueEvent.TriageResolved => ManagersWord.Resolved,
            IssueEvent.TriageDeclined => ManagersWord.Declined,
            IssueEvent.TriageAccepted => ManagersWord.Accepted,
            _ => null,
        };
        return word is null ? null : new(TeamRows.PartitionOf(issue.Id.Team), TeamRows.TriagedRow(issue.LastEvent!.At, issue.Id.Key))
        {
            ["Issue"] = issue.Id.ToString(),
            ["At"] = issue.LastEvent.At,
            ["Word"] = word.ToString(),
        };
    }

    private static TriagedEscalation FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        row.RequireInstant("At"), Enum.Parse<ManagersWord>(row.RequireString("Word")));
}
