using System.Net;
using HuddleBot.Playground.Faults;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary><c>/readyz</c> while a platform takes nothing: ready, since feedback and the other platform go on, and it says so.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_token_that_was_revoked_is_told_until_it_is_mended_and_a_closed_channel_is_not()
    {
        var time = new TestTime();
        await using var hotel = await OpenAsync(time: time);
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Channel = "C0002", Error = "is_archived", Times = null }))
        {
            await hotel.SendAsync(Response("r-1", 3, "The soup is cold.", "restaurant"));
            await UntilAsync(async () => (await hotel.RowsOfAsync("restaurant", Core.Storage.TeamRows.Outbox)).SingleOrDefault()?.GetString("WaitsFor") is not null);
        }

        Assert.Equal("ready", await AskAsync(hotel));
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.*", Error = "token_revoked", Times = null }))
        {
            await hotel.SendAsync(Response("r-2", 3, "The lift is slow."));
            await UntilAsync(async () => (await AskAsync(hotel)).Contains('\n', StringComparison.Ordinal));
            Assert.Matches(@"^ready\nslack/T0001 takes no messages since 20\S+Z: Slack does not take the bot's token \(token_revoked\)$", await AskAsync(hotel));
        }

        // Two teams wait for the workspace: one of them asks, the other one sends when it looks again.
        var card = hotel.CardAsync("The lift is slow.");
        while (await Task.WhenAny(card, Task.Delay(20)) != card) time.Skip(TimeSpan.FromSeconds(10));
        await card;
        await UntilAsync(async () => await AskAsync(hotel) == "ready");
    }

    private static async Task<string> AskAsync(Hotel hotel)
    {
        using var http = new HttpClient { BaseAddress = new Uri(hotel.Bot.Urls.Single()) };
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
