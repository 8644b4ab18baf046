using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.Backup;

/// <summary>
/// Brings the rows of a backup into a storage, by inserts that meet nothing: what is there is never overwritten, so that it can be stopped anywhere and run again. Then every row is read
/// back and compared.
/// </summary>
internal sealed class Restore(ITableStore store, BackupFile file)
{
    /// <summary>So many transactions are on their way at once: enough to fill a commit of SQLite, not so many that the Table service throttles.</summary>
    private const int AtOnce = 16;

    /// <summary>So much in one transaction and no more, that the memory stays small.</summary>
    private const int BytesPerTransaction = 1024 * 1024;

    /// <summary>So many rows that differ are named.</summary>
    public const int Named = 20;

    private readonly Lock state = new();
    private readonly List<string> differing = [];

    /// <summary>Rows that are new in the storage.</summary>
    public long Added { get; private set; }

    /// <summary>Rows that were there already.</summary>
    public long Known { get; private set; }

    /// <summary>Rows that are there with other content, and stay as they are. Known after <see cref="CompareAsync"/>.</summary>
    public long Differing { get; private set; }

    /// <summary>The first <see cref="Named"/> of them: partition and row key.</summary>
    public IReadOnlyList<string> DifferingRows => differing;

    /// <exception cref="InvalidDataException">A line is no row that the storage can hold; the rows before it may be there.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer.</exception>
    public Task RunAsync(Action<long, long> progress, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(BatchesAsync(progress, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, PutAsync);

    /// <summary>Reads everything back, side by side with the file.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer.</exception>
    public async Task CompareAsync(Action<long, long> progress, CancellationToken cancellationToken)
    {
        await using var stored = store.ScanAsync("", cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isThere = await stored.MoveNextAsync();
        await foreach (var (_, row) in file.ReadAsync(progress, cancellationToken))
        {
            if (BackupFormat.IsLeftOut(row.PartitionKey)) continue;
            while (isThere && Order(stored.Current, row) < 0) isThere = await stored.MoveNextAsync();

            // A storage without an order (Cosmos DB) is asked for each row.
            var found = isThere && Order(stored.Current, row) == 0 ? stored.Current : await store.GetAsync(row.PartitionKey, row.RowKey, cancellationToken);
            if (found is not null && AreSame(row, found)) continue;
            Differing++;
            if (differing.Count < Named) differing.Add($"{row.PartitionKey} {row.RowKey}");
        }
    }

    /// <summary>Whether a storage holds nothing that a backup would.</summary>
    public static async Task<bool> IsEmptyAsync(ITableStore store, CancellationToken cancellationToken) =>
        !await store.ScanAsync("", cancellationToken).AnyAsync(row => !BackupFormat.IsLeftOut(row.PartitionKey), cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<(long Line, TableEntity Row)>> BatchesAsync(Action<long, long> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<(long Line, TableEntity Row)>();
        var bytes = 0L;
        await foreach (var (line, row) in file.ReadAsync(progress, cancellationToken))
        {
            if (BackupFormat.IsLeftOut(row.PartitionKey)) continue;
            var size = TableLimits.TransactionSize(TableTransactionAction.Add(row));
            if (batch.Count > 0 && (batch.Count == TableLimits.ActionsPerTransaction || bytes + size > BytesPerTransaction || batch[0].Row.PartitionKey != row.PartitionKey))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add((line, row));
            bytes += size;
        }

        if (batch.Count > 0) yield return batch;
    }

    private async ValueTask PutAsync(IReadOnlyList<(long Line, TableEntity Row)> batch, CancellationToken cancellationToken)
    {
        while (batch.Count > 0)
        {
            if (await AddAsync(batch, cancellationToken))
            {
                lock (state) Added += batch.Count;
                return;
            }

            var there = await Task.WhenAll(batch.Select(one => store.GetAsync(one.Row.PartitionKey, one.Row.RowKey, cancellationToken)));
            lock (state) Known += there.Count(row => row is not null);
            batch = [.. batch.Where((_, i) => there[i] is null)];
        }
    }

    private async Task<bool> AddAsync(IReadOnlyList<(long Line, TableEntity Row)> batch, CancellationToken cancellationToken)
    {
        try
        {
            return await store.SubmitTransactionAsync([.. batch.Select(one => TableTransactionAction.Add(one.Row))], cancellationToken) is TransactionOutcome.Committed;
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"lines {batch[0].Line} to {batch[^1].Line}: {e.Message}", e);
        }
    }

    private static int Order(TableEntity one, TableEntity other)
    {
        var order = string.CompareOrdinal(one.PartitionKey, other.PartitionKey);
        return order != 0 ? order : string.CompareOrdinal(one.RowKey, other.RowKey);
    }

    /// <summary>The same names, types and values, as they are stored.</summary>
    public static bool AreSame(TableEntity one, TableEntity other) =>
        one.Properties.Count == other.Properties.Count && one.Properties.All(property => other.Properties.TryGetValue(property.Key, out var value) && AreSame(property.Value, value));

    private static bool AreSame(object one, object other) => (one, other) switch
    {
        (byte[] bytes, byte[] others) => bytes.AsSpan().SequenceEqual(others),
        _ => one.Equals(other),
    };
}
