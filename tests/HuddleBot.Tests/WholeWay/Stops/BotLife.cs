namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// The life of one bot, as its storage and its network see it. It can end at any write or call: from then on nothing of that bot has any effect and nothing comes back to it.
/// </summary>
/// <param name="kill">Ends the process, where it has one of its own.</param>
internal sealed class BotLife(Trail trail, Action? kill = null)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;

    public bool IsOver => ended.Task.IsCompleted;

    /// <summary>Completes at the end.</summary>
    public Task Ended => ended.Task;

    /// <summary>Messages that it has sent to Microsoft Teams, and of which it has not stored that they arrived.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    /// <returns>The number of the step; null: the bot is dead, and does not take it.</returns>
    public int? Before(Passing passing)
    {
        if (IsOver) return null;
        var (number, dies) = trail.Before(passing.Step);
        if (dies)
        {
            End();
            return null;
        }

        if (passing.IsPost) Interlocked.Increment(ref underWay);
        return number;
    }

    /// <returns>Whether the bot lives on.</returns>
    public bool After(int number, Passing passing)
    {
        if (passing.Settled > 0) Interlocked.Add(ref underWay, -passing.Settled);
        if (!IsOver && trail.After(number, passing.Step)) End();
        return !IsOver;
    }

    private void End()
    {
        kill?.Invoke();
        ended.TrySetResult();
    }
}
