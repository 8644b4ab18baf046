using HuddleBot.Core.Storage;

namespace HuddleBot.Hosting;

/// <summary>Whether this process can do its work: the storage answers, takes writes, and nobody has asked the process to stop.</summary>
public sealed class Readiness(ITableStore store, StorageOutage outage, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    /// <summary>Whoever asks has gone after a few seconds; the storage's own tries take longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A full disk, a locked file and a key that may only read are found by writing alone; monitors ask more often than that is worth.</summary>
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim writing = new(1);
    private long? written;

    /// <summary>Null: ready. Else why not, in words for an operator.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "it is stopping";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await store.EnsureReadyAsync(patience.Token);
            await WriteAsync(patience.Token);
            outage.Over();
            return null;
        }
        catch (Exception e) when (e is StorageUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            outage.Noticed(e is StorageUnavailableException ? e.Message : $"It takes longer than {Patience.TotalSeconds:0} seconds.");
            return "the storage does not answer, or takes no writes";
        }
    }

    public void Dispose() => writing.Dispose();

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (written is { } before && time.GetElapsedTime(before) < WriteEvery) return;

            // The storage finishes what it has begun, whoever has stopped waiting.
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new("leases", "readiness"))], cancellationToken).WaitAsync(cancellationToken);
            written = time.GetTimestamp();
        }
        finally
        {
            writing.Release();
        }
    }
}
