namespace HuddleBot.Storage.Backup;

/// <summary>The lines of a stream as bytes, one at a time; line ends of Windows and a byte order mark are taken off, as editors and transfers add them.</summary>
internal sealed class LineReader(Stream input)
{
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    /// <summary>In bytes, from the beginning of the stream to the end of the line.</summary>
    public long Position { get; private set; }

    /// <summary>False: the stream ended within this line.</summary>
    public bool IsComplete { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="BackupFormat.LongestLine"/>.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = start;
        while (true)
        {
            var lineEnd = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                Take(searched + lineEnd, isComplete: true);
                return true;
            }

            if (isAtEnd)
            {
                if (start == end) return false;
                Take(end, isComplete: false);
                return true;
            }

            searched = end;
            if (end == buffer.Length) searched -= MakeRoom();
            var read = await input.ReadAsync(buffer.AsMemory(end), cancellationToken);
            isAtEnd = read == 0;
            end += read;
        }
    }

    private void Take(int lineEnd, bool isComplete)
    {
        Number++;
        Position += lineEnd - start + (isComplete ? 1 : 0);
        IsComplete = isComplete;
        var line = buffer.AsMemory(start, lineEnd - start);
        if (Number == 1 && line.Span.StartsWith("\ufeff"u8)) line = line[3..];
        if (line.Span is [.., (byte)'\r']) line = line[..^1];
        Line = line;
        start = isComplete ? lineEnd + 1 : lineEnd;
    }

    /// <returns>By how much what is in the buffer has moved.</returns>
    private int MakeRoom()
    {
        var moved = start;
        var kept = buffer.AsSpan(start, end - start);
        if (kept.Length > BackupFormat.LongestLine) throw new InvalidDataException($"line {Number + 1} is longer than any row can be ({BackupFormat.LongestLine / 1024 / 1024} MiB); it was changed, or the line ends were lost");
        var target = kept.Length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        kept.CopyTo(target);
        (buffer, start, end) = (target, 0, kept.Length);
        return moved;
    }
}
