using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>
/// Reminds of escalations that nobody decides: whose turn it is, then their stand-in, then their manager, then the CX leads; and brings back what was put off. A reminder is
/// the row of its slot, added under the lock of the issue: however many clocks run, and wherever one of them stops, it is sent once.
/// </summary>
public sealed class EscalationClock(ITableStore store, IssueStore issues, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IDueWork
{
    /// <summary>Somebody else changed an escalation at this very moment: look again then.</summary>
    private static readonly Duration AfterConflict = Duration.FromSeconds(10);

    private readonly EscalationIndex escalations = new(store, issues);

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Instant? next = null;
        foreach (var row in await escalations.RowsAsync(team.Id, cancellationToken))
        {
            if (await LookAsync(team, row, now, cancellationToken) is { } at) next = next is { } soonest ? Instant.Min(soonest, at) : at;
        }

        return next;
    }

    private async Task<Instant?> LookAsync(FrontlineTeam team, TableEntity found, Instant now, CancellationToken cancellationToken)
    {
        TableEntity? row = found;
        if (EscalationTurnRow.TurnOf(row) is not { } turn)
        {
            row = await MendAsync(row, cancellationToken);
            if (row is null || EscalationTurnRow.TurnOf(row) is not { } mended) return row is null ? null : now + AfterConflict;
            turn = mended;
        }

        if (turn.SnoozedUntil is { } until && now >= TriageClocks.SnoozeEnd(team, until) && !EscalationTurnRow.IsBack(row, until))
        {
            row = await ShowAgainAsync(team, row, until, now, cancellationToken);
            if (row is null) return now + AfterConflict;
        }

        var sent = EscalationTurnRow.SentOf(row, turn.Clock);
        var plan = EscalationTimes.Plan(team, turn, sent, now);
        if (plan.Now.Count == 0) return plan.Next;
        return await SendAsync(team, row, turn.Clock, plan.Now, now, cancellationToken)
            ? EscalationTimes.Plan(team, turn, sent.Union(plan.Now.Select(reminder => reminder.Name)).ToHashSet(StringComparer.Ordinal), now).Next
            : now + AfterConflict;
    }

    /// <summary>One transaction: the slots, their messages, the issue that now shows there, and the row that says so. What was sent for this clock before stands already.</summary>
    /// <returns>False: the issue has changed since the row was read.</returns>
    private async Task<bool> SendAsync(
        FrontlineTeam team, TableEntity row, string clock, IReadOnlyList<PlannedReminder> reminders, Instant now, CancellationToken cancellationToken)
    {
        var issue = EscalationIndex.IssueOf(row);
        if (await issues.LoadAsync(issue, cancellationToken) is not { Row: { } issueRow } loaded || EscalationTurn.Of(loaded.Issue, loaded.Events)?.Clock != clock)
        {
            await MendAsync(row, cancellationToken);
            return false;
        }

        var slots = new List<Slot>();
        foreach (var reminder in reminders)
        {
            var slot = new Slot(EscalationSlots.Of(issue, clock, reminder.Name), reminder.Place, SlotKind.EscalationReminder, [issue], null, null, null, null);
            if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + slot.Id, cancellationToken) is null) slots.Add(slot);
        }

        List<TableTransactionAction> actions = [TableTransactionAction.Replace(EscalationTurnRow.WithSent(row, clock, reminders.Select(reminder => reminder.Name)))];
        if (slots.Count > 0) actions.Add(TableTransactionAction.Replace(IssueRow.WithSlots(issueRow, EscalationSlots.With(loaded.Slots, [.. slots.Select(slot => slot.Id)]))));
        foreach (var slot in slots) actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), slot, Urgency.Urgent, now));
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return true;
    }

    /// <summary>The day has come until which it was put off: nothing has happened to it, and yet its cards stand differently.</summary>
    /// <returns>The row as it is now; null: somebody else has changed it meanwhile.</returns>
    private async Task<TableEntity?> ShowAgainAsync(FrontlineTeam team, TableEntity row, LocalDate until, Instant now, CancellationToken cancellationToken)
    {
        var issue = EscalationIndex.IssueOf(row);
        if (await issues.LoadAsync(issue, cancellationToken) is not { } loaded) return null;
        var places = await PromiseSlots.PlacesAsync(store, team.Id, loaded.Slots, cancellationToken);
        var back = EscalationTurnRow.WithBack(row, until);
        List<TableTransactionAction> actions =
        [
            TableTransactionAction.Replace(back),
            .. loaded.Slots.Select(slot => OutboxRow.Add(
                team.Id, sequence.Next(now), $"{issue}/{loaded.Issue.Version}/back/{slot}", IssueChange.ChannelOf(team, slot, places), Urgency.Urgent, new OutgoingContent.Redraw(slot), now)),
        ];
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed committed) return null;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return back.Copy(committed.ETags[0]);
    }

    /// <summary>
    /// An issue and this row change together. A row from before it kept all of this is completed; one of an escalation that is not open goes; one that has changed since it was
    /// read stays.
    /// </summary>
    /// <returns>The row as it is now; null: there is none, or it has just changed.</returns>
    private async Task<TableEntity?> MendAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var whole = await issues.LoadAsync(EscalationIndex.IssueOf(row), cancellationToken) is { } loaded ? EscalationTurnRow.Of(loaded.Issue, loaded.Events) : null;
        var mended = whole?.Copy(row.ETag);
        var outcome = await store.SubmitTransactionAsync([mended is null ? TableTransactionAction.Delete(row) : TableTransactionAction.Replace(mended)], cancellationToken);
        return mended is not null && outcome is TransactionOutcome.Committed committed ? mended.Copy(committed.ETags[0]) : null;
    }
}
