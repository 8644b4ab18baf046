using System.Buffers;
using HuddleBot.Hosting;

namespace HuddleBot.Storage.Backup;

/// <summary>Writes everything that is stored so that <see cref="Restore"/> brings it back, on the same storage or on the other.</summary>
internal sealed class BackupWriter(IBackupSource source, TimeProvider time)
{
    private const int BytesAtOnce = 256 * 1024;

    /// <summary>False: the storage was changed while it was read. Known when all is written.</summary>
    public bool IsOfOneMoment { get; private set; }

    /// <returns>How many rows were written.</returns>
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        using var chain = new LineChain();
        var buffer = new ArrayBufferWriter<byte>(BytesAtOnce * 2);
        var rows = 0L;
        chain.Write(BackupFormat.Opening(source.Storage, time.GetCurrentInstant()), buffer);
        await foreach (var row in source.ReadAsync(cancellationToken))
        {
            chain.Write(BackupFormat.Row(row), buffer);
            rows++;
            if (buffer.WrittenCount < BytesAtOnce) continue;
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }

        IsOfOneMoment = await source.WasOfOneMomentAsync(cancellationToken);
        chain.Write(BackupFormat.Closing(rows, IsOfOneMoment), buffer);
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return rows;
    }
}
