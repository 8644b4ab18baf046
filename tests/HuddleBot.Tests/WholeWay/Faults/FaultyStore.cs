using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>Real storage that fails now and then, before or after it has done what it was asked.</summary>
internal sealed class FaultyStore(ITableStore inner, StorageFaults faults) : ITableStore, IAsyncDisposable
{
    public async Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        faults.Read();
        return await inner.GetAsync(partitionKey, rowKey, cancellationToken);
    }

    public async IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        faults.Read();
        await foreach (var row in inner.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken)) yield return row;
    }

    public async IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        faults.Read();
        await foreach (var row in inner.ScanAsync(partitionKeyPrefix, cancellationToken)) yield return row;
    }

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        faults.WriteAsync(() => inner.SubmitTransactionAsync(actions, cancellationToken));

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => inner.EnsureReadyAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else if (inner is IDisposable other) other.Dispose();
    }
}

internal enum StorageFault
{
    Busy503,
    Broken500,
    Locked,
    DiskFull,

    /// <summary>The write is done, and nobody says so in time.</summary>
    TimeOutAfterWork,

    /// <summary>The write is done, and the answer says that the row had changed.</summary>
    ConflictAfterWork,
}

/// <summary>What goes wrong in the storage, drawn from a seed.</summary>
internal sealed class StorageFaults(int seed)
{
    private readonly SeededDraw draw = new(seed);
    private readonly ConcurrentBag<StorageFault> happened = [];
    private volatile bool isOn;

    /// <summary>For each operation, 0 to 1.</summary>
    public double Probability { get; init; } = 0.03;

    public IReadOnlyList<StorageFault> Kinds { get; init; } = Enum.GetValues<StorageFault>();

    public IReadOnlyCollection<StorageFault> Happened => happened;

    public bool IsOn { get => isOn; set => isOn = value; }

    public void Read()
    {
        if (Next(fault => fault is not (StorageFault.TimeOutAfterWork or StorageFault.ConflictAfterWork or StorageFault.DiskFull)) is { } fault) throw Away(fault);
    }

    public async Task<TransactionOutcome> WriteAsync(Func<Task<TransactionOutcome>> write)
    {
        switch (Next(_ => true))
        {
            case null: return await write();
            case StorageFault.TimeOutAfterWork:
                await write();
                throw Away(StorageFault.TimeOutAfterWork);
            case StorageFault.ConflictAfterWork:
                await write();
                return new TransactionOutcome.Conflict(0, ConflictKind.Changed);
            case { } fault: throw Away(fault);
        }
    }

    private StorageFault? Next(Func<StorageFault, bool> fits)
    {
        if (!isOn || !draw.Happens(Probability)) return null;
        StorageFault[] fitting = [.. Kinds.Where(fits)];
        if (fitting.Length == 0) return null;
        var fault = draw.One(fitting);
        happened.Add(fault);
        return fault;
    }

    private static StorageUnavailableException Away(StorageFault fault) => new($"a fault of this test: {fault}");
}
