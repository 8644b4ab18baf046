namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>What a bot must pass to write or to call anybody, in whatever process it lives.</summary>
internal interface IPath
{
    /// <summary>Does something that shows outside, and that the bot may die of; then this never comes back.</summary>
    Task<T> PassAsync<T>(Passing passing, Func<Task<T>> act, CancellationToken cancellationToken);

    /// <summary>Nothing goes on after the end.</summary>
    Task GoOnAsync(CancellationToken cancellationToken);
}

/// <summary>In this process: what is dead stands still for ever.</summary>
internal sealed class OwnPath(BotLife life) : IPath
{
    public async Task<T> PassAsync<T>(Passing passing, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        if (await life.BeforeAsync(passing) is not { } number) return await NeverAsync<T>(cancellationToken);
        var result = await act();
        return life.After(number, passing) ? result : await NeverAsync<T>(cancellationToken);
    }

    public Task GoOnAsync(CancellationToken cancellationToken) => life.IsOver ? NeverAsync<int>(cancellationToken) : Task.CompletedTask;

    private static async Task<T> NeverAsync<T>(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("the dead do not come back");
    }
}
