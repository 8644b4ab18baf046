namespace HuddleBot.Hosting;

/// <summary>
/// Runs what nobody waits for (a team's news, its messages, looks at what is due) on half of the processors at most: such work comes in bursts of many teams, and a click would stand in line behind it.
/// What it awaits takes no processor, so any number of them can be under way.
/// </summary>
internal sealed class UnhurriedWork
{
    private readonly TaskScheduler scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Math.Max(1, Environment.ProcessorCount / 2)).ConcurrentScheduler;

    /// <summary>Begins it, and goes on with it after each await, when its turn comes. Completes with it.</summary>
    public Task RunAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
}
