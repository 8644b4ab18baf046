namespace HuddleBot.Commands;

/// <summary>How far one pass over a file has come.</summary>
internal sealed class PassProgress : IAsyncDisposable
{
    private readonly string what;
    private readonly FileProgress progress;
    private long position;

    /// <param name="what">What is done, for people.</param>
    /// <param name="length">Of the file, in bytes.</param>
    public PassProgress(string what, long length) => (this.what, progress) = (what, new(length, () => Volatile.Read(ref position)));

    /// <param name="at">In bytes.</param>
    /// <param name="rows">So many have been read.</param>
    public void Show(long at, long rows)
    {
        Volatile.Write(ref position, at);
        progress.Show(what, rows);
    }

    public ValueTask DisposeAsync() => progress.DisposeAsync();
}
