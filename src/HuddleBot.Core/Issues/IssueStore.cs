using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Issues;

/// <summary>An issue as it was read: the row that locks it, its events, and the response behind it.</summary>
/// <param name="Row">Null for a response that nobody has touched and that was not posted.</param>
/// <param name="Operations">The operations behind the events, oldest first.</param>
internal sealed record LoadedIssue(Issue Issue, TableEntity? Row, Response? Response, IReadOnlyList<IssueEvent> Events, IReadOnlyList<string> Operations)
{
    /// <summary>Calling the customer back; null: nobody has to.</summary>
    public FollowUps.FollowUp? FollowUp { get; init; }

    /// <summary>What its customer wrote later; null: nothing.</summary>
    public FollowUps.WroteAgain? Again { get; init; }

    /// <summary>Of a response that is told in the thread of another issue: that issue.</summary>
    public IssueId? AttachedTo { get; init; }

    /// <summary>The fall of the team's score that made it; null: none did.</summary>
    public DropBehind? Drop { get; init; }

    public IssueWithResponse Item => new(Issue, Response) { FollowUp = FollowUp, Again = Again, AttachedTo = AttachedTo, Drop = Drop };

    public IReadOnlyList<string> Slots => IssueRow.SlotsOf(Row);
}

/// <summary>Reads issues.</summary>
public sealed class IssueStore(ITableStore store)
{
    private readonly DropStore drops = new(store);

    /// <summary>Null: neither the issue nor a response is there.</summary>
    internal async Task<LoadedIssue?> LoadAsync(IssueId id, CancellationToken cancellationToken)
    {
        var partition = TeamRows.PartitionOf(id.Team);

        // The lock is read first: whatever is read after it can only be newer, and a commit on top of the older lock is then refused.
        var row = await store.GetAsync(partition, TeamRows.Issue + id.Key, cancellationToken);
        var responseRow = await store.GetAsync(partition, TeamRows.Response + id.Key, cancellationToken);
        var response = responseRow is null ? null : ResponseRow.FromEntity(responseRow);
        if (row is null && response is null) return null;

        var issue = Issue.Fresh(id, row?.RequireInstant("CreatedAt") ?? response!.AnsweredAt);
        var followUp = responseRow?.GetBoolean(FollowUps.ResponseMarks.HasFollowUp) == true
            && await store.GetAsync(partition, TeamRows.FollowUp + id.Key, cancellationToken) is { } called ? FollowUps.FollowUpRow.StateOf(called) : null;
        var (again, attachedTo) = (FollowUps.ResponseMarks.AgainOf(responseRow), FollowUps.ResponseMarks.AttachedToOf(responseRow));
        var drop = response is null && row?.GetString("Words") is null ? await DropOfAsync(id, cancellationToken) : null;
        if (row?.GetInt32("Version") is not > 0) return new(issue, row, response, [], []) { FollowUp = followUp, Again = again, AttachedTo = attachedTo, Drop = drop };

        var events = new List<IssueEvent>();
        var operations = new List<string>();
        await foreach (var entity in store.QueryAsync(partition, TeamRows.HistoryOf(id.Key), null, cancellationToken))
        {
            var (@event, operation) = IssueEventRow.FromEntity(entity);
            issue = IssueHistory.Apply(issue, @event);
            events.Add(@event);
            operations.Add(operation);
        }

        return new(issue, row, response, events, operations) { FollowUp = followUp, Again = again, AttachedTo = attachedTo, Drop = drop };
    }

    /// <summary>What was erased since is not shown.</summary>
    private async Task<DropBehind?> DropOfAsync(IssueId id, CancellationToken cancellationToken)
    {
        if (await drops.FindAsync(id, cancellationToken) is not { } drop) return null;
        var rows = await Task.WhenAll(drop.Verbatims.Select(one => store.GetAsync(TeamRows.PartitionOf(one.Team), TeamRows.Response + one.Key, cancellationToken)));
        return new(drop, [.. rows.OfType<TableEntity>().Select(ResponseRow.FromEntity).Where(response => response.Comment is not null)]);
    }

    internal async Task<IReadOnlyList<LoadedIssue>> LoadAsync(IEnumerable<IssueId> ids, CancellationToken cancellationToken)
    {
        var loaded = await Task.WhenAll(ids.Select(id => LoadAsync(id, cancellationToken)));
        return [.. loaded.OfType<LoadedIssue>()];
    }
}
