using System.Collections.Concurrent;

namespace HuddleBot.Slack.Inbound;

/// <summary>
/// Work in progress and just done, by what identifies a delivery: the same again shares it. What must hold for ever and in every replica is kept by the desk, under
/// its operation ids; this keeps private notes and opened forms from coming twice.
/// </summary>
public sealed class SlackDeliveries(TimeProvider time) : IHostedService
{
    /// <summary>Slack tries an event again at once, after one minute and after five.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<SlackOutcome>>> works = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, Lazy<Task<SlackOutcome>> Work, DateTimeOffset At)> done = new();
    private readonly ConcurrentDictionary<Task, bool> running = new();

    /// <returns>The work, and whether this is the delivery that began it.</returns>
    public (Task<SlackOutcome> Work, bool IsFirst) Start(string key, Func<Task<SlackOutcome>> work)
    {
        ForgetOld();
        var mine = new Lazy<Task<SlackOutcome>>(() => Task.Run(work));
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

    private async Task FinishAsync(string key, Lazy<Task<SlackOutcome>> work)
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
