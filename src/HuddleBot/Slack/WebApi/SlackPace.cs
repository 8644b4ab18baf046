using HuddleBot.Hosting;

namespace HuddleBot.Slack.WebApi;

/// <summary>
/// Keeps Slack's rates before Slack has to: each method within its tier per workspace, one message a second per channel, and a workspace's messages spaced evenly.
/// Whoever waits goes first in, first out, past those whose own channel is not yet free.
/// </summary>
/// <remarks>The generic cell rate algorithm: each gate knows the theoretical arrival time of its next call. Limits hold per process; a 429 tells us of the others.</remarks>
public sealed class SlackPace : IDisposable
{
    private static readonly TimeSpan PerChannel = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time;
    private readonly long started;
    private readonly TimeSpan perPost;
    private readonly ITimer timer;
    private readonly Lock state = new();
    private readonly Dictionary<string, TimeSpan> nextByGate = new(StringComparer.Ordinal);
    private readonly LinkedList<Waiter> waiting = new();

    public SlackPace(TimeProvider time, DeliveryOptions options)
    {
        this.time = time;
        started = time.GetTimestamp();
        perPost = TimeSpan.FromMinutes(1) / options.Slack.PerWorkspacePerMinute;
        timer = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>Completes when the call may go. Its turn counts as taken from then on.</summary>
    /// <param name="channel">Only for chat.postMessage.</param>
    public Task WaitAsync(SlackMethod method, string workspace, string? channel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(GatesOf(method, workspace, channel), MethodKey(method, workspace));
        lock (state) waiting.AddLast(waiter);
        Admit();
        if (waiter.Turn.Task.IsCompleted || !cancellationToken.CanBeCanceled) return waiter.Turn.Task;
        return WaitOrLeaveAsync(waiter, cancellationToken);
    }

    /// <summary>After a 429: nobody calls the method in this workspace before the time is over. Others are not concerned.</summary>
    public void Block(SlackMethod method, string workspace, TimeSpan retryAfter)
    {
        lock (state)
        {
            var key = MethodKey(method, workspace);
            var until = Now + retryAfter;
            if (nextByGate.GetValueOrDefault(BlockKey(key)) < until) nextByGate[BlockKey(key)] = until;
        }
    }

    public void Dispose() => timer.Dispose();

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
            TimeSpan? next = null;
            for (var node = waiting.First; node is not null;)
            {
                var (waiter, following) = (node.Value, node.Next);
                var due = DueOf(waiter);
                if (due <= now)
                {
                    foreach (var gate in waiter.Gates) nextByGate[gate.Key] = Max(nextByGate.GetValueOrDefault(gate.Key), now) + gate.Every;
                    waiting.Remove(node);
                    waiter.Turn.TrySetResult();
                }
                else if (next is null || due < next)
                {
                    next = due;
                }

                node = following;
            }

            // Timers count whole milliseconds: round up, or the last fraction is spent spinning.
            timer.Change(next is { } wake ? TimeSpan.FromMilliseconds(Math.Ceiling((wake - now).TotalMilliseconds)) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan DueOf(Waiter waiter)
    {
        var due = nextByGate.GetValueOrDefault(BlockKey(waiter.Method));
        foreach (var gate in waiter.Gates) due = Max(due, nextByGate.GetValueOrDefault(gate.Key) - (gate.Burst * gate.Every));
        return due;
    }

    private List<Gate> GatesOf(SlackMethod method, string workspace, string? channel)
    {
        if (method.PerMinute > 0) return [new(MethodKey(method, workspace), TimeSpan.FromMinutes(1) / (method.PerMinute - method.Burst - 1), method.Burst)];
        List<Gate> gates = [new(MethodKey(method, workspace), perPost, 0)];
        if (channel is not null) gates.Add(new($"channel {workspace} {channel}", PerChannel, 0));
        return gates;
    }

    private static string MethodKey(SlackMethod method, string workspace) => $"{method.Name} {workspace}";

    private static string BlockKey(string methodKey) => "blocked " + methodKey;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private readonly record struct Gate(string Key, TimeSpan Every, int Burst);

    private sealed record Waiter(List<Gate> Gates, string Method)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
