using HuddleBot.Playground.Faults;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>Somebody sets the machine's clock while messages wait.</summary>
public sealed class ClockTests
{
    private const string Lift = "The lift is slow.";

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public async Task A_message_that_was_sent_by_a_clock_that_was_ahead_is_found_after_it_was_put_right(int hours)
    {
        var time = new TestTime();
        var clock = new SetClock(time);
        await using var hotel = await OpenAsync(time: time, clock: clock);
        hotel.Slack.Inject(new Fault(FaultKind.RateLimited) { Method = "chat.postMessage", RetryAfter = 1 });
        hotel.Slack.Inject(new Fault(FaultKind.DropAnswer) { Method = "chat.postMessage" });
        hotel.Slack.Inject(new Fault(FaultKind.RateLimited) { Method = "conversations.history", RetryAfter = 1 });
        await hotel.SendAsync(Response("r-1", 3, Lift));
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Any(call => call.Fault == nameof(FaultKind.RateLimited)));
        clock.Set(TimeSpan.FromHours(hours));
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Any(call => call.Method == "conversations.history"), TimeSpan.FromSeconds(20));
        clock.Set(TimeSpan.Zero);

        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Equal(1, hotel.Slack.Calls.Count(call => call is { Method: "chat.postMessage", IsOk: true }));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-24)]
    public async Task What_was_put_off_does_not_wait_for_the_hours_that_the_clock_is_put_back(int hours)
    {
        var time = new TestTime();
        var clock = new SetClock(time);
        await using var hotel = await OpenAsync(time: time, clock: clock);
        hotel.Slack.Inject(new Fault(FaultKind.RateLimited) { Method = "chat.postMessage", RetryAfter = 2 });
        await hotel.SendAsync(Response("r-1", 3, Lift), Response("r-2", 3, "The tap drips."));
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Any(call => call.Fault == nameof(FaultKind.RateLimited)));
        clock.Set(TimeSpan.FromHours(hours));

        await hotel.CardAsync(Lift);
        await hotel.CardAsync("The tap drips.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    /// <summary>Slack asks for a day: an hour is the longest that the bot waits without asking again, and nothing is parked.</summary>
    [Fact]
    public async Task A_day_of_Retry_After_is_asked_again_after_an_hour()
    {
        var time = new TestTime();
        await using var hotel = await OpenAsync(time: time);
        hotel.Slack.Inject(new Fault(FaultKind.RateLimited) { Method = "chat.postMessage", RetryAfter = 86_400 });
        await hotel.SendAsync(Response("r-1", 3, Lift));
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Any(call => call.Fault is not null));
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, Core.Storage.TeamRows.Outbox)).Any(row => row.GetInstant("NotBefore") is not null));
        time.Skip(TimeSpan.FromMinutes(61));
        await hotel.CardAsync(Lift);
        await hotel.AllIsWellAsync();
    }
}
