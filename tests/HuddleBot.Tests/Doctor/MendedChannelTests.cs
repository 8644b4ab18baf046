using HuddleBot.Core.Storage;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Doctor;

/// <summary>What waits for a channel goes out as soon as somebody mends it, long before its next try would be due.</summary>
public sealed class MendedChannelTests
{
    [Fact]
    public async Task The_bot_is_invited()
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.RemoveMember(FrontDesk, "huddlebot");
        await WaitsAsync(hotel);

        // Somebody else who joins mends nothing.
        await hotel.Slack.AddMemberAsync(FrontDesk, "U0005");
        Assert.True(await IsPutOffAsync(hotel));
        await hotel.Slack.AddMemberAsync(FrontDesk, "huddlebot");
        await ArrivesAsync(hotel);
    }

    [Fact]
    public async Task The_channel_is_brought_back()
    {
        await using var hotel = await OpenAsync();
        await hotel.Slack.ArchiveAsync(FrontDesk);
        await WaitsAsync(hotel);
        await hotel.Slack.ArchiveAsync(FrontDesk, archived: false);
        await ArrivesAsync(hotel);
    }

    private static async Task WaitsAsync(Hotel hotel)
    {
        await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await IsPutOffAsync(hotel)) await Task.Delay(20, limit.Token);
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));
    }

    private static async Task<bool> IsPutOffAsync(Hotel hotel) =>
        await hotel.Store.QueryAsync("team-front-desk", TeamRows.Outbox, null, CancellationToken.None).AnyAsync(row => row.GetInstant("NotBefore") is not null);

    private static async Task ArrivesAsync(Hotel hotel)
    {
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }
}
