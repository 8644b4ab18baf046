using System.CommandLine;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage;

namespace HuddleBot.Commands;

/// <summary><c>export</c>: what is stored, as JSON lines.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> What = new Argument<string>("what")
    {
        Description = "What to write; all without it.", DefaultValueFactory = _ => "all",
    }.AcceptOnlyFromAmong([.. TableExport.Kinds]);

    private static readonly Option<string?> Out = new("--out") { Description = "The file to write; standard output without it." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("export", "Writes what is stored as JSON lines, one row a line. It holds personal data: keep it safe.") { What, Out };
        command.SetAction((parse, cancellationToken) => RunAsync(parse, settings, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var kind = parse.GetValue(What)!;
        // Standard output is for the rows.
        await using var app = HuddleBotBuilder.Build(["--Logging:Console:LogToStandardErrorThreshold=Trace", "--Logging:LogLevel:Default=Warning", .. settings]);
        try
        {
            var store = app.Services.GetRequiredService<ITableStore>();
            await store.EnsureReadyAsync(cancellationToken);
            var rows = TableExport.ReadAsync(store, kind, cancellationToken);
            if (parse.GetValue(Out) is { } file)
            {
                var count = await WriteFileAsync(rows, file, cancellationToken);
                await Console.Error.WriteLineAsync($"{count:N0} rows written to {file}.");
            }
            else
            {
                await using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
                await TableExport.WriteAsync(rows, output, cancellationToken);
            }

            return 0;
        }
        catch (Exception e) when (e is StorageUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The export failed: {e.Message}");
            return 1;
        }
    }

    /// <summary>The file appears when it is complete, and only its owner may read it.</summary>
    private static async Task<long> WriteFileAsync(IAsyncEnumerable<TableEntity> rows, string file, CancellationToken cancellationToken)
    {
        var temporary = $"{Path.GetFullPath(file)}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            long count;
            await using (var output = new FileStream(temporary, options))
            {
                count = await TableExport.WriteAsync(rows, output, cancellationToken);
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
