using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>Reads follow-ups, and knows what one change of one takes: its row, its history, the index, the cards that show it. One transaction of the team's partition.</summary>
public sealed class FollowUpStore(ITableStore store, RowSequence sequence)
{
    /// <summary>Null: nobody has to call.</summary>
    public async Task<FollowUp?> FindAsync(IssueId issue, CancellationToken cancellationToken) => (await LoadAsync(issue, cancellationToken))?.FollowUp;

    /// <summary>Everything that happened to it, oldest first; empty: nobody has to call.</summary>
    /// <exception cref="InvalidDataException">The history is damaged.</exception>
    public async Task<IReadOnlyList<FollowUpStep>> HistoryAsync(IssueId issue, CancellationToken cancellationToken) => FollowUpStep.Replay(
        issue, await store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.FollowUpHistoryOf(issue.Key), null, cancellationToken).ToListAsync(cancellationToken));

    internal async Task<StoredFollowUp?> LoadAsync(IssueId issue, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.FollowUp + issue.Key, cancellationToken) is { } row ? FollowUpRow.FromEntity(row) : null;

    /// <param name="before">Null: it begins.</param>
    /// <param name="shown">The issue, whose cards are drawn anew; null: whoever writes sees to that.</param>
    /// <param name="sent">A message that shows it from now on, posted by whoever writes; null: none.</param>
    internal async Task<List<TableTransactionAction>> SaveAsync(
        FrontlineTeam team, StoredFollowUp? before, FollowUp after, FollowUpEvent @event, string operation, LoadedIssue? shown, Instant now, CancellationToken cancellationToken, Slot? sent = null)
    {
        var next = before is null ? new StoredFollowUp(after, null, [], [], [operation]) : before with { FollowUp = after, Operations = [.. before.Operations, operation] };
        if (sent is not null) next = next with { Sent = [.. next.Sent, (sent.Id, sent.Channel)] };
        var actions = await RowsAsync(before, next, cancellationToken);
        actions.Add(TableTransactionAction.Add(FollowUpEventRow.ToEntity(after, @event, operation)));
        actions.Add(TableTransactionAction.Upsert(FollowUpIndex.TouchedRowOf(after.Issue, @event.At)));
        actions.Add(NewsRow.AddOfFollowUp(after.Issue, after.Version, sequence.Next(now)));
        actions.AddRange(RedrawSent(before, operation, now));
        if (shown is not null) actions.AddRange(await RedrawAsync(team, after.Issue, operation, shown, now, cancellationToken));
        return actions;
    }

    /// <summary>The row and the index, without an event: a reminder was sent.</summary>
    internal async Task<List<TableTransactionAction>> RowsAsync(StoredFollowUp? before, StoredFollowUp next, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [TableTransactionAction.Save(FollowUpRow.ToEntity(next))];
        var (was, @is) = (before is null ? [] : FollowUpIndex.RowsOf(before).Select(row => row.RowKey).ToList(), FollowUpIndex.RowsOf(next).ToList());
        actions.AddRange(@is.Select(TableTransactionAction.Upsert));
        foreach (var ended in was.Except(@is.Select(row => row.RowKey), StringComparer.Ordinal))
        {
            // The lock of the follow-up makes this row ours between this look and the commit.
            if (await store.GetAsync(TeamRows.PartitionOf(next.FollowUp.Issue.Team), ended, cancellationToken) is { } row) actions.Add(TableTransactionAction.Delete(row));
        }

        return actions;
    }

    /// <summary>The messages to people and in threads, under the lock of the follow-up, where something that they show has changed and nothing happened to the follow-up itself.</summary>
    internal IEnumerable<TableTransactionAction> TouchSent(StoredFollowUp? stored, string operation, Instant now) =>
        stored is null || stored.Sent.Count == 0 ? [] : [TableTransactionAction.Save(FollowUpRow.ToEntity(stored)), .. RedrawSent(stored, operation, now)];

    private IEnumerable<TableTransactionAction> RedrawSent(StoredFollowUp? stored, string operation, Instant now) =>
        stored is null ? [] : stored.Sent.TakeLast(FollowUpRow.MessagesDrawnAnew).Select(sent => Redraw(stored.FollowUp.Issue, operation, sent.Slot, sent.Channel, now));

    /// <summary>Every card of the issue, under its lock, so that one that is being made at this moment is not missed.</summary>
    internal async Task<IEnumerable<TableTransactionAction>> RedrawAsync(FrontlineTeam team, IssueId issue, string operation, LoadedIssue shown, Instant now, CancellationToken cancellationToken)
    {
        var touched = shown.Row is { } row ? IssueRow.WithSlots(row, shown.Slots) : IssueRow.ToEntity(shown.Issue, shown.Slots, null);
        var toOwners = await PromiseSlots.PlacesAsync(store, team.Id, shown.Slots, cancellationToken);
        return [TableTransactionAction.Save(touched), .. shown.Slots.Select(slot => Redraw(issue, operation, slot, IssueChange.ChannelOf(team, slot, toOwners), now))];
    }

    private TableTransactionAction Redraw(IssueId issue, string operation, string slot, ChannelId channel, Instant now)
    {
        var next = sequence.Next(now);
        return OutboxRow.Add(issue.Team, next, $"{issue}/followup/{StableHash.Of(operation)}/{next}/{slot}", channel, Urgency.Urgent, new OutgoingContent.Redraw(slot), now);
    }
}
