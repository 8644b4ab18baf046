using HuddleBot.Core.Cards;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Two replicas on one storage: every card once, clicks on either, and one takes over from the other.</summary>
public abstract class TwoBots
{
    private protected abstract Task<Hotel> OpenAsync();

    [Fact]
    public async Task Both_take_feedback_and_clicks_and_each_card_is_there_once()
    {
        await using var hotel = await OpenAsync();
        await using var other = await hotel.StartAnotherBotAsync();
        var first = hotel.Bot;
        var card = await hotel.CommentAsync("The lift is slow.");
        hotel.SendClicksTo(other);
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom is fixing it");
        hotel.Succeed(other);
        var second = await hotel.CommentAsync("The tap drips.");

        // The same two people at the same moment, each at another replica.
        var (toms, bens) = (await hotel.OpenFormAsync("U0001", second, Verbs.Fix), await hotel.OpenFormAsync("U0004", second, Verbs.Escalate));
        var submitted = hotel.Slack.SubmitAsync("U0001", toms.Id);
        hotel.SendClicksTo(first);
        await Task.WhenAll(submitted, hotel.Slack.SubmitAsync("U0004", bens.Id));
        await hotel.AllIsWellAsync();
        Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(second)));
        Assert.Single(hotel.Slack.OpenViewsOf("U0001").Concat(hotel.Slack.OpenViewsOf("U0004")));
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
        await other.StopAsync();
        hotel.Succeed(first);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_takes_over_when_the_other_is_stopped_or_just_gone(bool stopped)
    {
        await using var hotel = await OpenAsync();
        var other = await hotel.StartAnotherBotAsync();
        await hotel.CommentAsync("The lift is slow.");
        var gone = hotel.Bot;
        hotel.Succeed(other);
        await EndAsync(gone, stopped);
        await hotel.CommentAsync("The tap drips.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    /// <summary>Disposed without being stopped, a bot gives nothing back and finishes nothing, as when its process is killed.</summary>
    private static async Task EndAsync(WebApplication bot, bool stopped)
    {
        if (stopped) await bot.StopAsync();
        await bot.DisposeAsync();
    }
}

public sealed class TwoBotsOnSqliteTests : TwoBots
{
    private protected override Task<Hotel> OpenAsync() => Hotel.OpenAsync();
}

[Collection(AzuriteTests.Name)]
public sealed class TwoBotsOnAzureTablesTests(AzuriteFixture azurite) : TwoBots
{
    private protected override Task<Hotel> OpenAsync() => Hotel.OpenAsync(azureTables: azurite.ConnectionString);
}
