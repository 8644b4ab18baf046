using System.Threading.Channels;

namespace HuddleBot.Playground.Feed;

/// <summary>Tells everyone who listens that something has changed.</summary>
public sealed class ChangeFeed
{
    private readonly Lock gate = new();
    private readonly List<ChannelWriter<Change>> listeners = [];

    internal void Publish(Change change)
    {
        lock (gate)
            foreach (var listener in listeners) listener.TryWrite(change);
    }

    /// <summary>From now on, every change, until disposed.</summary>
    public Subscription Listen()
    {
        var queue = System.Threading.Channels.Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
        lock (gate) listeners.Add(queue.Writer);
        return new Subscription(this, queue);
    }

    /// <summary>Waits until there is something to see, looking again after every change.</summary>
    /// <param name="last">What the exception tells.</param>
    /// <exception cref="TimeoutException">It did not come.</exception>
    internal async Task<T> WaitForAsync<T>(Func<T?> look, TimeSpan timeout, Func<string> last) where T : class
    {
        using var subscription = Listen();
        using var limit = new CancellationTokenSource(timeout);
        while (true)
        {
            if (look() is { } found) return found;
            try
            {
                await subscription.Changes.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException e)
            {
                if (look() is { } late) return late;
                throw new TimeoutException($"It did not come within {timeout}. Last calls:\n{last()}", e);
            }

            while (subscription.Changes.TryRead(out _))
            {
            }
        }
    }

    public sealed class Subscription(ChangeFeed feed, Channel<Change> queue) : IDisposable
    {
        public ChannelReader<Change> Changes => queue.Reader;

        public void Dispose()
        {
            lock (feed.gate) feed.listeners.Remove(queue.Writer);
            queue.Writer.TryComplete();
        }
    }
}
