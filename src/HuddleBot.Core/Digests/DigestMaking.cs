using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Puts digests into the outbox: by the calendar, or because somebody asked.</summary>
public sealed class DigestMaking(ITableStore store, DigestReading reading, IDoorbell doorbell, RowSequence sequence, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The digest of a day that is due, unless it was made before. Silent where there is nothing to say, save at the end of a month.</summary>
    /// <param name="known">Since when the addressee's schedule is known.</param>
    internal async Task MakeAsync(DigestSchedule schedule, DigestAddressee to, DigestOccurrence due, Instant known, CancellationToken cancellationToken)
    {
        var id = DigestNote.IdOf(to, due.Day);
        if (await store.GetAsync(TeamRows.Company, TeamRows.Digest + id, cancellationToken) is not null) return;
        var now = Now;
        var withMonth = await EndsAMonthAsync(schedule, to, due, known, cancellationToken);
        var note = new DigestNote(id, to, due.Day, due.At, now, DigestFate.Sent, withMonth, withMonth && DigestCalendar.EndsAQuarter(DigestCalendar.FirstOfMonth(due.Day)), IsAsked: false);
        if (now - due.At > DigestCalendar.Latest) await AddAsync(note with { Fate = DigestFate.PassedOver }, [], now, cancellationToken);
        else if (await reading.PartsOfAsync(note, cancellationToken) is { Count: > 0 } parts) await AddAsync(note, parts, now, cancellationToken);
        else await AddAsync(note with { Fate = DigestFate.Silent }, [], now, cancellationToken);
    }

    /// <summary>The last seven days, today included, whatever the calendar says.</summary>
    /// <param name="operation">The click or command, so that its repetition sends nothing again.</param>
    internal async Task MakeAskedAsync(IEnumerable<DigestAddressee> all, string operation, CancellationToken cancellationToken)
    {
        var now = Now;
        foreach (var to in all)
        {
            var id = DigestNote.IdAsked(to, operation);
            if (await store.GetAsync(TeamRows.Company, TeamRows.Digest + id, cancellationToken) is not null) continue;
            var note = new DigestNote(id, to, now.InZone(to.Zone).Date.PlusDays(1), now, now, DigestFate.Sent, WithMonth: false, WithQuarter: false, IsAsked: true);
            await AddAsync(note, await reading.PartsOfAsync(note, cancellationToken), now, cancellationToken);
        }
    }

    /// <summary>The month is told on its first digest day; where that was passed over, on the next one.</summary>
    private async Task<bool> EndsAMonthAsync(DigestSchedule schedule, DigestAddressee to, DigestOccurrence due, Instant known, CancellationToken cancellationToken)
    {
        if (DigestCalendar.EndsAMonth(due.Day)) return true;
        if (DigestCalendar.On(DigestCalendar.FirstOfMonth(due.Day), schedule, to.Zone).At < known) return false;
        return !await store.QueryAsync(TeamRows.Company, DigestNote.MonthOf(to, due.Day), null, cancellationToken).AnyAsync(row => DigestNote.FromEntity(row) is { Fate: not DigestFate.PassedOver }, cancellationToken);
    }

    private async Task AddAsync(DigestNote note, IReadOnlyList<DigestPart> parts, Instant now, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [TableTransactionAction.Add(note.ToEntity())];
        var card = note.SlotOf(DigestPart.Card);
        foreach (var part in parts)
        {
            var slot = new Slot(note.SlotOf(part), note.To.Place, SlotKind.Digest, [], part == DigestPart.Card ? null : card, null, null, null);
            actions.AddRange(OutboxRow.AddSlot(TeamId.Company, sequence.Next(now), slot, Urgency.Routine, now));
        }

        // A conflict: somebody else has made it this moment.
        if (await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Committed && parts.Count > 0) await doorbell.RingAsync(TeamId.Company, cancellationToken);
    }
}
