using System.Collections.Frozen;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>
/// Reminds of themes that nobody decides, and of accepted ones past their day, by the ladder of escalations: merging takes those off it, and the theme stands there instead of
/// them. Everything follows from the rows; a reminder is drawn when it is sent, so one that was decided at the same moment is never sent.
/// </summary>
public sealed class ThemeClock(ITableStore store, ThemeStore themes, ITeamDirectory directory, IDoorbell doorbell, RowSequence sequence, TimeProvider time)
{
    private readonly ThemeReminderNotes notes = new(store);

    /// <summary>What this process knows of themes past their clock: until when there is nothing to do, as long as the clock and the teams file are the same.</summary>
    private readonly Dictionary<ThemeId, (string Clock, string Teams, Instant? Next)> known = [];
    private bool isComplete;

    /// <summary>One caller at a time. Returns when to look again; null: nothing waits.</summary>
    /// <param name="failed">What could not be looked at: it is looked at again, and no other theme waits for it.</param>
    public async Task<Instant?> RunDueAsync(Action<string, Exception> failed, CancellationToken cancellationToken)
    {
        if (!isComplete) await CompleteAsync(cancellationToken);
        isComplete = true;
        var teams = await directory.CurrentAsync(cancellationToken);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Instant? next = null;
        foreach (var row in await store.QueryAsync(ThemeRows.Partition, ThemeRows.Open, null, cancellationToken).ToListAsync(cancellationToken))
        {
            try
            {
                if (OpenTheme.FromEntity(row) is not { } open) await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
                else if (await LookAsync(open, teams, now, cancellationToken) is { } at) next = next is { } soonest ? Instant.Min(soonest, at) : at;
            }
            catch (Exception e) when (e is not (OperationCanceledException or StorageUnavailableException))
            {
                failed(row.RowKey, e);
            }
        }

        return next;
    }

    private async Task<Instant?> LookAsync(OpenTheme theme, TeamsSnapshot teams, Instant now, CancellationToken cancellationToken)
    {
        if (ThemeTurn.Of(theme, teams) is not { Team: var team, Turn: var turn }) return null;
        var (clock, plan) = (turn.Clock, EscalationTimes.Plan(team, turn, FrozenSet<string>.Empty, now));
        if (plan.Now.Count == 0) return plan.Next;
        if (known.TryGetValue(theme.Theme, out var before) && (before.Clock, before.Teams) == (clock, teams.Version) && !(before.Next <= now)) return before.Next;

        var sent = await notes.OfAsync(theme.Theme, clock, cancellationToken);
        foreach (var note in sent.Where(note => !note.IsPosted)) await PostAsync(note, now, cancellationToken);
        var names = sent.Select(note => note.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var reminder in EscalationTimes.Plan(team, turn, names, now).Now)
        {
            var note = await notes.AddAsync(new(theme.Theme, clock, reminder.Name, team.Id, reminder.Place, now, IsPosted: false, null), cancellationToken);
            if (note is not null) await PostAsync(note, now, cancellationToken);
            names.Add(reminder.Name);
        }

        var next = EscalationTimes.Plan(team, turn, names, now).Next;
        known[theme.Theme] = (clock, teams.Version, next);
        return next;
    }

    /// <summary>Where its message is there already, from before the bot stopped, it stays the only one.</summary>
    private async Task PostAsync(ThemeReminderNote note, Instant now, CancellationToken cancellationToken)
    {
        var slot = new Slot(note.Slot, note.Place, SlotKind.ThemeReminder, [], null, null, null, null);
        await store.SubmitTransactionAsync(OutboxRow.AddSlot(note.Team, sequence.Next(now), slot, Urgency.Urgent, now), cancellationToken);
        await notes.MarkPostedAsync(note, cancellationToken);
        await doorbell.RingAsync(note.Team, cancellationToken);
    }

    /// <summary>Themes from before there were rows of those that wait get theirs, once. Whoever changes one meanwhile has written it themselves.</summary>
    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (await store.GetAsync(ThemeRows.Partition, ThemeRows.OpenComplete, cancellationToken) is not null) return;
        foreach (var row in await store.QueryAsync(ThemeRows.Partition, ThemeRows.Theme, null, cancellationToken).ToListAsync(cancellationToken))
        {
            var id = ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.RowKey} names no theme");
            if (await themes.LoadAsync(id, cancellationToken) is not { Theme.IsOpen: true } loaded) continue;
            var facts = await themes.FactsAsync(id, cancellationToken);
            var (_, actions) = ThemeStore.Save(id, loaded, [], "", theme => ThemeFigures.Of(theme, facts));
            await store.SubmitTransactionAsync(actions, cancellationToken);
        }

        await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(ThemeRows.Partition, ThemeRows.OpenComplete))], cancellationToken);
    }
}
