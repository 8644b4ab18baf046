using HuddleBot.Hosting;

namespace HuddleBot.Tests.Hosting;

/// <summary>What nobody waits for: a part of the processors, any number under way.</summary>
public sealed class UnhurriedWorkTests
{
    private const int Many = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly UnhurriedWork unhurried = new();

    [Fact]
    public async Task It_takes_half_of_the_processors_at_most_also_after_an_await()
    {
        var (atOnce, most) = (0, 0);
        void Work()
        {
            InterlockedMax(Interlocked.Increment(ref atOnce));
            Thread.SpinWait(20_000);
            Interlocked.Decrement(ref atOnce);
        }

        void InterlockedMax(int seen)
        {
            for (var known = most; seen > known && Interlocked.CompareExchange(ref most, seen, known) != known; known = most)
            {
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => unhurried.RunAsync(async () =>
        {
            Work();
            await Task.Yield();
            Work();
        }))).WaitAsync(Patience);
        Assert.InRange(most, 1, Math.Max(1, Environment.ProcessorCount / 2));
    }

    [Fact]
    public async Task Who_waits_for_something_keeps_nobody_from_working()
    {
        var (begun, answer) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var all = Task.WhenAll(Enumerable.Range(0, Many).Select(_ => unhurried.RunAsync(async () =>
        {
            if (Interlocked.Increment(ref begun) == Many) answer.SetResult();
            await answer.Task;
        })));
        await all.WaitAsync(Patience);
    }

    [Fact]
    public async Task What_goes_wrong_is_told_to_who_asked_for_it() =>
        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidOperationException>(() => unhurried.RunAsync(() => throw new InvalidOperationException("a bug")))).Message);
}
