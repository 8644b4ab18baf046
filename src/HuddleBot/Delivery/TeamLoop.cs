using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>Works for one team, never twice at once: when woken, and when the work said that more is due. Thousands of teams rest at the same time: one that rests holds no task and no timer.</summary>
/// <param name="work">Gets what completes when it is woken again meanwhile; says when more is due, null: when woken only.</param>
internal sealed class TeamLoop(TimeProvider time, Func<Task, CancellationToken, Task<Instant?>> work, CancellationToken cancellationToken)
{
    // Timers hold no longer times; the dispatcher wakes every team far more often.
    private static readonly Duration LongestWait = Duration.FromHours(1);

    private readonly Lock gate = new();

    /// <summary>Completes when it is woken while it works or waits; null: it rests.</summary>
    private TaskCompletionSource? rung;

    /// <summary>Completes, never failing, when it rests or was cancelled.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Wake()
    {
        lock (gate)
        {
            // Woken twice before it looks is woken once.
            if (rung is not null) rung.TrySetResult();
            else if (!cancellationToken.IsCancellationRequested) Ended = Task.Run(() => RunAsync(Listen()), CancellationToken.None);
        }
    }

    private async Task RunAsync(Task again)
    {
        try
        {
            while (true)
            {
                if (await work(again, cancellationToken) is { } next) await WokenOrDueAsync(again, next);
                else if (MayRest(again)) return;
                again = Listen();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    private Task Listen()
    {
        lock (gate) return (rung = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    private bool MayRest(Task again)
    {
        lock (gate)
        {
            if (again.IsCompleted) return false;
            rung = null;
            return true;
        }
    }

    private async Task WokenOrDueAsync(Task again, Instant next)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var due = Task.Delay(Duration.Max(Duration.Zero, Duration.Min(LongestWait, next - time.GetCurrentInstant())).ToTimeSpan(), time, either.Token);
        await Task.WhenAny(again, due);
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
