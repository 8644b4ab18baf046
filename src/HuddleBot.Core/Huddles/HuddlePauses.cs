using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Huddles;

/// <summary>The pause that somebody of the team asked for, beside those of the teams file. One row a team.</summary>
public sealed class HuddlePauses(ITableStore store, IDoorbell doorbell)
{
    /// <summary>Null: nobody has asked for one. It may have passed.</summary>
    public async Task<HuddlePause?> AskedAsync(TeamId team, CancellationToken cancellationToken) => (await LoadAsync(team, cancellationToken)).Pause;

    internal async Task<AskedPause> LoadAsync(TeamId team, CancellationToken cancellationToken)
    {
        var row = await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.Pause, cancellationToken);
        return new(row?.GetString("Until") is { } until ? new(DateOf(row.RequireString("From")), DateOf(until)) : null, row?.GetInstant("ResumedAt"), row?.ETag);
    }

    /// <summary>Replaces whatever pause there is; null ends it. False: somebody else was faster.</summary>
    internal async Task<bool> SaveAsync(TeamId team, AskedPause before, HuddlePause? pause, Actor by, Instant now, CancellationToken cancellationToken)
    {
        var row = new TableEntity(TeamRows.PartitionOf(team), TeamRows.Pause, before.ETag)
        {
            ["From"] = pause is null ? null : LocalDatePattern.Iso.Format(pause.From),
            ["Until"] = pause is null ? null : LocalDatePattern.Iso.Format(pause.Until),
            ["ResumedAt"] = before.Pause is null ? before.ResumedAt : now,
            ["At"] = now,
        };
        HuddleEventRow.SetActor(row, "By", by);
        if (await store.SubmitTransactionAsync([TableTransactionAction.Save(row)], cancellationToken) is not TransactionOutcome.Committed) return false;

        // When the next huddle is due has changed.
        await doorbell.RingAsync(team, cancellationToken);
        return true;
    }

    private static LocalDate DateOf(string text) => LocalDatePattern.Iso.Parse(text).Value;
}

/// <param name="Pause">Null: none, or it was ended.</param>
/// <param name="ResumedAt">When one was ended, or another took its place: what lay in it was not missed.</param>
internal sealed record AskedPause(HuddlePause? Pause, Instant? ResumedAt, string? ETag);
