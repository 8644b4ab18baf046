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
