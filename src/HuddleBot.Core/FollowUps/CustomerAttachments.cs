using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Posting;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>
/// Tells what a customer wrote again in the thread of their open issue, perhaps another team's. The response lies with its own team, with a row that says where it belongs;
/// here it gets there, and the row goes. A stop anywhere leaves the row, and the next look goes on.
/// </summary>
public sealed class CustomerAttachments(
    ITableStore store, IssueStore issues, FollowUpStore followUps, ITeamDirectory directory, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IDueWork
{
    private static readonly Duration Soon = Duration.FromSeconds(10);
    private static readonly IReadOnlyDictionary<string, ChannelId> NoOwners = new Dictionary<string, ChannelId>();

    internal static TableEntity RowOf(IssueId response, IssueId thread, Instant now) =>
        new(TeamRows.PartitionOf(response.Team), TeamRows.ToAttach + response.Key) { ["Response"] = response.ToString(), ["Thread"] = thread.ToString(), ["At"] = now };

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var left = false;
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.ToAttach, null, cancellationToken))
            left |= !await AttachAsync(team, row, now, cancellationToken);
        return left ? now + Soon : null;
    }

    /// <returns>False: not now.</returns>
    private async Task<bool> AttachAsync(FrontlineTeam own, TableEntity waiting, Instant now, CancellationToken cancellationToken)
    {
        var (response, thread) = (FollowUpRow.IssueIn(waiting, "Response"), FollowUpRow.IssueIn(waiting, "Thread"));
        if (await issues.LoadAsync(response, cancellationToken) is not { Response: not null } again) return await RemoveAsync(waiting, cancellationToken);
        var team = (await directory.CurrentAsync(cancellationToken)).Find(thread.Team);
        var head = await store.GetAsync(TeamRows.PartitionOf(thread.Team), TeamRows.Response + thread.Key, cancellationToken);
        if (team is null || head is null) return team is null || waiting.RequireInstant("At") + CustomerThreads.Ahead < now ? await StandAloneAsync(own, again, waiting, now, cancellationToken) : false;

        var stored = await followUps.LoadAsync(thread, cancellationToken);
        if (await issues.LoadAsync(thread, cancellationToken) is not { } loaded || FollowUpClock.ThreadOf(loaded) is not { } below) return false;
        var actions = await ActionsAsync(team, loaded, head, stored, again, below, now, cancellationToken);
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return await RemoveAsync(waiting, cancellationToken);
    }

    private async Task<List<TableTransactionAction>> ActionsAsync(
        FrontlineTeam team, LoadedIssue loaded, TableEntity head, StoredFollowUp? stored, LoadedIssue again, string below, Instant now, CancellationToken cancellationToken)
    {
        var (thread, response) = (loaded.Issue.Id, again.Response!);
        IReadOnlyList<Slot> slots =
        [
            new(FollowUpSlots.WroteAgainOf(thread, again.Issue.Id), team.Channel, SlotKind.WroteAgain, [again.Issue.Id], below, null, null, null),
            .. BeforeTheManagers(team, loaded, again.Issue.Id),
        ];
        var attached = new TableEntity(TeamRows.PartitionOf(team.Id), TeamRows.AttachedRow(thread.Key, again.Issue.Id.Key)) { ["Response"] = again.Issue.Id.ToString(), ["At"] = response.AnsweredAt };
        var isNew = await store.GetAsync(attached.PartitionKey, attached.RowKey, cancellationToken) is null;
        var @event = isNew
            ? FollowUpOpening.AfterAnother(stored?.FollowUp, response, again.Issue.Id, team, now)
            : FollowUpOpening.After(stored?.FollowUp, response, again.Issue.Id, team, now);
        List<TableTransactionAction> actions = [TableTransactionAction.Replace(ResponseMarks.Again(head, response.AnsweredAt, isNew, stored is not null || @event is not null))];
        if (isNew)
        {
            actions.Add(TableTransactionAction.Add(attached));
            foreach (var slot in slots) actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), slot, Urgency.Urgent, now));
        }
        else
        {
            foreach (var slot in slots)
            {
                // What was escalated since has no such message yet.
                if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + slot.Id, cancellationToken) is null) continue;
                var next = sequence.Next(now);
                actions.Add(OutboxRow.Add(team.Id, next, $"{thread}/again/{next}", slot.Channel, Urgency.Routine, new OutgoingContent.Redraw(slot.Id), now));
            }
        }

        var operation = $"again-{again.Issue.Id}-{sequence.Next(now)}";
        if (@event is FollowUpEvent.Opened opened && stored is null) actions.AddRange(await followUps.SaveAsync(team, null, FollowUpHistory.Begin(thread, opened), opened, operation, loaded, now, cancellationToken));
        else if (@event is not null) actions.AddRange(await followUps.SaveAsync(team, stored, FollowUpHistory.Apply(stored!.FollowUp, @event), @event, operation, loaded, now, cancellationToken));
        else actions.AddRange([.. await followUps.RedrawAsync(team, thread, operation, loaded, now, cancellationToken), .. followUps.TouchSent(stored, operation, now)]);
        return actions;
    }

    /// <summary>The customer's words below each card of an escalation that is open: who decides must not read them elsewhere.</summary>
    private static IEnumerable<Slot> BeforeTheManagers(FrontlineTeam team, LoadedIssue thread, IssueId again) =>
        thread.Issue.State is not IssueState.EscalatedToManager { Escalation.Triage: not (TriageState.Resolved or TriageState.Declined) } ? []
            : thread.Slots.Where(SlotRow.IsEscalation).Select(card => new Slot(
                $"{FollowUpSlots.WroteAgainOf(thread.Issue.Id, again)}-{StableHash.Of(card)}", IssueChange.ChannelOf(team, card, NoOwners), SlotKind.WroteAgain, [again], card, null, null, null));

    /// <summary>The issue that it belonged to never came, or its team is gone: it becomes a card of its own.</summary>
    private async Task<bool> StandAloneAsync(FrontlineTeam own, LoadedIssue again, TableEntity waiting, Instant now, CancellationToken cancellationToken)
    {
        var (id, partition) = (again.Issue.Id, TeamRows.PartitionOf(own.Id));
        if (await store.GetAsync(partition, TeamRows.Response + id.Key, cancellationToken) is not { } row) return await RemoveAsync(waiting, cancellationToken);
        var alone = row.Copy(row.ETag);
        ResponseMarks.Attach(alone, null);
        alone["Queued"] = true;
        var @event = FollowUpOpening.After(null, again.Response!, id, own, now) as FollowUpEvent.Opened;
        if (@event is not null) alone[ResponseMarks.HasFollowUp] = true;
        List<TableTransactionAction> actions =
        [
            TableTransactionAction.Replace(alone), TableTransactionAction.Delete(waiting), PostingDesk.Wait(id, sequence.Next(now)),
            TableTransactionAction.Upsert(IssueChange.OpenRow(Issue.Fresh(id, again.Issue.CreatedAt))),
        ];
        if (@event is not null) actions.AddRange(await followUps.SaveAsync(own, null, FollowUpHistory.Begin(id, @event), @event, $"alone-{id}", null, now, cancellationToken));
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        await doorbell.RingAsync(own.Id, cancellationToken);
        return true;
    }

    /// <summary>What came to it meanwhile stays.</summary>
    private async Task<bool> RemoveAsync(TableEntity waiting, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([TableTransactionAction.Delete(waiting)], cancellationToken) is TransactionOutcome.Committed;
}
