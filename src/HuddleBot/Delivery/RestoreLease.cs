using HuddleBot.Core.Storage;

namespace HuddleBot.Delivery;

/// <summary>
/// While a backup is brought back, and until that is done, nobody dispatches: the row of <see cref="DispatchLease"/> says so, also after the restore has died. One restore at a time
/// renews it; of the same backup, a later one may go on.
/// </summary>
internal sealed class RestoreLease(ITableStore store, DispatchLease dispatch, TimeProvider time)
{
    private readonly string me = Guid.NewGuid().ToString("N");
    private string? eTag;

    /// <summary>Who is in the way; null: it has begun.</summary>
    /// <param name="check">Of the backup: another cannot go on with it.</param>
    /// <param name="name">Of the backup, for people.</param>
    public async Task<Obstacle?> BeginAsync(string check, string name, CancellationToken cancellationToken)
    {
        var row = await FindAsync(store, cancellationToken);
        if (StateOf(row) == DispatchLease.Restoring && row!.GetString("Backup") != check) return new Obstacle.OtherBackup(row.GetString("Name") ?? "");
        if (StateOf(row) is { } state and not DispatchLease.Free && row!.GetString("Holder") is not "" && await dispatch.IsRenewedAsync(cancellationToken, state))
            return state == DispatchLease.Held ? new Obstacle.BotRuns() : new Obstacle.RestoreRuns();
        var begun = new TableEntity(DispatchLease.Partition, DispatchLease.Row, row?.ETag) { ["State"] = DispatchLease.Restoring, ["Holder"] = me, ["Backup"] = check, ["Name"] = name };
        return await WriteAsync(begun, cancellationToken) ? null : new Obstacle.BotRuns();
    }

    /// <summary>Renews while the work is done; cancels it where the row is somebody else's.</summary>
    /// <exception cref="StorageUnavailableException">The row is somebody else's, or the storage does not answer.</exception>
    public async Task KeepWhileAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(over.Token);
        var working = work(over.Token);
        await Task.WhenAny(renewing, working);
        await over.CancelAsync();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await renewing;
        await working;
    }

    /// <summary>All is there: a bot may start.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => EndAsync(DispatchLease.Free, cancellationToken);

    /// <summary>Not all is there, but nobody works on it any more: who goes on need not wait.</summary>
    public Task LetGoAsync(CancellationToken cancellationToken) => EndAsync(DispatchLease.Restoring, cancellationToken);

    /// <summary>The backup of which a part is there, for people; null where there is none.</summary>
    public static async Task<string?> UnfinishedAsync(ITableStore store, CancellationToken cancellationToken) =>
        await FindAsync(store, cancellationToken) is { } row && StateOf(row) == DispatchLease.Restoring ? row.GetString("Name") ?? "" : null;

    /// <exception cref="StorageUnavailableException">Only a part of a backup is there, or the storage does not answer.</exception>
    public static async Task RefuseUnfinishedAsync(ITableStore store, CancellationToken cancellationToken)
    {
        if (await UnfinishedAsync(store, cancellationToken) is { } name)
            throw new StorageUnavailableException($"Only a part of {name} has been restored into this storage. Run 'restore' with the same file again, or use an empty storage.");
    }

    private static Task<TableEntity?> FindAsync(ITableStore store, CancellationToken cancellationToken) => store.GetAsync(DispatchLease.Partition, DispatchLease.Row, cancellationToken);

    private static string? StateOf(TableEntity? row) => row?.GetString("State");

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(DispatchLease.Renewal, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await RewriteAsync(row => row, CancellationToken.None);
        }
    }

    private Task EndAsync(string state, CancellationToken cancellationToken) => RewriteAsync(
        row =>
        {
            row["State"] = state;
            row["Holder"] = "";
            return row;
        },
        cancellationToken);

    private async Task RewriteAsync(Func<TableEntity, TableEntity> change, CancellationToken cancellationToken)
    {
        var row = await FindAsync(store, cancellationToken);
        if (row is null || row.ETag != eTag || !await WriteAsync(change(row), cancellationToken)) throw new StorageUnavailableException("Somebody else has taken this storage meanwhile, another restore or a bot. Stop it, and run 'restore' again.");
    }

    private async Task<bool> WriteAsync(TableEntity row, CancellationToken cancellationToken)
    {
        // Each renewal has another content: an ETag need not change otherwise.
        row["Renewal"] = Guid.NewGuid().ToString("N");
        if (await store.SubmitTransactionAsync([TableTransactionAction.Save(row)], cancellationToken) is not TransactionOutcome.Committed committed) return false;
        eTag = committed.ETags[0];
        return true;
    }

    /// <summary>Why it cannot begin.</summary>
    public abstract record Obstacle
    {
        private Obstacle() { }

        public sealed record BotRuns : Obstacle;

        public sealed record RestoreRuns : Obstacle;

        /// <param name="Name">The backup of which a part is there.</param>
        public sealed record OtherBackup(string Name) : Obstacle;
    }
}
