using System.CommandLine;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Storage.Backup;

namespace HuddleBot.Commands;

/// <summary><c>restore FILE</c>. 0: every row of the backup is there; 1: not all of it, or nothing; 130: stopped with Ctrl-C.</summary>
internal static class RestoreCommand
{
    private const string StandardInput = "-";

    private static readonly Argument<string> FileName = new("FILE") { Description = "What 'export backup' has written; - for standard input." };
    private static readonly Option<bool> AddMissing = new("--add-missing")
    {
        Description = "Also into a storage that holds rows: adds those that it does not have, and leaves those that it has. What the bot has deleted since the backup (such as a message that it sent) comes back.",
    };

    private static readonly Option<bool> AcceptChanged = new("--accept-changed") { Description = "Also a backup whose storage was changed while it was read: rows may not fit together." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command(
            "restore", "Brings a backup ('export backup') into an empty storage, of whichever kind. Nothing that is there is overwritten; stopped in the middle, it goes on when it is run again with the same file. No bot may run on that storage, and none starts until all is there.")
        {
            FileName, AddMissing, AcceptChanged,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(parse, settings, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var name = parse.GetValue(FileName)!;
        var called = name == StandardInput ? "Standard input" : name;
        var lent = name == StandardInput ? Path.Combine(Path.GetTempPath(), $"huddlebot-restore-{Guid.NewGuid():N}.jsonl") : null;
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken, withStorage: false);
        var run = new RestoreRun(app.Services, called, parse.GetValue(AddMissing));
        try
        {
            if (lent is not null) await CopyStandardInputAsync(lent, cancellationToken);
            var file = await CheckAsync(lent ?? name, cancellationToken);
            if (!file.IsOfOneMoment && !parse.GetValue(AcceptChanged))
                throw new InvalidDataException("the storage was changed while it was exported, so its rows may not fit together. Stop the bot there and export again; or take it as it is with --accept-changed");
            return await run.RunAsync(file, lent ?? name, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e is InvalidDataException ? $"{called} cannot be restored: {e.Message}." : $"{called} cannot be read: {e.Message}");
            await Console.Error.WriteLineAsync(run.HasBegun ? RestoreRun.GoOn : "Nothing was restored.");
            return 1;
        }
        catch (StorageUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            await Console.Error.WriteLineAsync(run.HasBegun ? RestoreRun.GoOn : "Nothing was restored.");
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(run.HasBegun ? $"Stopped. {RestoreRun.GoOn}" : "Stopped. Nothing was restored.");
            return 130;
        }
        finally
        {
            if (lent is not null) File.Delete(lent);
        }
    }

    private static async Task<BackupFile> CheckAsync(string file, CancellationToken cancellationToken)
    {
        await using var checking = new PassProgress("checking the file", new FileInfo(file).Length);
        return await BackupFile.OpenAsync(file, checking.Show, cancellationToken);
    }

    /// <summary>It is read several times, so that nothing is restored of a file that is not whole.</summary>
    private static async Task CopyStandardInputAsync(string file, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var input = Console.OpenStandardInput();
        await using var copy = new FileStream(file, options);
        await input.CopyToAsync(copy, cancellationToken);
    }
}
