using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Replicas;

/// <summary>One process sends at a time: how it goes from one to the next without a card that is lost, doubled or old.</summary>
[Collection(AzuriteTests.Name)]
public sealed class HandOverTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_stop_finishes_what_is_on_its_way_to_Slack_and_the_next_goes_on_at_once()
    {
        await using var hotel = await OpenAsync(azureTables: azurite.ConnectionString);
        var other = await hotel.StartAnotherBotAsync();
        using (hotel.Slack.Inject(new Fault(FaultKind.Slow) { Method = "chat.postMessage", Delay = OnItsWay }))
        {
            await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
            await UntilClaimedAsync(hotel);
            await hotel.SendAsync(Response("r-2", 3, "The tap drips."));
            await StopAsync(hotel, other);
        }

        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        await hotel.CardAsync("The tap drips.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);

        // Nobody had to look whether it had arrived.
        Assert.DoesNotContain(hotel.Slack.Calls, call => call.Method == "conversations.history");
    }

    [Fact]
    public async Task A_stop_finishes_what_is_on_its_way_to_Teams_where_nobody_could_look_for_it()
    {
        await using var hotel = await OpenMixedAsync(azureTables: azurite.ConnectionString);
        var other = await hotel.StartAnotherBotAsync();
        using (hotel.Teams.Inject(new Fault(FaultKind.Slow) { Method = "create", Delay = OnItsWay }))
        {
            await hotel.SendAsync(Response("r-1", 3, "The lift is slow.", "spa"));
            await UntilClaimedAsync(hotel);
            await StopAsync(hotel, other);
        }

        await hotel.SendAsync(Response("r-2", 3, "The tap drips.", "spa"));
        await hotel.SpaCardAsync("The tap drips.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Teams.MessagesIn(SpaChannel).Count);
    }

    [Fact]
    public async Task A_card_that_another_process_may_have_drawn_anew_is_drawn_although_it_should_look_as_before()
    {
        await using var hotel = await OpenAsync(azureTables: azurite.ConnectionString);
        var issue = hotel.IssueOn(await hotel.CommentAsync("The lift is slow."));
        await hotel.DrainedAsync();
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var claimed = new TableEntity(TeamRows.PartitionOf(issue.Team), $"{TeamRows.Outbox}0-0")
        {
            ["Key"] = "of-another", ["Channel"] = "slack/T0001/C0001", ["Urgency"] = nameof(Urgency.Urgent), ["Content"] = nameof(OutgoingContent.Redraw), ["CreatedAt"] = now, ["Attempts"] = 1,
            ["ClaimedAt"] = now, ["Slot"] = $"card-{issue.Key}",
        };
        Assert.DoesNotContain(hotel.Slack.Calls, call => call.Method == "chat.update");
        Assert.IsType<TransactionOutcome.Committed>(await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Add(claimed)], CancellationToken.None));
        await hotel.Bot.Services.GetRequiredService<IDoorbell>().RingAsync(issue.Team, CancellationToken.None);
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.Calls, call => call.Method == "chat.update");
    }

    [Fact]
    public async Task A_process_that_has_not_noticed_that_its_turn_is_over_sends_nothing_and_rings_for_the_others()
    {
        var time = new TestTime();
        var store = azurite.NewStore(out _);
        var lease = new DispatchLease(store, time);
        Assert.True(await lease.TryHoldAsync(CancellationToken.None));
        var sent = 0;
        await SendAsync();
        Assert.Equal(1, sent);

        // As if it had been frozen: nobody else counts to the end of the lease before this process has stopped.
        time.Skip(DispatchLease.Expiry - TimeSpan.FromSeconds(0.5));
        await Assert.ThrowsAsync<NotSentException>(SendAsync);
        var bell = new Doorbell(store, lease) { IsDispatching = true };
        await bell.RingAsync(new("front-desk"), CancellationToken.None);
        Assert.False(bell.Rung.TryRead(out _));
        await bell.ListenAsync(CancellationToken.None);
        Assert.True(bell.Rung.TryRead(out _));

        // Nobody has taken it meanwhile: it goes on.
        var comes = lease.Turn.ComesAsync(CancellationToken.None);
        Assert.False(comes.IsCompleted);
        Assert.True(await lease.TryHoldAsync(CancellationToken.None));
        await comes;
        await SendAsync();
        Assert.Equal(2, sent);

        async Task SendAsync()
        {
            new Sending(lease.Turn, CancellationToken.None, CancellationToken.None).Enter();
            await Sending.WhenMayGoAsync(_ => Task.CompletedTask, CancellationToken.None);
            sent++;
        }
    }

    private static async Task UntilClaimedAsync(Hotel hotel)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await hotel.Store.ScanAsync(TeamRows.TeamPartitions, patience.Token).AnyAsync(row => row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) && row.GetInstant("ClaimedAt") is not null, patience.Token))
            await Task.Delay(20, patience.Token);
    }

    /// <summary>The other one has the lease long before it could have waited it out.</summary>
    private static async Task StopAsync(Hotel hotel, WebApplication other)
    {
        var stopped = hotel.Bot;
        hotel.Succeed(other);
        await stopped.StopAsync();
        var since = TimeProvider.System.GetTimestamp();
        while (!other.Services.GetRequiredService<Doorbell>().IsDispatching) await Task.Delay(20);
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, DispatchLease.Expiry / 2);
        await stopped.DisposeAsync();
    }
}
