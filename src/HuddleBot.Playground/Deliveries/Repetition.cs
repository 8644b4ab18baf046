namespace HuddleBot.Playground.Deliveries;

/// <summary>How often each delivery reaches the bot.</summary>
/// <param name="Copies">1: once, as it should be.</param>
public sealed record Repetition(int Copies, bool AtOnce)
{
    public static Repetition None { get; } = new(1, AtOnce: false);

    public static Repetition TwiceAtOnce { get; } = new(2, AtOnce: true);

    public static Repetition TwiceAfterEachOther { get; } = new(2, AtOnce: false);

    /// <param name="send">Sends a copy; the first has the number 0.</param>
    /// <returns>What came of the first copy.</returns>
    internal async Task<T> SendAsync<T>(Func<int, Task<T>> send)
    {
        if (AtOnce) return (await Task.WhenAll(Enumerable.Range(0, Copies).Select(send)))[0];
        var first = await send(0);
        for (var copy = 1; copy < Copies; copy++) await send(copy);
        return first;
    }
}
