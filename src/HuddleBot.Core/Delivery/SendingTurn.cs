namespace HuddleBot.Core.Delivery;

/// <summary>
/// Until when this process may send: others may take over some time after its lease was last renewed, and it need not notice (it was frozen, or the storage did not answer). Its end is
/// reckoned by the clock that nobody sets, from before the renewal was asked for, so that it comes before anybody else's patience ends.
/// </summary>
public sealed class SendingTurn(TimeProvider time)
{
    private readonly Lock state = new();
    private TaskCompletionSource extended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? since;
    private TimeSpan length;

    public bool IsOver
    {
        get
        {
            lock (state) return since is not { } from || time.GetElapsedTime(from) >= length;
        }
    }

    /// <param name="from">A timestamp of the time provider: when the renewal was asked for.</param>
    public void Extend(long from, TimeSpan lasts)
    {
        TaskCompletionSource waiting;
        lock (state)
        {
            (since, length) = (from, lasts);
            (waiting, extended) = (extended, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.SetResult();
    }

    public void End()
    {
        lock (state) since = null;
    }

    /// <summary>Waits until it is this process's turn (again).</summary>
    public async Task ComesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (state) next = extended.Task;
            if (!IsOver) return;
            await next.WaitAsync(cancellationToken);
        }
    }
}
