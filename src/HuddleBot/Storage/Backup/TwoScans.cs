using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.Backup;

/// <summary>
/// For a storage without snapshots (the Table service). After the rows are read, all are looked at again: where each still has its ETag and none came or went, all of them were as
/// they were read at the moment between. Only what came and went again within that time is not noticed, and the bot changes nothing without a row that stays.
/// </summary>
internal sealed class TwoScans(ITableStore store, string storage) : IBackupSource
{
    private (long Rows, UInt128 Sum) read;

    public string Storage => storage;

    public async IAsyncEnumerable<TableEntity> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        read = default;
        await foreach (var row in ScanAsync(cancellationToken))
        {
            read = Add(read, row);
            yield return row;
        }
    }

    public async Task<bool> WasOfOneMomentAsync(CancellationToken cancellationToken)
    {
        var again = (Rows: 0L, Sum: UInt128.Zero);
        await foreach (var row in ScanAsync(cancellationToken)) again = Add(again, row);
        return again == read;
    }

    private IAsyncEnumerable<TableEntity> ScanAsync(CancellationToken cancellationToken) => store.ScanAsync("", cancellationToken).Where(row => !BackupFormat.IsLeftOut(row.PartitionKey));

    /// <summary>A sum of hashes: it does not depend on the order, and takes no memory.</summary>
    private static (long Rows, UInt128 Sum) Add((long Rows, UInt128 Sum) sum, TableEntity row) =>
        (sum.Rows + 1, unchecked(sum.Sum + BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.PartitionKey}\n{row.RowKey}\n{row.ETag}")))));
}
