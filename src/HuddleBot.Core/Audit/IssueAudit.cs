using System.Runtime.CompilerServices;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Audit;

/// <summary>Reads every issue of every team with its whole history, one at a time: the memory that it takes does not depend on how many there are.</summary>
public sealed class IssueAudit(ITableStore store)
{
    /// <summary>What every event row has; the rest says what happened.</summary>
    private static readonly HashSet<string> Envelope = new(["Issue", "Version", "Event", "At", "Operation", "By", "ByName", "ByFrom"], StringComparer.Ordinal);

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ordered by team, then by the key of the issue. What changes meanwhile is told as of some moment of the reading.</summary>
    /// <exception cref="InvalidDataException">A history is damaged; the message names the issue.</exception>
    public async IAsyncEnumerable<AuditedIssue> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TeamReading? team = null;
        try
        {
            await foreach (var row in store.ScanAsync(TeamRows.TeamPartitions, cancellationToken))
            {
                if (!row.RowKey.StartsWith(TeamRows.Issue, StringComparison.Ordinal)) continue;
                if (team?.Partition != row.PartitionKey)
                {
                    if (team is not null) await team.DisposeAsync();
                    team = new(store, row.PartitionKey, cancellationToken);
                }

                var (events, response) = await team.OfAsync(row.RowKey[TeamRows.Issue.Length..]);
                yield return Read(row, events, response);
            }
        }
        finally
        {
            if (team is not null) await team.DisposeAsync();
        }
    }

    private static AuditedIssue Read(TableEntity row, IReadOnlyList<TableEntity> events, Response? response)
    {
        var id = IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue");
        var issue = Issue.Fresh(id, row.RequireInstant("CreatedAt"));
        var facts = IssueFacts.Of(issue);
        var history = new List<AuditEntry>();
        if (response is not null) history.Add(new(0, issue.CreatedAt, null, "feedback/" + response.Source, AuditEntry.Created, new Dictionary<string, object>(StringComparer.Ordinal), Nothing, facts, issue));
        foreach (var entity in events)
        {
            var @event = IssueEventRow.FromEntity(entity).Event;
            issue = Apply(issue, @event);
            var after = IssueFacts.Of(issue);
            history.Add(new(
                issue.Version, @event.At, @event.By, entity.GetString("ByFrom"), entity.RequireString("Event"), DetailsOf(entity), FactChanges.Of(facts, after), FactChanges.Of(after, facts), issue));
            facts = after;
        }

        return new(issue, response, history);
    }

    private static Issue Apply(Issue issue, IssueEvent @event)
    {
        try
        {
            return IssueHistory.Apply(issue, @event);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"the history of issue {issue.Id} is damaged after version {issue.Version}: {e.Message}", e);
        }
    }

    private static Dictionary<string, object> DetailsOf(TableEntity row) =>
        row.Values.Where(value => !Envelope.Contains(value.Key)).ToDictionary(value => char.ToLowerInvariant(value.Key[0]) + value.Key[1..], value => value.Value, StringComparer.Ordinal);

    /// <summary>The histories and responses of one team, read beside its issues: all three lie in the order of the issues' keys.</summary>
    private sealed class TeamReading(ITableStore store, string partition, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private readonly RowCursor histories = new(store, partition, TeamRows.History, cancellationToken);
        private readonly RowCursor responses = new(store, partition, TeamRows.Response, cancellationToken);

        public string Partition { get; } = partition;

        public async Task<(IReadOnlyList<TableEntity> Events, Response? Response)> OfAsync(string issueKey)
        {
            var events = await histories.TakeAsync(TeamRows.HistoryOf(issueKey));
            var response = await responses.TakeAsync(TeamRows.Response + issueKey);
            return (events, response is [var row, ..] ? ResponseRow.FromEntity(row) : null);
        }

        public async ValueTask DisposeAsync()
        {
            await histories.DisposeAsync();
            await responses.DisposeAsync();
        }
    }
}
