using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What matches no team waits, is counted, and is never lost on its way to one.</summary>
public sealed class UnroutedTests
{
    private static readonly string Key = StableHash.Of("response", "survey", "r-1");

    private static async Task<Hotel> WithOneWaitingAsync()
    {
        var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 3, "The hedge is high.", "garden"));
        Assert.Equal(1, await hotel.Intake.CountUnroutedAsync(CancellationToken.None));
        await hotel.AllIsWellAsync();
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));
        return hotel;
    }

    private static async Task IsThereOnceAsync(Hotel hotel, string words, string channel = FrontDesk)
    {
        await hotel.CardAsync(words, channel);
        await UntilAsync(async () => await hotel.Intake.CountUnroutedAsync(CancellationToken.None) == 0);
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(channel));
    }

    [Fact]
    public async Task It_finds_its_team_when_the_teams_change()
    {
        await using var hotel = await WithOneWaitingAsync();
        await hotel.ApplyTeamsAsync(gardenTeam: Restaurant);
        await IsThereOnceAsync(hotel, "The hedge is high.", Restaurant);
    }

    [Fact]
    public async Task It_finds_its_team_when_it_comes_again_changed()
    {
        await using var hotel = await WithOneWaitingAsync();
        await hotel.SendAsync(Response("r-1", 3, "The hedge is too high.", "front desk"));
        await IsThereOnceAsync(hotel, "The hedge is too high.");
        Assert.Equal(0, await hotel.Intake.RouteWaitingAsync(PostChoice.All, CancellationToken.None));
    }

    [Fact]
    public async Task A_change_while_it_waits_is_what_the_team_sees()
    {
        await using var hotel = await WithOneWaitingAsync();
        await hotel.SendAsync(Response("r-1", 3, "The hedge is ten feet high.", "garden"));
        Assert.Equal(1, await hotel.Intake.CountUnroutedAsync(CancellationToken.None));
        await hotel.ApplyTeamsAsync(gardenTeam: FrontDesk);
        await IsThereOnceAsync(hotel, "The hedge is ten feet high.");
    }

    [Fact]
    public async Task Stopped_before_it_was_stored_with_its_team_it_gets_there_after_the_next_start()
    {
        await using var hotel = await WithOneWaitingAsync();
        await MarkAsync(hotel);
        await MoveAsync(hotel);
        await hotel.StopBotAsync();
        await hotel.StartBotAsync();
        await IsThereOnceAsync(hotel, "The hedge is high.");
    }

    [Fact]
    public async Task Stopped_before_it_left_the_waiting_it_does_not_replace_what_came_to_the_team_since()
    {
        await using var hotel = await WithOneWaitingAsync();
        await MarkAsync(hotel);
        await MoveAsync(hotel);
        await hotel.SendAsync(Response("r-1", 3, "The hedge is cut.", "front desk"));
        await hotel.Intake.RouteWaitingAsync(PostChoice.Fresh, CancellationToken.None);
        await IsThereOnceAsync(hotel, "The hedge is cut.");
    }

    [Fact]
    public async Task A_change_that_crossed_with_the_move_is_not_lost()
    {
        await using var hotel = await WithOneWaitingAsync();
        await hotel.SendAsync(Response("r-1", 3, "The hedge is higher.", "garden"));
        await MoveAsync(hotel);
        await hotel.Intake.RouteWaitingAsync(PostChoice.Fresh, CancellationToken.None);
        await IsThereOnceAsync(hotel, "The hedge is higher.");
    }

    [Fact]
    public async Task Twenty_deliveries_and_the_routing_at_once_make_one_card()
    {
        await using var hotel = await WithOneWaitingAsync();
        var again = Response("r-1", 3, "The hedge is too high.", "front desk");
        again["answeredAt"] = "2026-11-20T09:12:00Z";
        await hotel.ApplyTeamsAsync(gardenTeam: FrontDesk);
        await Task.WhenAll([
            .. Enumerable.Range(0, 20).Select(_ => (Task)hotel.SendAsync((System.Text.Json.Nodes.JsonObject)again.DeepClone())),
            .. Enumerable.Range(0, 5).Select(_ => hotel.Intake.RouteWaitingAsync(PostChoice.Fresh, CancellationToken.None))]);
        await IsThereOnceAsync(hotel, "The hedge is too high.");
    }

    private static async Task MarkAsync(Hotel hotel)
    {
        var row = (await hotel.Store.GetAsync(TeamRows.Unrouted, TeamRows.Response + Key, CancellationToken.None))!;
        row["Moving"] = true;
        Assert.IsType<TransactionOutcome.Committed>(await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Replace(row)], CancellationToken.None));
    }

    private static async Task MoveAsync(Hotel hotel)
    {
        var row = (await hotel.Store.GetAsync(TeamRows.WhereaboutsOf("survey"), Key, CancellationToken.None))!;
        row["Team"] = FrontDesk;
        Assert.IsType<TransactionOutcome.Committed>(await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Replace(row)], CancellationToken.None));
    }
}
