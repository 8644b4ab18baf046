using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Promises;

/// <summary>
/// Reminds the owners of promises on the morning that they are due and once more on the next working day, and asks once whether it worked. A reminder is the row of its
/// slot, added under the lock of the issue: however many clocks run, and wherever one of them stops, it is sent once.
/// </summary>
public sealed class PromiseClock(
    ITableStore store, IssueStore issues, IEnumerable<IChatDirectory> directories, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IDueWork
{
    /// <summary>Somebody else changed a promise at this very moment: look again then.</summary>
    private static readonly Duration AfterConflict = Duration.FromSeconds(10);

    private readonly PromiseIndex promises = new(store);
    private readonly QuestionIndex questions = new(store);
    private readonly OwnerZones zones = new(directories, time);

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var open = await promises.OpenOfTeamAsync(team.Id, cancellationToken);
        var asked = await questions.OfTeamAsync(team.Id, cancellationToken);
        if (open.Count == 0 && asked.Count == 0) return null;

        // Whose morning may have come is known without their zone; only they are asked for.
        var due = await WhollyKnownAsync(open.Where(promise => MayBeDue(promise, team, now)), cancellationToken);
        var ripe = asked.Where(question => PromiseTimes.EarliestQuestion(question.KeptAt) <= now).ToList();
        var zoneOf = await zones.OfAsync(team, due.Select(promise => promise.Owner!).Concat(ripe.Select(question => question.Owner)), cancellationToken);

        List<Instant?> next =
        [
            .. open.Select(promise => PromiseTimes.EarliestMorning(promise.By)).Where(morning => morning > now).Cast<Instant?>(),
            .. asked.Except(ripe).Select(question => (Instant?)PromiseTimes.EarliestQuestion(question.KeptAt)),
        ];
        foreach (var promise in due) next.Add(await RemindAsync(team, promise, zoneOf[promise.Owner!], now, cancellationToken));
        foreach (var question in ripe) next.Add(await AskAsync(team, question, zoneOf[question.Owner], now, cancellationToken));
        return next.Min();
    }

    /// <summary>Not too early anywhere on earth, and not too late.</summary>
    private static bool MayBeDue(OpenPromise promise, FrontlineTeam team, Instant now)
    {
        var second = PromiseTimes.SecondDay(team.Calendar, promise.By);
        return !(promise.Reminded >= second) && PromiseTimes.EarliestMorning(promise.By) <= now && now < PromiseTimes.EarliestMorning(second.PlusDays(PromiseTimes.CatchUpDays + 3));
    }

    /// <summary>What was promised before the index kept the owner is read from its issue.</summary>
    private async Task<IReadOnlyList<OpenPromise>> WhollyKnownAsync(IEnumerable<OpenPromise> found, CancellationToken cancellationToken)
    {
        var known = await Task.WhenAll(found.Select(async promise => promise is { Owner: not null, Since: not null } ? promise
            : await issues.LoadAsync(promise.Issue, cancellationToken) is { Issue: { State: IssueState.FixingIt fixing, LastEvent: { } last } }
                ? promise with { Owner = fixing.Owner.Id, Since = last.At }
                : null));
        return [.. known.OfType<OpenPromise>()];
    }

    private async Task<Instant?> RemindAsync(FrontlineTeam team, OpenPromise promise, DateTimeZone zone, Instant now, CancellationToken cancellationToken)
    {
        switch (PromiseTimes.OfReminders(promise.By, promise.Since!.Value, promise.Reminded, team.Calendar, zone, now))
        {
            case DuePlan.Later later: return later.At;
            case DuePlan.Now { Day: var day }:
                var slot = new Slot(PromiseSlots.ReminderOf(promise.Issue, day), PromiseCards.PlaceOf(promise.Owner!), SlotKind.PromiseReminder, [promise.Issue], null, null, null, null);
                var isWritten = await WriteAsync(team, slot, IsStill, TableTransactionAction.Replace(PromiseIndex.WithReminder(promise.Row!, day)), now, cancellationToken);
                return !isWritten ? now + AfterConflict
                    : PromiseTimes.OfReminders(promise.By, promise.Since!.Value, day, team.Calendar, zone, now) is DuePlan.Later next ? next.At
                    : null;
            default: return null;
        }

        bool IsStill(IssueState state) => state is IssueState.FixingIt fixing && fixing.By == promise.By && fixing.Owner.Id == promise.Owner;
    }

    private async Task<Instant?> AskAsync(FrontlineTeam team, OpenQuestion question, DateTimeZone zone, Instant now, CancellationToken cancellationToken)
    {
        switch (PromiseTimes.OfQuestion(question.KeptAt, team.Calendar, zone, now))
        {
            case DuePlan.Later later: return later.At;
            case DuePlan.Now:
                var slot = new Slot(PromiseSlots.DidItWorkOf(question.Issue), PromiseCards.PlaceOf(question.Owner), SlotKind.DidItWork, [question.Issue], null, null, null, null);
                var isWritten = await WriteAsync(
                    team, slot, state => state is IssueState.Done { Outcome: Outcome.TooEarly }, TableTransactionAction.Delete(question.Row), now, cancellationToken);
                return isWritten ? null : now + AfterConflict;
            default: return null;
        }
    }

    /// <summary>
    /// One transaction: the slot, its message, the issue that now shows there, and the index row that says so. Where the slot was made for the same day or the same
    /// question before (a promise that was moved away and back, done anew), it stands already and only the index row follows.
    /// </summary>
    /// <returns>False: the issue has changed since the index was read.</returns>
    private async Task<bool> WriteAsync(
        FrontlineTeam team, Slot slot, Func<IssueState, bool> isStill, TableTransactionAction index, Instant now, CancellationToken cancellationToken)
    {
        if (await issues.LoadAsync(slot.Issues[0], cancellationToken) is not { Row: { } row } loaded || !isStill(loaded.Issue.State))
        {
            // An issue and its index change together. A row that is still as it was read is of no issue any more; one that has changed since stays.
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(index.Entity)], cancellationToken);
            return false;
        }

        List<TableTransactionAction> actions = [index];
        if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + slot.Id, cancellationToken) is null)
        {
            actions.Add(TableTransactionAction.Replace(IssueRow.WithSlots(row, PromiseSlots.With(loaded.Slots, slot.Id))));
            actions.Add(TableTransactionAction.Add(SlotRow.ToEntity(team.Id, slot, null)));
            actions.Add(OutboxRow.Add(team.Id, sequence.Next(now), $"{team.Id}/{slot.Id}", slot.Channel, Urgency.Urgent, new OutgoingContent.Post(slot.Id), now));
        }

        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return true;
    }
}
