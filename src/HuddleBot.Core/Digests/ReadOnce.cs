namespace HuddleBot.Core.Digests;

/// <summary>Reads something for all who want it, once, however many ask at the same moment. What failed is read again for who asks next.</summary>
internal sealed class ReadOnce<T>(Func<Task<T>> read)
{
    private readonly Lock state = new();
    private Task<T>? reading;

    /// <summary>Whoever asked first may be gone before it is read; the others still want it.</summary>
    public Task<T> AskAsync(CancellationToken cancellationToken)
    {
        lock (state)
        {
            if (reading is null or { IsFaulted: true } or { IsCanceled: true }) reading = Task.Run(read, CancellationToken.None);
            return reading.WaitAsync(cancellationToken);
        }
    }
}
