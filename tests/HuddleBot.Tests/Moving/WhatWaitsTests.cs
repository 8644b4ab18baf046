using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Moving;

/// <summary>What was decided and not yet told goes with the company, and is told once.</summary>
[Collection(AzuriteTests.Name)]
public sealed class WhatWaitsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Messages_that_wait_are_sent_once_after_each_move_and_the_buttons_of_old_cards_work()
    {
        await using var hotel = await OpenAsync();
        var (lift, tap) = (await hotel.CommentAsync("The lift is slow."), await hotel.CommentAsync("The tap drips."));

        // There: a decision, an escalation and a new comment wait.
        await hotel.LetEverythingWaitAsync();
        await hotel.DecideAsync("U0001", lift, Verbs.Fix);
        await hotel.DecideAsync("U0004", tap, Verbs.Escalate);
        await hotel.SendAsync(Response("r-wait", 2, "No towels."));
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).Count > 0 && (await hotel.RowsOfAsync(FrontDesk, TeamRows.Waiting)).Count > 0);
        Assert.DoesNotContain("Tom is fixing it", hotel.Now(lift).AllText, StringComparison.Ordinal);
        await hotel.MoveAsync(azurite.ConnectionString);
        await hotel.UntilShownAsync(lift, "Tom is fixing it");
        await hotel.UntilShownAsync(tap, "Ben has escalated this");
        var towels = await hotel.CardAsync("No towels.");
        var asked = await hotel.CardAsync("The tap drips.", Managers);
        await hotel.AllIsWellAsync();
        var (channel, managers) = (hotel.Slack.MessagesIn(FrontDesk).Count, hotel.Slack.MessagesIn(Managers).Count);
        Assert.Equal(3, channel);

        // And back: the manager's answer waits, given on a card from before the move.
        await hotel.LetEverythingWaitAsync();
        await hotel.Slack.ClickAsync("U0002", asked.Channel, asked.Ts, Verbs.TriageAccept);
        await hotel.DecideAsync("U0004", towels, Verbs.Fix);
        await UntilAsync(async () => (await hotel.HistoryOfAsync(hotel.IssueOn(tap))).Count == 2 && (await hotel.HistoryOfAsync(hotel.IssueOn(towels))).Count == 1);
        await hotel.MoveAsync(azureTables: null);
        await hotel.UntilShownAsync(tap, "accepted");
        await hotel.UntilShownAsync(towels, "Ben is fixing it");
        await hotel.AllIsWellAsync();
        Assert.Equal((channel, managers), (hotel.Slack.MessagesIn(FrontDesk).Count, hotel.Slack.MessagesIn(Managers).Count));

        // The survey tool sends again what it sent before both moves: known.
        Assert.Equal(1, (await hotel.SendAsync(Response("r-wait", 2, "No towels."))) is { } answer ? answer["duplicates"]!.GetValue<int>() + answer["updated"]!.GetValue<int>() : 0);
        await hotel.AllIsWellAsync();
        Assert.Equal(channel, hotel.Slack.MessagesIn(FrontDesk).Count);
    }
}
