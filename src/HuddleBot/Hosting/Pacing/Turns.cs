namespace HuddleBot.Hosting.Pacing;

/// <summary>A gate by its name, and how to make it where it is not there yet.</summary>
public readonly record struct NamedGate(string Name, Func<Gate> Make);

/// <summary>Who waits for a turn goes first in, first out, past those whose own gates are not open yet; who yields goes after all others whose gates are open. Holds for this process.</summary>
public sealed class Turns : IDisposable
{
    private const int FirstPruning = 1_000;

    private readonly TimeProvider time;
    private readonly long started;
    private readonly ITimer timer;
    private readonly Lock state = new();
    private readonly Dictionary<string, Gate> gates = new(StringComparer.Ordinal);
    private readonly LinkedList<Waiter> waiting = new();
    private int pruneAt = FirstPruning;

    public Turns(TimeProvider time)
    {
        this.time = time;
        started = time.GetTimestamp();
        timer = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>Completes when all of the gates let the call pass. Its turn counts as taken from then on.</summary>
    /// <param name="yields">Asked whenever a turn is free: whether the others go first. Null: it does not yield.</param>
    public Task WaitAsync(ReadOnlySpan<NamedGate> through, Func<bool>? yields, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (state)
        {
            var mine = new Gate[through.Length];
            for (var i = 0; i < through.Length; i++) mine[i] = GateOf(through[i]);
            waiter = new(mine, Now, yields);
            waiting.AddLast(waiter);
        }

        Admit();
        if (waiter.Turn.Task.IsCompleted || !cancellationToken.CanBeCanceled) return waiter.Turn.Task;
        return WaitOrLeaveAsync(waiter, cancellationToken);
    }

    /// <summary>Nobody passes the gate before the time is over, those who wait already neither.</summary>
    public void Block(NamedGate gate, TimeSpan wait)
    {
        lock (state) GateOf(gate).Block(Now + wait);
    }

    /// <summary>A call that has passed the gate is over.</summary>
    public void Over(NamedGate gate)
    {
        lock (state)
        {
            var over = GateOf(gate);
            var due = over.DueAt;
            over.Over(Now);
            if (over.DueAt == due) return;
        }

        Admit();
    }

    public void Dispose() => timer.Dispose();

    private Gate GateOf(NamedGate named)
    {
        if (gates.TryGetValue(named.Name, out var gate)) return gate;
        if (gates.Count >= pruneAt) Prune();
        return gates[named.Name] = named.Make();
    }

    private async Task WaitOrLeaveAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() =>
        {
            lock (state) waiting.Remove(waiter);
            waiter.Turn.TrySetCanceled(cancellationToken);
        });
        await waiter.Turn.Task;
    }

    private void Admit()
    {
        lock (state)
        {
            var now = Now;
            var next = Soonest(Admit(now, whoYields: false), Admit(now, whoYields: true));

            // Timers count whole milliseconds: round up, or the last fraction is spent spinning.
            timer.Change(next < TimeSpan.MaxValue ? TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds)) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Lets those pass whose gates are open. Returns when the next of the others may; <see cref="TimeSpan.MaxValue"/>: none, or not before a call is over.</summary>
    private TimeSpan Admit(TimeSpan now, bool whoYields)
    {
        var next = TimeSpan.MaxValue;
        for (var node = waiting.First; node is not null;)
        {
            var (waiter, following) = (node.Value, node.Next);
            if (waiter.Yields == whoYields)
            {
                var due = waiter.DueAt;
                if (due <= now)
                {
                    foreach (var gate in waiter.Gates) gate.Pass(now, due);
                    waiting.Remove(node);
                    waiter.Turn.TrySetResult();
                }
                else
                {
                    next = Soonest(next, due);
                }
            }

            node = following;
        }

        return next;
    }

    private static TimeSpan Soonest(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>A gate for every conversation adds up: those that do nothing any more go.</summary>
    private void Prune()
    {
        var now = Now;
        var held = waiting.SelectMany(waiter => waiter.Gates).ToHashSet();
        foreach (var (name, gate) in gates)
        {
            if (gate.IsForgettable(now) && !held.Contains(gate)) gates.Remove(name);
        }

        pruneAt = Math.Max(FirstPruning, gates.Count * 2);
    }

    private sealed record Waiter(Gate[] Gates, TimeSpan Since, Func<bool>? MayWait)
    {
        public bool Yields => MayWait?.Invoke() ?? false;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan DueAt
        {
            get
            {
                var due = Since;
                foreach (var gate in Gates)
                {
                    if (gate.DueAt > due) due = gate.DueAt;
                }

                return due;
            }
        }
    }
}
