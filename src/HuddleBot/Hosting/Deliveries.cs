using System.Collections.Concurrent;

namespace HuddleBot.Hosting;

/// <summary>
/// Work in progress and just done, by what identifies a delivery: the same again shares it. What must hold for ever and in every replica is kept by the desk, under
/// its operation ids; this keeps private notes and opened forms from coming twice.
/// </summary>
/// <typeparam name="T">What comes of a delivery.</typeparam>
public sealed class Deliveries<T>(TimeProvider time) : IHostedService where T : IDeliveryOutcome
{
    /// <summary>Slack tries an event again at once, after one minute and after five; Microsoft Teams within seconds.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> works = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, Lazy<Task<T>> Work, DateTimeOffset At)> done = new();
    private readonly ConcurrentDictionary<Task, bool> running = new();

    /// <returns>The work, and whether this is the delivery that began it.</returns>
    public (Task<T> Work, bool IsFirst) Start(string key, Func<Task<T>> work)
    {
        ForgetOld();
        var mine = new Lazy<Task<T>>(() => Task.Run(work));
        var kept = works.GetOrAdd(key, mine);
        if (kept != mine) return (kept.Value, false);
        Keep(FinishAsync(key, kept));
        return (kept.Value, true);
    }

    /// <summary>The bot does not stop before this is done (or the host loses its patience).</summary>
    public void Keep(Task task)
    {
        running[task] = true;
        _ = task.ContinueWith(finished => running.TryRemove(finished, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAny(Task.WhenAll(running.Keys), Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));

    private async Task FinishAsync(string key, Lazy<Task<T>> work)
    {
        await ((Task)work.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.Value.IsCompletedSuccessfully && !(await work.Value).MayRepeat) done.Enqueue((key, work, time.GetUtcNow()));
        else works.TryRemove(new(key, work));
    }

    private void ForgetOld()
    {
        var horizon = time.GetUtcNow() - Remembered;
        while (done.TryPeek(out var oldest) && oldest.At < horizon && done.TryDequeue(out var entry)) works.TryRemove(new(entry.Key, entry.Work));
    }
}

/// <summary>What comes of a delivery.</summary>
public interface IDeliveryOutcome
{
    /// <summary>For the same delivery once more: this came to nothing final, work on it again.</summary>
    bool MayRepeat { get; }
}
