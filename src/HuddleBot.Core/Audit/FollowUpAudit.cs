using System.Runtime.CompilerServices;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Audit;

/// <summary>A call to a customer with everything that ever happened to it. No contact data: who has seen them, and when.</summary>
/// <param name="Source">Of the response that it began with; null: that is not there any more.</param>
public sealed record AuditedFollowUp(FollowUp FollowUp, string? Source, string? ResponseId, WroteAgain? Again, IReadOnlyList<FollowUpEntry> History);

/// <summary>One change: who, when, from where, before and after.</summary>
/// <param name="From">Where it was done; null: not recorded, or nobody did it.</param>
/// <param name="Before">What it changed of <see cref="FollowUpFacts"/>, as it was; what was not there is not in it.</param>
/// <param name="After">The same, as it was then.</param>
public sealed record FollowUpEntry(
    FollowUpStep Step, string? From, IReadOnlyDictionary<string, object> Details, IReadOnlyDictionary<string, string> Before, IReadOnlyDictionary<string, string> After);

/// <summary>Reads every call of every team with its whole history, one at a time.</summary>
public sealed class FollowUpAudit(ITableStore store)
{
    /// <summary>What every event row has; the rest says what happened.</summary>
    private static readonly HashSet<string> Envelope = new(["Issue", "Version", "Event", "At", "Operation", "By", "ByName", "ByFrom"], StringComparer.Ordinal);

    /// <summary>Ordered by team, then by the key of the issue, as the export of issues is.</summary>
    /// <exception cref="InvalidDataException">A history is damaged; the message names the issue.</exception>
    public async IAsyncEnumerable<AuditedFollowUp> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TeamReading? team = null;
        try
        {
            await foreach (var row in store.ScanAsync(TeamRows.TeamPartitions, cancellationToken))
            {
                if (!row.RowKey.StartsWith(TeamRows.FollowUp, StringComparison.Ordinal)) continue;
                if (team?.Partition != row.PartitionKey)
                {
                    if (team is not null) await team.DisposeAsync();
                    team = new(store, row.PartitionKey, cancellationToken);
                }

                var (events, response) = await team.OfAsync(row.RowKey[TeamRows.FollowUp.Length..]);
                if (Read(FollowUpRow.IssueIn(row, "Issue"), events, response) is { } followUp) yield return followUp;
            }
        }
        finally
        {
            if (team is not null) await team.DisposeAsync();
        }
    }

    /// <summary>Null: it has come into being behind the reading of the histories.</summary>
    private static AuditedFollowUp? Read(IssueId issue, IReadOnlyList<TableEntity> events, TableEntity? response)
    {
        var history = FollowUpStep.Replay(issue, events).Zip(events, (step, row) =>
        {
            var (before, after) = (step.Before is null ? FollowUpFacts.None : FollowUpFacts.Of(step.Before), FollowUpFacts.Of(step.After));
            return new FollowUpEntry(step, row.GetString("ByFrom"), DetailsOf(row), FactChanges.Of(before, after), FactChanges.Of(after, before));
        }).ToList();
        if (history.Count == 0) return null;
        var from = response is null ? null : ResponseRow.FromEntity(response);
        return new(history[^1].Step.After, from?.Source, from?.Id, ResponseMarks.AgainOf(response), history);
    }

    private static Dictionary<string, object> DetailsOf(TableEntity row) =>
        row.Values.Where(value => !Envelope.Contains(value.Key)).ToDictionary(value => char.ToLowerInvariant(value.Key[0]) + value.Key[1..], value => value.Value, StringComparer.Ordinal);

    /// <summary>The histories and responses of one team, read beside its calls: all three lie in the order of the issues' keys.</summary>
    private sealed class TeamReading(ITableStore store, string partition, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private readonly RowCursor histories = new(store, partition, TeamRows.FollowUpHistory, cancellationToken);
        private readonly RowCursor responses = new(store, partition, TeamRows.Response, cancellationToken);

        public string Partition { get; } = partition;

        public async Task<(IReadOnlyList<TableEntity> Events, TableEntity? Response)> OfAsync(string issueKey) =>
            (await histories.TakeAsync(TeamRows.FollowUpHistoryOf(issueKey)), await responses.TakeAsync(TeamRows.Response + issueKey) is [var response, ..] ? response : null);

        public async ValueTask DisposeAsync()
        {
            await histories.DisposeAsync();
            await responses.DisposeAsync();
        }
    }
}
