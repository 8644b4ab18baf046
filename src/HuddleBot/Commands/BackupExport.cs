using HuddleBot.Audit;
using HuddleBot.Delivery;
using HuddleBot.Storage.Backup;

namespace HuddleBot.Commands;

/// <summary><c>export backup</c>: everything, for <c>restore</c>.</summary>
internal sealed class BackupExport(IServiceProvider services) : IExport
{
    private readonly BackupWriter writer = services.GetRequiredService<BackupWriter>();
    private Task<bool> bot = Task.FromResult(false);

    public Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        bot = services.GetRequiredService<DispatchLease>().IsRenewedAsync(cancellationToken);
        return writer.WriteAsync(output, cancellationToken);
    }

    /// <summary>Says what the backup is good for.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ConcludeAsync(CancellationToken cancellationToken)
    {
        var runs = await bot;
        if (!writer.IsOfOneMoment)
        {
            await Console.Error.WriteLineAsync("The storage was changed while it was read, and the Table service keeps no picture of one moment: rows may not fit together, and 'restore' refuses this file. Stop the bot, and export again.");
            return 1;
        }

        if (runs) await Console.Error.WriteLineAsync("A bot works on this storage, so this is a backup of a moment. To move to another storage, stop the bot first and export again: what it does after the backup would be missing, or be done twice.");
        return 0;
    }
}
