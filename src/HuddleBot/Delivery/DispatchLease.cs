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

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.3);

    private const string Partition = "leases";
    private const string Row = "dispatch";

    private readonly string me = Guid.NewGuid().ToString("N");
    private string? eTag;
    private string? seenETag;
    private long seenSince;

    /// <summary>Takes, renews or waits for the lease. True: it is ours for the next <see cref="Expiry"/>.</summary>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        if (eTag is not null && await WriteAsync(eTag, "held", cancellationToken)) return true;

        eTag = null;
        var row = await store.GetAsync(Partition, Row, cancellationToken);
        if (row is null) return await WriteAsync(null, "held", cancellationToken);
        if (row.GetString("State") == "free") return await WriteAsync(row.ETag, "held", cancellationToken);

        // A write of ours whose answer was lost is ours all the same.
        if (row.GetString("Holder") == me) return await WriteAsync(row.ETag, "held", cancellationToken);
        if (row.ETag != seenETag) (seenETag, seenSince) = (row.ETag, time.GetTimestamp());
        return time.GetElapsedTime(seenSince) >= Expiry && await WriteAsync(row.ETag, "held", cancellationToken);
    }

    /// <summary>Gives it back, so that the next start need not wait.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (eTag is not null) await WriteAsync(eTag, "free", cancellationToken);
        eTag = null;
    }

    /// <summary>Whether anybody dispatches now: waits until the holder renews, <see cref="Expiry"/> at most.</summary>
    public async Task<bool> IsRenewedAsync(CancellationToken cancellationToken)
    {
        if (await store.GetAsync(Partition, Row, cancellationToken) is not { } first) return false;
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < Expiry;)
        {
            await Task.Delay(Look, time, cancellationToken);
            if (await store.GetAsync(Partition, Row, cancellationToken) is not { } row) return false;
            if (row.ETag != first.ETag) return row.GetString("State") == "held";
            if (row.GetString("State") == "free") return false;
        }

        return false;
    }

    private async Task<bool> WriteAsync(string? condition, string state, CancellationToken cancellationToken)
    {
        // The count makes each renewal another content: an ETag need not change otherwise.
        var row = new TableEntity(Partition, Row, condition) { ["Holder"] = me, ["State"] = state, ["Renewal"] = Guid.NewGuid().ToString("N") };
        if (await store.SubmitTransactionAsync([TableTransactionAction.Save(row)], cancellationToken) is not TransactionOutcome.Committed committed) return false;
        eTag = committed.ETags[0];
        return true;
    }
}
