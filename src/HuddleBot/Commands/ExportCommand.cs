using System.CommandLine;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage;

namespace HuddleBot.Commands;

/// <summary><c>export</c>: what is stored, as JSON lines.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string[]> What = new("what")
    {
        Description = $"{string.Join(", ", TableExport.Kinds)}; all without it.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Out = new("--out") { Description = "The file to write; standard output without it." };

    public static Command Create()
    {
        var command = new Command("export", "Writes what is stored as JSON lines, one row a line. It holds personal data: keep it safe.") { What, Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var (kind, settings) = Split([.. parse.GetValue(What) ?? [], .. parse.UnmatchedTokens]);
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

    /// <summary>Settings may stand before or after the kind: <c>--Key=value</c> or <c>--Key value</c>.</summary>
    private static (string Kind, List<string> Settings) Split(List<string> words)
    {
        var (kinds, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                kinds.Add(words[i]);
                continue;
            }

            settings.Add(words[i]);
            if (words[i].Contains('=', StringComparison.Ordinal)) continue;
            if (i + 1 == words.Count) throw new SettingsException($"'{words[i]}' has no value. A setting is written --Section:Key=value.");
            settings.Add(words[++i]);
        }

        if (kinds.Count > 1 || (kinds.Count == 1 && !TableExport.Kinds.Contains(kinds[0], StringComparer.Ordinal)))
            throw new SettingsException($"'{string.Join(' ', kinds)}' cannot be exported. Choose one of {string.Join(", ", TableExport.Kinds)}.");
        return (kinds.Count == 1 ? kinds[0] : "all", settings);
    }
}
