using HuddleBot.Core.Cards;
using HuddleBot.EndToEnd.Processes;
using HuddleBot.Playground.Faults;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>kill -9 while something that came over a socket is in hand: Slack sends events again on the next connection, and a person taps again.</summary>
public sealed class SocketKillTests
{
    [Fact]
    public async Task An_event_in_hand_comes_again_on_the_next_connection()
    {
        await using var hotel = await OpenAsync(socketMode: true);
        using (hotel.Slack.Inject(new Fault(FaultKind.TimeOut) { Method = "views.publish", Times = null }))
        {
            var opened = hotel.Slack.OpenHomeAsync("U0001");
            await hotel.UntilCalledAsync("views.publish");
            await hotel.KillBotAsync();
            Assert.Equal("connection_failed", (await opened).Failure);
        }

        Assert.Null(hotel.Slack.HomeOf("U0001"));
        await hotel.StartBotAsync();
        await hotel.Slack.WaitForAsync(() => hotel.Slack.HomeOf("U0001"), TimeSpan.FromMinutes(1));
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Deliveries[^1] is { IsAcknowledged: true, RetryNumber: > 0 });
        Assert.Empty(hotel.Slack.Complaints);
    }

    [Fact]
    public async Task A_decision_in_hand_is_all_there_or_not_at_all_and_a_second_tap_does_it_once()
    {
        await using var hotel = await OpenAsync(socketMode: true);
        await hotel.SendAsync(Response("r-1", 9, "The breakfast was a joy."));
        var card = await hotel.CardAsync("The breakfast was a joy.");
        using (hotel.Slack.Sockets.Inject(new Fault(FaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(50) }))
        {
            var click = hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate);
            await hotel.KillBotAsync();
            await click;
        }

        await hotel.StartBotAsync();
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Tom");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_stop_that_is_asked_for_closes_the_connections()
    {
        await using var hotel = await OpenAsync(socketMode: true);
        await hotel.Bot.StopAsync();
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Sockets.Count == 0);
    }
}
