using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Tests.Delivery;

/// <summary>How many at once · whose turn is next · what has places of its own · who lets go.</summary>
public sealed class SendingPlacesTests
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private readonly SendingPlaces places = new();

    private static OutboxMessage Message(string rowKey, string workspace = "T1", bool isRedraw = false) => new(
        rowKey, rowKey, new(Platform.Slack, workspace, "C1"), Urgency.Urgent, isRedraw ? new OutgoingContent.Redraw("slot") : new OutgoingContent.Post("slot"), Instant.MinValue, 0, null, null, null);

    private Task<IDisposable?> EnterAsync(string rowKey, string workspace = "T1", bool isRedraw = false, Task? rung = null, CancellationToken cancellationToken = default) =>
        places.EnterAsync(Message(rowKey, workspace, isRedraw), rung ?? Never, cancellationToken);

    private async Task<List<IDisposable>> FillAsync()
    {
        var taken = new List<IDisposable>();
        for (var i = 0; i < SendingPlaces.AtOnce; i++) taken.Add((await EnterAsync("o-1-0"))!);
        return taken;
    }

    [Fact]
    public async Task Who_finds_all_places_taken_waits_for_one_to_be_left()
    {
        var taken = await FillAsync();
        Assert.False(places.HasQueue(Platform.Slack, "T2"));
        Assert.False(places.HasQueue(Platform.Slack, "T1"));

        var next = EnterAsync("o-1-1");
        Assert.False(next.IsCompleted);
        Assert.True(places.HasQueue(Platform.Slack, "T1"));

        taken[0].Dispose();
        Assert.NotNull(await next);
        Assert.False(places.HasQueue(Platform.Slack, "T1"));
    }

    [Fact]
    public async Task Urgent_goes_before_routine_and_what_was_made_first_before_the_rest()
    {
        var taken = await FillAsync();
        var gone = new List<string>();
        var waiting = new[] { "o-1-1", "o-0-3", "o-0-2", "o-1-0" }.Select(async rowKey =>
        {
            using var place = await EnterAsync(rowKey);
            lock (gone) gone.Add(rowKey);
        }).ToList();

        // One place goes from each to the next.
        taken[0].Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(["o-0-2", "o-0-3", "o-1-0", "o-1-1"], gone);
    }

    [Fact]
    public async Task Redrawn_messages_and_other_workspaces_have_places_of_their_own()
    {
        await FillAsync();
        Assert.NotNull(await EnterAsync("o-1-1", isRedraw: true));
        Assert.NotNull(await EnterAsync("o-1-1", "T2"));
    }

    [Fact]
    public async Task Who_is_rung_lets_go_and_takes_nobodys_place()
    {
        var taken = await FillAsync();
        var rung = new TaskCompletionSource();
        var (first, second) = (EnterAsync("o-0-1", rung: rung.Task), EnterAsync("o-0-2"));
        rung.SetResult();
        Assert.Null(await first);

        taken[0].Dispose();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Who_was_rung_before_still_takes_a_place_that_is_free() => Assert.NotNull(await EnterAsync("o-0-1", rung: Task.CompletedTask));

    [Fact]
    public async Task Who_is_cancelled_takes_nobodys_place()
    {
        var taken = await FillAsync();
        using var patience = new CancellationTokenSource();
        var (first, second) = (EnterAsync("o-0-1", cancellationToken: patience.Token), EnterAsync("o-0-2"));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        taken[0].Dispose();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task A_place_that_is_left_twice_is_left_once()
    {
        var taken = await FillAsync();
        taken[0].Dispose();
        taken[0].Dispose();
        Assert.NotNull(await EnterAsync("o-1-1"));
        Assert.False(EnterAsync("o-1-2").IsCompleted);
    }
}
