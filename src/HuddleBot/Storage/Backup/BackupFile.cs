using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.Backup;

/// <summary>A backup that was read from its first line to its last before anything is done with it: it is whole.</summary>
internal sealed class BackupFile
{
    private const int Chunk = 256 * 1024;
    private readonly string path;

    private BackupFile(string path) => this.path = path;

    public long Rows { get; private set; }

    /// <summary>False: the storage was changed while it was read.</summary>
    public bool IsOfOneMoment { get; private set; }

    /// <summary>In ISO 8601.</summary>
    public string MadeAt { get; private set; } = "";

    /// <summary>The same for the same content only.</summary>
    public string Check { get; private set; } = "";

    /// <param name="progress">Told after each line: how far in the file, in bytes, and how many lines.</param>
    /// <exception cref="InvalidDataException">It is no backup, or not as it was written; the message says what and in which line, and goes on after "… cannot be restored: ".</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<BackupFile> OpenAsync(string path, Action<long, long> progress, CancellationToken cancellationToken)
    {
        var file = new BackupFile(path);
        await using var input = Open(path);
        using var chain = new LineChain();
        var lines = new LineReader(input);
        if (!await lines.ReadAsync(cancellationToken)) throw new InvalidDataException("it is empty");
        if (BackupFormat.RefusalOf(lines.Line) is { } refusal) throw new InvalidDataException(refusal);
        if (!chain.Continues(lines.Line.Span)) throw Damaged(lines, "");
        file.MadeAt = BackupFormat.MadeAtOf(lines.Line);
        var isClosed = false;
        while (await NextAsync())
        {
            var before = chain.Check;
            if (!chain.Continues(lines.Line.Span)) throw Damaged(lines, before);
            progress(lines.Position, lines.Number);
            if (BackupFormat.TryReadClosing(lines.Line) is not { } closing)
            {
                file.Rows++;
                continue;
            }

            if (closing.Rows != file.Rows) throw new InvalidDataException($"line {lines.Number} says that there are {closing.Rows:N0} rows, and there are {file.Rows:N0}");
            (file.IsOfOneMoment, isClosed) = (closing.IsOfOneMoment, true);
            break;
        }

        if (!isClosed) throw new InvalidDataException($"it ends after line {lines.Number}, and the closing line is missing: it was cut off there. Copy it again, or make a new one with 'export backup'");
        while (await NextAsync())
            if (lines.Line.Length > 0) throw new InvalidDataException($"line {lines.Number} stands after the closing line. One file holds one backup");
        file.Check = chain.Check;
        return file;

        async ValueTask<bool> NextAsync() => await lines.ReadAsync(cancellationToken);
    }

    /// <summary>The rows with the number of their line.</summary>
    /// <exception cref="InvalidDataException">It is not the file that was opened any more.</exception>
    public async IAsyncEnumerable<(long Line, TableEntity Row)> ReadAsync(Action<long, long> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var input = Open(path);
        using var chain = new LineChain();
        var lines = new LineReader(input);
        for (var line = 1L; line <= Rows + 1; line++)
        {
            if (!await lines.ReadAsync(cancellationToken) || !chain.Continues(lines.Line.Span)) throw new InvalidDataException($"line {line} has changed since the file was checked. Let nobody write to it meanwhile");
            if (line == 1) continue;
            progress(lines.Position, line - 1);
            yield return (line, RowOf(lines));
        }
    }

    private static TableEntity RowOf(LineReader lines)
    {
        try
        {
            return BackupFormat.ReadRow(lines.Line);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"line {lines.Number}: {e.Message}", e);
        }
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.SequentialScan });

    private static InvalidDataException Damaged(LineReader lines, string before)
    {
        var line = lines.Line.Span;
        var number = lines.Number;
        if (!lines.IsComplete && !LineChain.HasCheck(line)) return new($"it breaks off in line {number}: it was cut off there. Copy it again, or make a new one with 'export backup'");
        if (!LineChain.HasCheck(line)) return new($"line {number} is not as it was written. Copy the file again, or make a new one with 'export backup'");
        return new(System.Text.Encoding.ASCII.GetString(LineChain.CheckOf(line)) == before
            ? $"line {number} is line {number - 1} once more. Copy the file again, or make a new one with 'export backup'"
            : $"line {number} is not as it was written, or lines before it are missing or out of order. Copy the file again, or make a new one with 'export backup'");
    }
}
