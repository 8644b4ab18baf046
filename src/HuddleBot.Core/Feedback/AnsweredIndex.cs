using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Feedback;

/// <summary>Finds a team's responses by the time of their answer, without reading them. <see cref="FeedbackIntake"/> keeps the rows.</summary>
public sealed class AnsweredIndex(ITableStore store)
{
    // Two actions each of the 100 of a transaction.
    private const int MissingAtOnce = 50;

    private readonly ConcurrentDictionary<TeamId, bool> complete = new();

    /// <summary>Newest first, from what was answered at <paramref name="latest"/> or before it. Enumerate no further than needed: it goes back to the first.</summary>
    public async IAsyncEnumerable<AnsweredResponse> NewestFirstAsync(TeamId team, Instant latest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CompleteAsync(team, cancellationToken);
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Answered, TeamRows.AnsweredRow(latest, ""), cancellationToken)) yield return FromEntity(row);
    }

    internal static TableEntity RowOf(IssueId issue, Response response) =>
        new(TeamRows.PartitionOf(issue.Team), TeamRows.AnsweredRow(response.AnsweredAt, issue.Key))
        {
            ["Issue"] = issue.ToString(),
            ["AnsweredAt"] = response.AnsweredAt,
            ["Metric"] = response.Score?.Metric.ToString(),
            ["Score"] = response.Score?.Value,
            ["ScaleMin"] = response.Score?.Scale.Min,
            ["ScaleMax"] = response.Score?.Scale.Max,
            ["HasComment"] = response.Comment is not null,
        };

    /// <summary>The row under which a response stood before its time changed. The lock of the response makes it ours until the commit. Null: it stands where it stood, or there was none.</summary>
    internal static async Task<TableEntity?> OutdatedAsync(ITableStore store, IssueId issue, TableEntity old, Response response, CancellationToken cancellationToken)
    {
        var before = TeamRows.AnsweredRow(old.RequireInstant("AnsweredAt"), issue.Key);
        return before == TeamRows.AnsweredRow(response.AnsweredAt, issue.Key) ? null : await store.GetAsync(TeamRows.PartitionOf(issue.Team), before, cancellationToken);
    }

    private static AnsweredResponse FromEntity(TableEntity row) => new(
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"),
        row.RequireInstant("AnsweredAt"), ResponseRow.ScoreOf(row), row.GetBoolean("HasComment") ?? false);

    /// <summary>Responses that came before the index existed have no row: the first look at a team, ever, adds them.</summary>
    private async Task CompleteAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (complete.ContainsKey(team)) return;
        var partition = TeamRows.PartitionOf(team);
        if (await store.GetAsync(partition, TeamRows.AnsweredComplete, cancellationToken) is null)
        {
            var known = await store.QueryAsync(partition, TeamRows.Answered, null, cancellationToken).Select(row => row.RowKey).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
            var missing = store.QueryAsync(partition, TeamRows.Response, null, cancellationToken).Where(row => !known.Contains(RowOf(team, row).RowKey));
            await foreach (var responses in missing.Chunk(MissingAtOnce).WithCancellation(cancellationToken)) await AddAsync(team, responses, cancellationToken);
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(partition, TeamRows.AnsweredComplete))], cancellationToken);
        }

        complete[team] = true;
    }

    /// <summary>Under the locks of the responses: where one has changed meanwhile, whoever changed it has written its row, and only the others are left to do.</summary>
    private async Task AddAsync(TeamId team, IReadOnlyList<TableEntity> responses, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [.. responses.Select(TableTransactionAction.Replace), .. responses.Select(row => TableTransactionAction.Upsert(RowOf(team, row)))];
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Committed || responses.Count == 1) return;
        foreach (var one in responses) await AddAsync(team, [one], cancellationToken);
    }

    private static TableEntity RowOf(TeamId team, TableEntity row)
    {
        var response = ResponseRow.FromEntity(row);
        return RowOf(IssueId.OfResponse(team, response.Source, response.Id), response);
    }
}
