using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.Backup;

/// <summary>Every row of the storage for one backup, and whether they were all there at one and the same moment. For one reading.</summary>
internal interface IBackupSource
{
    /// <summary>What the settings call the storage.</summary>
    string Storage { get; }

    /// <summary>Ordered by partition key, then row key, as far as the storage knows an order; without what <see cref="BackupFormat.IsLeftOut"/>.</summary>
    IAsyncEnumerable<TableEntity> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Asked after the last row.</summary>
    Task<bool> WasOfOneMomentAsync(CancellationToken cancellationToken);
}
