using System.Collections.Concurrent;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Digests.Loops;

/// <summary>
/// Finds what happened in a team's loops by its time, without reading its issues. Each issue that was ever in a loop, or celebrated, has one row with its timeline: with those that are open, or by
/// when it was touched last. <see cref="IssueChange"/> keeps the rows; they hold no words.
/// </summary>
public sealed class LoopIndex(ITableStore store, IssueStore issues, FollowUpStore followUps)
{
    private const string StillOpen = "open-";

    private readonly ConcurrentDictionary<TeamId, bool> complete = new();

    /// <summary>Everything that is open, or was touched at <paramref name="since"/> or after it.</summary>
    internal async Task<IReadOnlyList<LoopTimeline>> SinceAsync(TeamId team, Instant since, CancellationToken cancellationToken)
    {
        await CompleteAsync(team, cancellationToken);
        return await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Loop, TouchedRow(since, ""), cancellationToken).Select(FromEntity).ToListAsync(cancellationToken);
    }

    /// <summary>The calls and promises to customers that are open, or were touched on the day of <paramref name="since"/> or after it, each with its history.</summary>
    internal async Task<IReadOnlyList<(IssueId Issue, IReadOnlyList<FollowUpStep> Steps)>> FollowUpsSinceAsync(TeamId team, Instant since, CancellationToken cancellationToken)
    {
        await CompleteAsync(team, cancellationToken);
        var partition = TeamRows.PartitionOf(team);
        var touched = await store.QueryAsync(partition, TeamRows.FollowUpTouched, TeamRows.FollowUpTouchedRow(since, ""), cancellationToken).Select(IssueIn).ToListAsync(cancellationToken);
        var open = await store.QueryAsync(partition, TeamRows.FollowUpDue, null, cancellationToken).Select(IssueIn).ToListAsync(cancellationToken);
        var found = new List<(IssueId, IReadOnlyList<FollowUpStep>)>();
        foreach (var issue in touched.Concat(open).Distinct()) found.Add((issue, await followUps.HistoryAsync(issue, cancellationToken)));
        return found;
    }

    /// <summary>Null: it was never in a loop.</summary>
    /// <param name="events">All of the issue's, oldest first.</param>
    internal static TableEntity? RowOf(Issue issue, IReadOnlyList<IssueEvent> events)
    {
        var timeline = LoopTimeline.Of(Issue.Fresh(issue.Id, issue.CreatedAt), events);
        if (timeline.Steps.Count == 0) return null;
        var key = timeline.Now.IsOpen ? TeamRows.Loop + StillOpen + issue.Id.Key : TouchedRow(timeline.LastAt, issue.Id.Key);
        return new(TeamRows.PartitionOf(issue.Id.Team), key) { ["Issue"] = issue.Id.ToString(), ["Steps"] = timeline.ToString() };
    }

    private static string TouchedRow(Instant at, string issueKey) => $"{TeamRows.Loop}{Math.Max(0, at.ToUnixTimeTicks()):D19}-{issueKey}";

    private static LoopTimeline FromEntity(TableEntity row) => LoopTimeline.Parse(IssueIn(row), row.RequireString("Steps"));

    private static IssueId IssueIn(TableEntity row) => FollowUpRow.IssueIn(row, "Issue");

    /// <summary>What was there before the index has no row: the first look at a team, ever, adds them.</summary>
    private async Task CompleteAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (complete.ContainsKey(team)) return;
        var partition = TeamRows.PartitionOf(team);
        if (await store.GetAsync(partition, TeamRows.LoopsComplete, cancellationToken) is null)
        {
            await foreach (var found in store.QueryAsync(partition, TeamRows.Issue, null, cancellationToken))
            {
                if (found.GetInt32("Version") is not > 0 || await issues.LoadAsync(IssueIn(found), cancellationToken) is not { Row: { } row } loaded) continue;

                // Under the issue's lock. Who changes the issue meanwhile has written the row themselves: then a conflict is right.
                if (RowOf(loaded.Issue, loaded.Events) is { } missing)
                    await store.SubmitTransactionAsync([TableTransactionAction.Replace(row), TableTransactionAction.Upsert(missing)], cancellationToken);
            }

            await foreach (var found in store.QueryAsync(partition, TeamRows.FollowUp, null, cancellationToken))
            {
                var days = (await followUps.HistoryAsync(IssueIn(found), cancellationToken)).Select(step => FollowUpIndex.TouchedRowOf(IssueIn(found), step.Event.At)).DistinctBy(row => row.RowKey);
                foreach (var some in days.Chunk(TableLimits.ActionsPerTransaction)) await store.SubmitTransactionAsync([.. some.Select(TableTransactionAction.Upsert)], cancellationToken);
            }

            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(partition, TeamRows.LoopsComplete))], cancellationToken);
        }

        complete[team] = true;
    }
}
