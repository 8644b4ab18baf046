using System.Threading.Channels;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>Works for one team, never twice at once: when woken, and when the work said that more is due.</summary>
internal sealed class TeamLoop
{
    // Timers hold no longer times; the dispatcher wakes every team far more often.
    private static readonly Duration LongestWait = Duration.FromHours(1);

    // Woken twice before it looks is woken once.
    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="work">Gets what completes when it is woken again meanwhile.</param>
    public TeamLoop(TimeProvider time, Func<Task, CancellationToken, Task<Instant?>> work, CancellationToken cancellationToken) => Ended = RunAsync(time, work, cancellationToken);

    /// <summary>Completes, never failing, when the loop was cancelled.</summary>
    public Task Ended { get; }

    public void Wake() => woken.Writer.TryWrite(true);

    private async Task RunAsync(TimeProvider time, Func<Task, CancellationToken, Task<Instant?>> work, CancellationToken cancellationToken)
    {
        try
        {
            Instant? next = null;
            while (true)
            {
                await WokenOrDueAsync(time, next, cancellationToken);
                woken.Reader.TryRead(out _);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                next = await work(woken.Reader.WaitToReadAsync(over.Token).AsTask(), cancellationToken);
                await over.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    private async Task WokenOrDueAsync(TimeProvider time, Instant? next, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wake = woken.Reader.WaitToReadAsync(either.Token).AsTask();
        var due = next is { } at
            ? Task.Delay(Duration.Max(Duration.Zero, Duration.Min(LongestWait, at - time.GetCurrentInstant())).ToTimeSpan(), time, either.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        await Task.WhenAny(wake, due);
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
