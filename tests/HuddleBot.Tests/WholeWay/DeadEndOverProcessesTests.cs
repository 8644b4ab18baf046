using HuddleBot.Core.Storage;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.WholeWay.DeadEndTests;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>A closed place is a row for all processes: whoever dispatches, it is told once, asked about by one, and what waits goes out in order.</summary>
[Collection(AzuriteTests.Name)]
public sealed class DeadEndOverProcessesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Two_bots_say_it_once_ask_once_and_the_one_that_is_left_sends_all_in_order()
    {
        var (time, log) = (new TestTime(), new RecordedLog());
        await using var hotel = await OpenAsync(time: time, azureTables: azurite.ConnectionString, instrument: Into(log));
        var other = await hotel.StartAnotherBotAsync();
        await hotel.Slack.ArchiveAsync(FrontDesk);
        foreach (var (id, comment) in ((string, string)[])[("r-1", "Comment one."), ("r-2", "Comment two."), ("r-3", "Comment three.")]) await hotel.SendAsync(Response(id, 3, comment));
        await WaitAsync(hotel, 3);
        await UntilAsync(async () => (await PlacesAsync(hotel)).Single().ToldAt is not null);

        // Five minutes later somebody asks, and it is one of the two, whoever holds the lease by then.
        var (asked, place) = (Posts(hotel), (await PlacesAsync(hotel)).Single());
        time.Skip(TimeSpan.FromMinutes(5));
        await UntilAsync(async () => (await PlacesAsync(hotel)).Single().NextQuestion > place.NextQuestion);
        await UntilAsync(async () => Posts(hotel) > asked && !await IsAnyClaimedAsync(hotel));
        Assert.Equal(asked + 1, Posts(hotel));

        // The other takes over: it says nothing again, and asks no sooner.
        var first = hotel.Bot;
        hotel.Succeed(other);
        await first.StopAsync();
        await first.DisposeAsync();
        await hotel.SendAsync(Response("r-4", 3, "Comment four."), Response("r-9", 3, "The soup is cold.", "restaurant"));
        await hotel.CardAsync("The soup is cold.", Restaurant);
        await WaitAsync(hotel, 4);
        Assert.Equal(asked + 2, Posts(hotel));
        Assert.Single(log.Lines, line => line.Contains("takes no messages:", StringComparison.Ordinal));
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));

        await hotel.Slack.ArchiveAsync(FrontDesk, archived: false);
        await hotel.CardAsync("Comment four.");
        await hotel.AllIsWellAsync();
        string[] words = ["one", "two", "three", "four"];
        Assert.Equal(words.Length, hotel.Slack.MessagesIn(FrontDesk).Count);
        Assert.All(words.Zip(hotel.Slack.MessagesIn(FrontDesk)), pair => Assert.True(Shows(pair.Second, $"Comment {pair.First}.")));
        await UntilAsync(async () => (await PlacesAsync(hotel)).Count == 0);
        Assert.Single(log.Lines, line => line.Contains("takes messages again", StringComparison.Ordinal));
    }

    /// <summary>The row of each is seen to wait for the place, and is in nobody's hands.</summary>
    private static Task WaitAsync(Hotel hotel, int messages) =>
        UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).Count == messages && (await PlacesAsync(hotel)).Count == 1 && !await IsAnyClaimedAsync(hotel));

    private static async Task<bool> IsAnyClaimedAsync(Hotel hotel) => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).Any(row => row.GetInstant("ClaimedAt") is not null && row.GetString("WaitsFor") is null);
}
