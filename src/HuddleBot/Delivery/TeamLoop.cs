using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>
/// Works for one team, never twice at once: when woken, and when the work said that more is due. At rest it is a timer at most: there are thousands of teams.
/// </summary>
/// <param name="breath">After each look it rests so long before it looks again: what comes meanwhile is found together, where a look for each would take the processor from those who click.</param>
/// <param name="work">Gets what completes when it is woken again meanwhile. Answers when to look again; null: when woken.</param>
internal sealed class TeamLoop(UnhurriedWork unhurried, TimeProvider time, TimeSpan breath, Func<Task, CancellationToken, Task<Instant?>> work, CancellationToken cancellationToken)
{
    // Timers hold no longer times; the dispatcher wakes every team far more often.
    private static readonly Duration LongestWait = Duration.FromHours(1);

    private readonly Lock change = new();
    private Task working = Task.CompletedTask;
    private bool isWorking, isWokenAgain;
    private TaskCompletionSource rung = NewBell();
    private ITimer? due;

    /// <summary>Completes when it rests or has ended, and fails where the work did.</summary>
    public Task Working
    {
        get
        {
            lock (change) return working;
        }
    }

    /// <summary>Starts to work, or has it look once more when it has looked and taken breath. Nothing once it was cancelled.</summary>
    public void Wake()
    {
        lock (change)
        {
            if (cancellationToken.IsCancellationRequested) return;
            if (isWorking)
            {
                isWokenAgain = true;
                rung.TrySetResult();
                return;
            }

            isWorking = true;
            working = unhurried.RunAsync(WorkAsync);
        }
    }

    /// <summary>To be called when it was cancelled: completes when it works no more.</summary>
    public Task EndAsync()
    {
        lock (change)
        {
            due?.Dispose();
            return working;
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            Instant? next;
            do
            {
                next = await work(Begin(), cancellationToken);

                // By the machine's clock: this is about its load.
                await Task.Delay(breath, cancellationToken);
            }
            while (!MayRest(next));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    private Task Begin()
    {
        lock (change)
        {
            isWokenAgain = false;
            if (rung.Task.IsCompleted) rung = NewBell();
            return rung.Task;
        }
    }

    private bool MayRest(Instant? next)
    {
        lock (change)
        {
            var now = time.GetCurrentInstant();
            if (isWokenAgain || next <= now) return false;
            isWorking = false;
            if (next is { } at)
            {
                due ??= time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                due.Change(Duration.Min(LongestWait, at - now).ToTimeSpan(), Timeout.InfiniteTimeSpan);
            }

            return true;
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
