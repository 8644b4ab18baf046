namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// The life of one bot, as its storage and its network see it. It can end at any write or call: from then on nothing of that bot has any effect and nothing comes back to it,
/// as after <c>kill -9</c>.
/// </summary>
internal sealed class BotLife
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> points = [];
    private Stop? stop;

    /// <summary>Completes at the end.</summary>
    public Task Ended => ended.Task;

    public bool IsOver => ended.Task.IsCompleted;

    /// <summary>What was written and called since <see cref="Begin"/>, in order: the places where it could have ended.</summary>
    public IReadOnlyList<string> Points
    {
        get
        {
            lock (gate) return [.. points];
        }
    }

    /// <summary>Where it ended.</summary>
    public string? End { get; private set; }

    /// <summary>Counts from here on.</summary>
    /// <param name="next">Null: it lives on.</param>
    public void Begin(Stop? next)
    {
        lock (gate)
        {
            points.Clear();
            stop = next;
        }
    }

    /// <summary>Does something that shows outside, and that a bot may die of.</summary>
    public async Task<T> PassAsync<T>(string point, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        await GoOnAsync(cancellationToken);
        bool isLast;
        lock (gate)
        {
            points.Add(point);
            isLast = points.Count == stop?.Point;
            if (isLast) End = $"{(stop!.IsDoneAllTheSame ? "after" : "before")} {point}";
        }

        if (isLast && !stop!.IsDoneAllTheSame) ended.TrySetResult();
        await GoOnAsync(cancellationToken);
        var result = await act();
        if (isLast) ended.TrySetResult();
        await GoOnAsync(cancellationToken);
        return result;
    }

    /// <summary>Nothing goes on after the end.</summary>
    public Task GoOnAsync(CancellationToken cancellationToken) => IsOver ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;
}

/// <param name="Point">The number of the write or call, from 1.</param>
/// <param name="IsDoneAllTheSame">It is done, and the bot does not live to hear of it.</param>
internal sealed record Stop(int Point, bool IsDoneAllTheSame);
