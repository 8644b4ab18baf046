using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Delivery;

/// <summary>
/// So few messages are on their way to one workspace at once that a crash leaves few of which nobody knows whether they have arrived, that each is drawn from the state of
/// the moment, and that who asks the platform something because of a click need not queue behind thousands of them. A place is taken before a message is claimed. Who waits
/// goes by urgency, then by age, whatever its team. New messages and redrawn ones have places of their own: platforms count them apart.
/// </summary>
public sealed class SendingPlaces
{
    /// <summary>Enough for a platform's full pace (50 a second) while each takes half a second: to be drawn, to wait for its turn, to be answered.</summary>
    public const int AtOnce = 32;

    private readonly Lock state = new();
    private readonly Dictionary<(Platform Platform, string Workspace, bool IsRedraw), Queue> queues = [];

    /// <summary>Waits for a place, for as long as <paramref name="rung"/> has not completed: then something else of the team may be more urgent.</summary>
    /// <returns>Dispose it when the message is settled. Null: rung before there was a place.</returns>
    public async Task<IDisposable?> EnterAsync(OutboxMessage message, Task rung, CancellationToken cancellationToken)
    {
        Queue queue;
        Waiter waiter;
        lock (state)
        {
            var key = (message.Channel.Platform, message.Channel.Workspace, message.Content is OutgoingContent.Redraw);
            if (!queues.TryGetValue(key, out queue!)) queues[key] = queue = new();
            if (queue.Taken < AtOnce)
            {
                queue.Taken++;
                return new Place(this, queue);
            }

            waiter = new(message.RowKey, queue.Tickets++);
            queue.Waiting.Add(waiter);
        }

        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(cancelled.SetResult)) await Task.WhenAny(waiter.Turn.Task, rung, cancelled.Task);
        lock (state)
        {
            // It may have been given at the very moment.
            if (!queue.Waiting.Remove(waiter)) return new Place(this, queue);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>Whether messages wait for a place there: what can wait itself leaves the platform's pace to them.</summary>
    public bool HasQueue(Platform platform, string workspace)
    {
        lock (state) return queues.GetValueOrDefault((platform, workspace, false))?.Waiting.Count > 0;
    }

    private void Leave(Queue queue)
    {
        lock (state)
        {
            if (queue.Waiting.Min is not { } next)
            {
                queue.Taken--;
                return;
            }

            queue.Waiting.Remove(next);
            next.Turn.SetResult();
        }
    }

    private sealed class Queue
    {
        public int Taken { get; set; }

        public long Tickets { get; set; }

        public SortedSet<Waiter> Waiting { get; } = new(Comparer<Waiter>.Create((a, b) =>
            string.CompareOrdinal(a.RowKey, b.RowKey) is not 0 and var order ? order : a.Ticket.CompareTo(b.Ticket)));
    }

    /// <param name="RowKey">Of the outbox: its urgency, then when it was made.</param>
    private sealed record Waiter(string RowKey, long Ticket)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(SendingPlaces owner, Queue queue) : IDisposable
    {
        private bool isLeft;

        public void Dispose()
        {
            if (isLeft) return;
            isLeft = true;
            owner.Leave(queue);
        }
    }
}
