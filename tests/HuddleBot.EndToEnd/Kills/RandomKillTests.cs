using System.Globalization;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.EndToEnd.Processes;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>Ten kills at moments drawn from a fixed seed, while responses come in and people tap.</summary>
public sealed class RandomKillTests
{
    private const int Rounds = 10;
    private const int ResponsesARound = 4;

    [Fact]
    public async Task Whenever_the_bot_is_killed_every_response_has_one_card_and_every_accepted_tap_shows()
    {
        var random = new Random(20261122);
        await using var hotel = await OpenAsync("""{ "perHour": 1000 }""");
        var celebrated = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var calls = hotel.Slack.Calls.Count;
            var coming = Task.WhenAll(Enumerable.Range(round * ResponsesARound, ResponsesARound).Select(i => hotel.SendUntilTakenAsync(Response($"r-{i}", i % 11, WordsOf(i), ChannelOf(i)))));
            var tapping = TapAsync(hotel, random.Next(Math.Max(1, round * ResponsesARound)), celebrated);

            // Before the new bot has the lease, or in the middle of its work.
            var callsFirst = random.Next(4);
            await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Count >= calls + callsFirst, TimeSpan.FromSeconds(40));
            await Task.Delay(random.Next(60));
            await hotel.KillBotAsync();
            await tapping;
            await hotel.StartBotAsync();
            await coming;
        }

        await hotel.Slack.WaitUntilAsync(() => All().All(i => hotel.CardsWith(WordsOf(i), ChannelOf(i)).Count > 0), TimeSpan.FromSeconds(60));
        await hotel.AllIsWellAsync();
        Assert.All(All(), i => Assert.Single(hotel.CardsWith(WordsOf(i), ChannelOf(i))));
        Assert.Equal(Rounds * ResponsesARound, await hotel.CountAsync(TeamRows.Response));
        Assert.NotEmpty(celebrated);
        Assert.All(celebrated, words => Assert.Contains("Celebrated by", hotel.Slack.MessagesIn(FrontDesk).Concat(hotel.Slack.MessagesIn(Restaurant)).Single(card => card.AllText.Contains(words, StringComparison.Ordinal)).AllText, StringComparison.Ordinal));
    }

    private static IEnumerable<int> All() => Enumerable.Range(0, Rounds * ResponsesARound);

    private static string WordsOf(int i) => string.Create(CultureInfo.InvariantCulture, $"What guest {i:D3} said");

    private static string ChannelOf(int i) => i % 2 == 0 ? FrontDesk : Restaurant;

    /// <summary>A tap on a card that is there; what the bot acknowledged is to hold.</summary>
    private static async Task TapAsync(LiveHotel hotel, int i, List<string> celebrated)
    {
        if (hotel.CardsWith(WordsOf(i), ChannelOf(i)).SingleOrDefault() is not { } card || card.AllText.Contains("Celebrated by", StringComparison.Ordinal)) return;
        if (celebrated.Contains(WordsOf(i))) return;
        var tap = await hotel.Slack.ClickAsync(ChannelOf(i) == FrontDesk ? "U0001" : "U0005", card.Channel, card.Ts, Verbs.Celebrate);
        if (tap.IsOk) celebrated.Add(WordsOf(i));
    }
}
