using HuddleBot.Delivery;
using HuddleBot.Tests.Slack;
using NodaTime;

namespace HuddleBot.Tests.Scheduling;

/// <summary>
/// One team's work: woken at rest; woken while it works; woken often; due later, and at once; cancelled while it works, while it takes breath, and at rest.
/// </summary>
public sealed class TeamLoopTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTime time = new(Start);
    private readonly CancellationTokenSource end = new();
    private readonly SemaphoreSlim begun = new(0), mayEnd = new(0);
    private readonly List<Task> bells = [];
    private readonly Queue<Instant?> nexts = new();
    private int atOnce, most, looks;

    [Fact]
    public async Task Woken_it_looks_once_and_rests()
    {
        var loop = Loop();
        Assert.True(loop.Working.IsCompletedSuccessfully);

        loop.Wake();
        await LookAsync();

        await RestAsync(loop);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task Woken_while_it_works_it_is_told_and_looks_once_more_however_often()
    {
        var loop = Loop();
        loop.Wake();
        await BegunAsync();
        Assert.False(bells[0].IsCompleted);

        for (var times = 0; times < 5; times++) loop.Wake();
        await bells[0].WaitAsync(Patience);
        mayEnd.Release();
        await LookAsync();

        await RestAsync(loop);
        Assert.Equal((2, 1), (looks, most));
        Assert.False(bells[1].IsCompleted);
    }

    [Fact]
    public async Task Woken_by_many_at_once_it_works_never_twice_at_once_and_misses_nobody()
    {
        mayEnd.Release(100_000);
        var (loop, rung, seen) = (default(TeamLoop)!, 0, 0);
        loop = new(new(), time, TimeSpan.Zero, async (_, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref atOnce));
            seen = Volatile.Read(ref rung);
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            return null;
        }, end.Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var times = 0; times < 5000; times++)
            {
                Interlocked.Increment(ref rung);
                loop.Wake();
            }
        })));

        await RestAsync(loop);
        Assert.Equal(20_000, seen);
    }

    [Fact]
    public async Task What_is_due_later_is_looked_at_when_it_is_due()
    {
        nexts.Enqueue(Instant.FromDateTimeOffset(Start) + Duration.FromMinutes(5));
        nexts.Enqueue(Instant.FromDateTimeOffset(Start));
        var loop = Loop();
        loop.Wake();
        await LookAsync();
        await RestAsync(loop);

        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, looks);
        time.Advance(TimeSpan.FromMinutes(1));

        // The second answer is due already: it looks a third time by itself.
        await LookAsync();
        await LookAsync();
        await RestAsync(loop);
        Assert.Equal(3, looks);
    }

    [Fact]
    public async Task Cancelled_while_it_works_it_ends_and_is_woken_no_more()
    {
        var loop = Loop();
        loop.Wake();
        await BegunAsync();

        await end.CancelAsync();

        await loop.EndAsync().WaitAsync(Patience);
        loop.Wake();
        Assert.True(loop.Working.IsCompletedSuccessfully);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task Cancelled_while_it_takes_breath_it_ends_at_once()
    {
        var loop = Loop(TimeSpan.FromHours(1));
        loop.Wake();
        await LookAsync();

        await end.CancelAsync();

        await loop.EndAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task Cancelled_at_rest_nothing_is_due_any_more()
    {
        nexts.Enqueue(Instant.FromDateTimeOffset(Start) + Duration.FromMinutes(5));
        var loop = Loop();
        loop.Wake();
        await LookAsync();
        await RestAsync(loop);

        await end.CancelAsync();
        await loop.EndAsync();
        time.Advance(TimeSpan.FromHours(1));

        Assert.True(loop.Working.IsCompletedSuccessfully);
        Assert.Equal(1, looks);
    }

    public void Dispose()
    {
        end.Dispose();
        begun.Dispose();
        mayEnd.Dispose();
    }

    private TeamLoop Loop(TimeSpan breath = default) => new(new(), time, breath, async (rung, cancellationToken) =>
    {
        most = Math.Max(most, Interlocked.Increment(ref atOnce));
        looks++;
        bells.Add(rung);
        begun.Release();
        await mayEnd.WaitAsync(cancellationToken);
        Interlocked.Decrement(ref atOnce);
        return nexts.TryDequeue(out var next) ? next : null;
    }, end.Token);

    private async Task BegunAsync() => Assert.True(await begun.WaitAsync(Patience));

    private async Task LookAsync()
    {
        await BegunAsync();
        mayEnd.Release();
    }

    /// <summary>Its work has ended, so that nothing but a bell or a time wakes it.</summary>
    private static Task RestAsync(TeamLoop loop) => loop.Working.WaitAsync(Patience);
}
