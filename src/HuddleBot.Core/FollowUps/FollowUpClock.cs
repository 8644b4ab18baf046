using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>
/// Reminds of calls and of promises to customers, as <see cref="FollowUpReminders"/> plans it. A reminder is the row of its slot, added under the lock of the follow-up:
/// however many clocks run, and wherever one of them stops, it is sent once.
/// </summary>
public sealed class FollowUpClock(
    ITableStore store, IssueStore issues, FollowUpStore followUps, FollowUpIndex index, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IDueWork
{
    /// <summary>Somebody else changed it at this very moment, or its card is not posted yet: look again then.</summary>
    private static readonly Duration Soon = Duration.FromSeconds(10);

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Instant? next = null;
        foreach (var (followUp, told) in await index.OpenAndToldOfTeamAsync(team.Id, cancellationToken))
        {
            var planned = FollowUpReminders.Of(followUp, team, team.WorkingTimeOf);
            if (planned.Any(reminder => IsDue(reminder, now) && !told.Contains(reminder.Name)) && !await RemindAsync(team, followUp.Issue, now, cancellationToken)) Look(now + Soon);
            foreach (var later in planned.Where(reminder => reminder.At > now)) Look(later.At);
        }

        return next;

        void Look(Instant at) => next = next is { } other ? Instant.Min(other, at) : at;
    }

    private static bool IsDue(FollowUpReminder reminder, Instant now) => reminder.At <= now && !(reminder.Until <= now);

    /// <returns>False: not all could be written now.</returns>
    private async Task<bool> RemindAsync(FrontlineTeam team, IssueId issue, Instant now, CancellationToken cancellationToken)
    {
        if (await followUps.LoadAsync(issue, cancellationToken) is not { } stored) return true;
        var due = FollowUpReminders.Of(stored.FollowUp, team, team.WorkingTimeOf).Where(reminder => IsDue(reminder, now) && !stored.Told.Contains(reminder.Name)).ToList();
        if (due.Count == 0) return true;
        var thread = due.Any(reminder => reminder.To is null) ? await ThreadAsync(issue, cancellationToken) : null;
        var sent = new List<(FollowUpReminder Reminder, Slot Slot)>();
        foreach (var reminder in due.Where(reminder => reminder.To is not null || thread is not null))
        {
            var place = reminder.To is { } person ? PromiseCards.PlaceOf(person) : team.Channel;
            sent.Add((reminder, new(FollowUpSlots.ReminderOf(issue, reminder), place, SlotKind.FollowUpReminder, [issue], reminder.To is null ? thread : null, null, null, null)));
        }

        if (sent.Count == 0) return false;
        var after = stored with
        {
            Told = [.. stored.Told, .. sent.Select(one => one.Reminder.Name)],
            Sent = [.. stored.Sent.ExceptBy(sent.Select(one => one.Slot.Id), known => known.Slot), .. sent.Select(one => (one.Slot.Id, one.Slot.Channel))],
        };
        var actions = await followUps.RowsAsync(stored, after, cancellationToken);
        foreach (var (_, slot) in sent)
        {
            // The same clock may have run before: a call that was given back stands where it stood.
            if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + slot.Id, cancellationToken) is null)
                actions.AddRange(OutboxRow.AddSlot(team.Id, sequence.Next(now), slot, Urgency.Urgent, now));
        }

        if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) return false;
        await doorbell.RingAsync(team.Id, cancellationToken);
        return sent.Count == due.Count;
    }

    /// <summary>Null: the issue is on no card yet.</summary>
    private async Task<string?> ThreadAsync(IssueId issue, CancellationToken cancellationToken) =>
        await issues.LoadAsync(issue, cancellationToken) is { } loaded ? ThreadOf(loaded) : null;

    internal static string? ThreadOf(LoadedIssue loaded) =>
        loaded.Slots.Contains(SlotRow.CardOf(loaded.Issue.Id)) ? SlotRow.CardOf(loaded.Issue.Id) : IssueChange.ThreadOf(loaded.Slots);
}
