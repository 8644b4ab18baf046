using HuddleBot.Core.Delivery;
using HuddleBot.Core.Storage;

namespace HuddleBot.Delivery;

/// <summary>
/// One replica dispatches at a time: a row that its holder renews. Whoever sees it unchanged for <see cref="Expiry"/> by a clock of their own takes it
/// over with a conditional write; no clocks are compared.
/// </summary>
internal sealed class DispatchLease(ITableStore store, TimeProvider time)
{
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1.5);

    /// <summary>Who waits for it looks so often.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(0.3);

    public const string Partition = "leases";
    public const string Row = "dispatch";

    /// <summary>The states of the row: somebody dispatches, nobody does, or nobody may (<see cref="RestoreLease"/>).</summary>
    public const string Held = "held", Free = "free", Restoring = "restoring";

    /// <summary>So much before its end nothing more is sent, for what is just going out.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly string me = Guid.NewGuid().ToString("N");
    private string? eTag;
    private string? seenETag;
    private long seenSince;

    /// <summary>Until when this process may send.</summary>
    public SendingTurn Turn { get; } = new(time);

    /// <summary>Takes, renews or waits for the lease. True: it is ours for the next <see cref="Expiry"/>.</summary>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        if (eTag is not null && await WriteAsync(eTag, Held, cancellationToken)) return true;

        eTag = null;
        var row = await store.GetAsync(Partition, Row, cancellationToken);
        if (row is null) return await WriteAsync(null, Held, cancellationToken);
        if (row.GetString("State") == Restoring) return false;
        if (row.GetString("State") == Free) return await WriteAsync(row.ETag, Held, cancellationToken);

        // A write of ours whose answer was lost is ours all the same.
        if (row.GetString("Holder") == me) return await WriteAsync(row.ETag, Held, cancellationToken);
        if (row.ETag != seenETag) (seenETag, seenSince) = (row.ETag, time.GetTimestamp());
        return time.GetElapsedTime(seenSince) >= Expiry && await WriteAsync(row.ETag, Held, cancellationToken);
    }

    /// <summary>Gives it back, so that the next start need not wait.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        Turn.End();
        if (eTag is not null) await WriteAsync(eTag, Free, cancellationToken);
        eTag = null;
    }

    /// <summary>Whether anybody dispatches now: waits until the holder renews, <see cref="Expiry"/> at most.</summary>
    /// <param name="held">What its holder does: <see cref="Held"/>, or <see cref="Restoring"/>.</param>
    public async Task<bool> IsRenewedAsync(CancellationToken cancellationToken, string held = Held)
    {
        if (await store.GetAsync(Partition, Row, cancellationToken) is not { } first || first.GetString("State") != held) return false;
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < Expiry;)
        {
            await Task.Delay(Look, time, cancellationToken);
            if (await store.GetAsync(Partition, Row, cancellationToken) is not { } row) return false;
            if (row.ETag != first.ETag) return row.GetString("State") == held;
        }

        return false;
    }

    private async Task<bool> WriteAsync(string? condition, string state, CancellationToken cancellationToken)
    {
        // From before the write: others count from when they see it.
        var asked = time.GetTimestamp();

        // The count makes each renewal another content: an ETag need not change otherwise.
        var row = new TableEntity(Partition, Row, condition) { ["Holder"] = me, ["State"] = state, ["Renewal"] = Guid.NewGuid().ToString("N") };
        if (await store.SubmitTransactionAsync([TableTransactionAction.Save(row)], cancellationToken) is not TransactionOutcome.Committed committed) return false;
        eTag = committed.ETags[0];
        if (state == Held) Turn.Extend(asked, Expiry - Margin);
        return true;
    }
}
