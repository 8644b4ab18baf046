namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// The life of one bot, as its storage and its network see it. It can end at any write or call: from then on nothing of that bot has any effect and nothing comes back to it.
/// </summary>
/// <param name="kill">Ends the process, where it has one of its own.</param>
internal sealed class BotLife(Trail trail, Action? kill = null)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int posts;
    private int claims;

    public bool IsOver => ended.Task.IsCompleted;

    /// <summary>Completes at the end.</summary>
    public Task Ended => ended.Task;

    /// <summary>Messages that it has sent to Microsoft Teams, and of which it has not stored that they arrived: what others do with them later changes nothing in it.</summary>
    public int UnderWay => Math.Max(0, Math.Min(Volatile.Read(ref posts), Volatile.Read(ref claims)));

    /// <returns>The number of the step; null: the bot is dead, and does not take it.</returns>
    public async Task<int?> BeforeAsync(Passing passing)
    {
        await trail.HoldAsync(passing.Step);
        if (IsOver) return null;
        var (number, dies) = trail.Before(passing.Step);
        if (dies)
        {
            End();
            return null;
        }

        if (passing.IsPost) Interlocked.Increment(ref posts);
        return number;
    }

    /// <returns>Whether the bot lives on.</returns>
    public bool After(int number, Passing passing)
    {
        Interlocked.Add(ref posts, -passing.Settled);
        Interlocked.Add(ref claims, passing.Claimed - passing.Settled);
        if (!IsOver && trail.After(number, passing.Step)) End();
        return !IsOver;
    }

    private void End()
    {
        kill?.Invoke();
        ended.TrySetResult();
    }
}
