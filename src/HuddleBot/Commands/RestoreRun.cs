using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Storage.Backup;

namespace HuddleBot.Commands;

/// <summary>A backup that is whole goes into the storage of the settings.</summary>
/// <param name="called">The file, for people.</param>
/// <param name="addMissing">Also into a storage that holds rows.</param>
internal sealed class RestoreRun(IServiceProvider services, string called, bool addMissing)
{
    public const string GoOn = "A part is there. Run the same again to go on; until all is there, no bot starts on this storage.";

    private readonly ITableStore store = services.GetRequiredService<ITableStore>();
    private readonly RestoreLease lease = services.GetRequiredService<RestoreLease>();

    /// <summary>Whether the storage may hold a part of the backup now.</summary>
    public bool HasBegun { get; private set; }

    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidDataException">A line is no row that the storage can hold.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer, or somebody else has taken it.</exception>
    public async Task<int> RunAsync(BackupFile file, string path, CancellationToken cancellationToken)
    {
        await store.EnsureReadyAsync(cancellationToken);
        if (!addMissing && await RestoreLease.UnfinishedAsync(store, cancellationToken) is null && !await Restore.IsEmptyAsync(store, cancellationToken))
            return await RefuseAsync("This storage is not empty. Restore into an empty one (another file in Storage:ConnectionString, or another Storage:TableName); or add what it does not have with --add-missing.");
        if (await lease.BeginAsync(file.Check, $"the backup of {file.MadeAt} ({file.Rows:N0} rows)", cancellationToken) is { } obstacle) return await RefuseAsync(WordsFor(obstacle));
        HasBegun = true;
        var restore = new Restore(store, file);
        try
        {
            await lease.KeepWhileAsync(held => RunAsync(restore, new FileInfo(path).Length, held), cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or OperationCanceledException)
        {
            // The storage answers, so that it can be told; where it does not, who goes on waits for some seconds.
            await lease.LetGoAsync(CancellationToken.None);
            throw;
        }

        if (restore.Differing == 0 || addMissing) await lease.FinishAsync(CancellationToken.None);
        else await lease.LetGoAsync(CancellationToken.None);
        return await SumUpAsync(file, restore);
    }

    private static async Task RunAsync(Restore restore, long length, CancellationToken cancellationToken)
    {
        await using (var restoring = new PassProgress("restoring", length)) await restore.RunAsync(restoring.Show, cancellationToken);
        await using (var comparing = new PassProgress("comparing", length)) await restore.CompareAsync(comparing.Show, cancellationToken);
    }

    private async Task<int> SumUpAsync(BackupFile file, Restore restore)
    {
        await Console.Out.WriteLineAsync($"{file.Rows:N0} rows of {called} ({file.MadeAt}): {restore.Added:N0} restored, {restore.Known:N0} were there already. Compared row by row: {restore.Differing:N0} differ.");
        if (restore.Differing == 0) return 0;
        foreach (var row in restore.DifferingRows) await Console.Error.WriteLineAsync($"differs, left as it is: {row}");
        if (restore.Differing > restore.DifferingRows.Count) await Console.Error.WriteLineAsync($"… and {restore.Differing - restore.DifferingRows.Count:N0} more.");
        await Console.Error.WriteLineAsync(addMissing
            ? "What was there is left as it was; the rest of the backup is there."
            : "Somebody has written to this storage meanwhile, or it does not keep what it is given. Restore into an empty one; or accept what is there and run this again with --add-missing. Until then no bot starts on it.");
        return 1;
    }

    private static async Task<int> RefuseAsync(string words)
    {
        await Console.Error.WriteLineAsync(words);
        await Console.Error.WriteLineAsync("Nothing was restored.");
        return 1;
    }

    private static string WordsFor(RestoreLease.Obstacle obstacle) => obstacle switch
    {
        RestoreLease.Obstacle.BotRuns => "A bot runs on this storage. Stop it first: it would act on a part of what is to come.",
        RestoreLease.Obstacle.RestoreRuns => "Another restore runs on this storage. Let it finish.",
        RestoreLease.Obstacle.OtherBackup other => $"Only a part of {other.Name} has been restored into this storage. Go on with that file, or use an empty storage.",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, "no such obstacle"),
    };
}
