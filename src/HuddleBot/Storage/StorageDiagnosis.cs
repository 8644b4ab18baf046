using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.AzureTables;

namespace HuddleBot.Storage;

/// <summary>Writes a row, reads it and removes it again; and compares clocks, where the storage has one of its own.</summary>
internal sealed class StorageDiagnosis(ITableStore store, StorageOptions options, TimeProvider time, TableClock? clock = null) : IDiagnosis
{
    private const string Partition = "doctor";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await ProbeAsync(cancellationToken);
        if (clock is not null && await clock.NowAsync(cancellationToken) is { } there)
            yield return ClockSkew.Judge(time.GetUtcNow(), there, $"storage ({options.Provider})", "the storage's", "at 15 minutes the storage refuses the bot");
    }

    private async Task<Finding> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.EnsureReadyAsync(cancellationToken);
            var probe = new TableEntity(Partition, Guid.NewGuid().ToString("N")) { ["For"] = "doctor" };
            await store.SubmitTransactionAsync([TableTransactionAction.Add(probe)], cancellationToken);
            if (await store.GetAsync(probe.PartitionKey, probe.RowKey, cancellationToken) is not { } found)
                return Finding.Wrong($"storage ({options.Provider}): what was written is not there", "look whether all replicas use the same table, and the service's health");
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(found)], cancellationToken);
            return Finding.Ok($"storage ({options.Provider}) answers and takes writes");
        }
        catch (StorageUnavailableException e)
        {
            return Finding.Wrong($"storage ({options.Provider}): {e.Message}", "do that, then run doctor again; until then the bot acknowledges nothing, and nothing is lost");
        }
    }
}
