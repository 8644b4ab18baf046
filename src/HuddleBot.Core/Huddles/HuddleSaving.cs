using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Silences;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Saves what happened to a huddle together with what follows from it: one transaction in the team's partition, on top of the huddle's row.</summary>
public sealed class HuddleSaving(ITableStore store, RowSequence sequence, IDoorbell doorbell)
{
    private readonly SignLog signs = new(store);

    /// <summary>Null: somebody else was faster, decide again.</summary>
    /// <param name="more">What is committed with it.</param>
    internal async Task<Huddle?> SaveAsync(
        FrontlineTeam team, LoadedHuddle before, HuddleEvent @event, string operation, Instant now, IReadOnlyList<TableTransactionAction> more, CancellationToken cancellationToken)
    {
        var after = HuddleHistory.Apply(before.Huddle, @event);
        var notes = @event is HuddleEvent.Finished ? await WithOutcomesAsync(before, cancellationToken) : before.Notes;
        var isReceiptDue = !notes.HasReceipt && (after.Phase == HuddlePhase.Finished || (after.Phase == HuddlePhase.Missed && after.Answers.Count > 0));
        List<TableTransactionAction> actions =
        [
            TableTransactionAction.Replace(HuddleRow.ToEntity(after, notes with { HasReceipt = notes.HasReceipt || isReceiptDue }, before.Row.ETag)),
            TableTransactionAction.Add(HuddleEventRow.ToEntity(after.Id, after.Version, @event, operation)),
            .. more,
        ];
        if (@event is HuddleEvent.Started) actions.Add(await HuddleOutcomes.BeginAsync(store, after.Id, cancellationToken));
        if (@event is HuddleEvent.Finished && await HuddleOutcomes.EndAsync(store, after.Id, cancellationToken) is { } ended) actions.Add(ended);
        foreach (var (slot, channel) in HuddleMessages.ToRedraw(team, after.Id, notes))
            actions.Add(OutboxRow.Add(team.Id, sequence.Next(now), $"{after.Id}/{after.Version}/draw/{slot}", channel, Urgency.Urgent, new OutgoingContent.Redraw(slot), now));

        // Its slot has been there from the beginning: whoever decides something meanwhile can name it.
        var receipt = SlotRow.ReceiptOf(after.Id);
        if (isReceiptDue) actions.Add(OutboxRow.Add(team.Id, sequence.Next(now), $"{team.Id}/{receipt}", team.Channel, Urgency.Urgent, new OutgoingContent.Post(receipt), now));
        if (!await CommitAsync(team, actions, cancellationToken)) return null;
        if (SignsOfPeople.IsOne(@event)) await signs.NoteAsync(new SignOf.People(team.Id), @event.At, now, cancellationToken);
        return after;
    }

    /// <summary>Saves what the clock has done about a huddle, with the messages that it sends. False: somebody else was faster.</summary>
    internal async Task<bool> NoteAsync(FrontlineTeam team, LoadedHuddle before, HuddleNotes notes, IReadOnlyList<Slot> messages, Instant now, CancellationToken cancellationToken) =>
        await CommitAsync(
            team,
            [
                TableTransactionAction.Replace(HuddleRow.ToEntity(before.Huddle, notes, before.Row.ETag)),
                .. messages.SelectMany(slot => OutboxRow.AddSlot(team.Id, sequence.Next(now), slot, Urgency.Urgent, now)),
            ],
            cancellationToken);

    /// <summary>As <see cref="NoteAsync"/>, where nothing new is sent and what stands is drawn anew.</summary>
    internal async Task<bool> RedrawAsync(FrontlineTeam team, LoadedHuddle before, HuddleNotes notes, Instant now, CancellationToken cancellationToken) =>
        await CommitAsync(
            team,
            [
                TableTransactionAction.Replace(HuddleRow.ToEntity(before.Huddle, notes, before.Row.ETag)),
                .. HuddleMessages.ToRedraw(team, before.Huddle.Id, notes).Select(one => OutboxRow.Add(
                    team.Id, sequence.Next(now), $"{before.Huddle.Id}/closed/draw/{one.Slot}", one.Channel, Urgency.Routine, new OutgoingContent.Redraw(one.Slot), now)),
            ],
            cancellationToken);

    private async Task<HuddleNotes> WithOutcomesAsync(LoadedHuddle before, CancellationToken cancellationToken)
    {
        var outcomes = await HuddleOutcomes.OfAsync(store, before.Huddle.Id, cancellationToken);
        return before.Notes with { Decided = outcomes.Count, Promised = outcomes.Count(outcome => outcome.State == nameof(IssueState.FixingIt)) };
    }

    private async Task<bool> CommitAsync(FrontlineTeam team, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return true;
    }
}
