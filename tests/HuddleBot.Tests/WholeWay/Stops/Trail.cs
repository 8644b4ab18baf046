namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>The steps of all bots on one storage, in the order in which they come; at one of them the bot that takes it dies.</summary>
/// <param name="slow">So long the storage takes for each decision of a person.</param>
internal sealed class Trail(TimeSpan slow, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<string> steps = [];
    private readonly List<string> deaths = [];
    private TaskCompletionSource death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string act = "start";
    private Stop? stop;
    private int count;
    private int held;

    /// <summary>Of all writes and calls from the first on.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Somebody waits for a slow storage.</summary>
    public bool IsHeld => Volatile.Read(ref held) > 0;

    /// <summary>What was written and called since <see cref="Begin"/>: the places where a bot could have died.</summary>
    public IReadOnlyList<string> Steps
    {
        get
        {
            lock (gate) return [.. steps];
        }
    }

    /// <summary>Where bots died, from the first on.</summary>
    public IReadOnlyList<string> Deaths
    {
        get
        {
            lock (gate) return [.. deaths];
        }
    }

    /// <summary>Completes at the next death.</summary>
    public Task NextDeath
    {
        get
        {
            lock (gate) return death.Task;
        }
    }

    /// <summary>Counts from here on.</summary>
    /// <param name="name">What people do now.</param>
    /// <param name="next">Null: all live on.</param>
    public void Begin(string name, Stop? next)
    {
        lock (gate)
        {
            steps.Clear();
            (act, stop) = (name, next);
        }
    }

    /// <summary>As long as the storage takes before it writes.</summary>
    public async Task HoldAsync(string step)
    {
        if (slow == TimeSpan.Zero || !step.Contains(" +h", StringComparison.Ordinal)) return;
        Interlocked.Increment(ref held);
        await Task.Delay(slow, clock);
        Interlocked.Decrement(ref held);
    }

    /// <returns>The number of this step, from 1; and whether its bot dies before it.</returns>
    public (int Number, bool Dies) Before(string step)
    {
        lock (gate)
        {
            steps.Add(step);
            count++;
            return (steps.Count, stop is { IsDoneAllTheSame: false } && DiesAt(steps.Count, step));
        }
    }

    /// <returns>Whether its bot dies after it.</returns>
    public bool After(int number, string step)
    {
        lock (gate) return stop is { IsDoneAllTheSame: true } && DiesAt(number, step);
    }

    private bool DiesAt(int number, string step)
    {
        if (stop!.At is { } at ? !step.Contains(at, StringComparison.Ordinal) : number != stop.Step) return false;
        deaths.Add($"{act}, {(stop.IsDoneAllTheSame ? "after" : "before")} {number}: {step}");
        stop = null;
        var now = death;
        death = new(TaskCreationOptions.RunContinuationsAsynchronously);
        now.SetResult();
        return true;
    }
}

/// <param name="Step">The number of the write or call, from 1.</param>
/// <param name="IsDoneAllTheSame">It is done, and the bot does not live to hear of it.</param>
internal sealed record Stop(int Step, bool IsDoneAllTheSame)
{
    /// <summary>Instead of the number: the first with these words in its name.</summary>
    public string? At { get; init; }
}

/// <summary>What a bot is about to do that shows outside.</summary>
/// <param name="IsPost">It sends a message to Microsoft Teams, where nobody can look later whether it arrived.</param>
/// <param name="Claimed">So many messages to Microsoft Teams this bot is about to send when this is written; negative: so many fewer.</param>
/// <param name="Settled">So many are known to have arrived when this is written.</param>
internal sealed record Passing(string Step, bool IsPost = false, int Claimed = 0, int Settled = 0);
