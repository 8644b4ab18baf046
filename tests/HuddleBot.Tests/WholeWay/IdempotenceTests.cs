using System.Text.Json.Nodes;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The same response once, twice, changed, and many times at once.</summary>
public sealed class IdempotenceTests
{
    private static string Counts(JsonObject answer) => $"{answer["accepted"]} {answer["updated"]} {answer["duplicates"]} {answer["quarantined"]}";

    [Fact]
    public async Task The_same_again_is_a_duplicate_and_changes_nothing()
    {
        await using var hotel = await OpenAsync();
        var response = Response("r-1", 3, "The lift is slow.");
        Assert.Equal("1 0 0 0", Counts(await hotel.SendAsync(response)));
        await hotel.CardAsync("The lift is slow.");
        Assert.Equal("0 0 1 0", Counts(await hotel.SendAsync(response)));
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.DoesNotContain(hotel.Slack.Calls, call => call.Method == "chat.update");
    }

    [Fact]
    public async Task A_comment_that_arrives_after_the_score_edits_the_card()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 2, null));
        var card = await hotel.Slack.WaitForAsync(() => hotel.Slack.MessagesIn(FrontDesk).SingleOrDefault());
        Assert.Equal("0 1 0 0", Counts(await hotel.SendAsync(Response("r-1", 9, "The lift is slow."))));
        await hotel.UntilShownAsync(card, "The lift is slow.");
        await hotel.UntilShownAsync(card, "promoter");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_comment_that_arrives_while_the_post_waits_is_on_the_card()
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new Fault(FaultKind.ServerError) { Method = "chat.postMessage", Times = null }))
        {
            await hotel.SendAsync(Response("r-1", 2, null));
            await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Any(call => call.Fault is not null));
            Assert.Equal("0 1 0 0", Counts(await hotel.SendAsync(Response("r-1", 2, "The lift is slow."))));
        }

        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_comment_that_arrives_while_the_card_is_being_sent_is_drawn_afterwards()
    {
        await using var hotel = await OpenAsync();
        using var slow = hotel.Slack.Inject(new Fault(FaultKind.Slow) { Method = "chat.postMessage", Delay = TimeSpan.FromSeconds(1) });
        await hotel.SendAsync(Response("r-1", 2, null));
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).Any(row => row.GetInstant("ClaimedAt") is not null));
        await hotel.SendAsync(Response("r-1", 2, "The lift is slow."));
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task The_same_id_twice_in_one_delivery_is_an_update_of_itself()
    {
        await using var hotel = await OpenAsync();
        Assert.Equal("1 1 1 0", Counts(await hotel.SendAsync(Response("r-1", 2, null), Response("r-1", 2, "The lift is slow."), Response("r-1", 2, "The lift is slow."))));
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task The_same_webhook_twenty_times_at_once_is_one_card()
    {
        await using var hotel = await OpenAsync();
        var (first, second) = (Response("r-1", 3, "The lift is slow."), Response("r-2", 10, "Lovely breakfast."));
        (first["answeredAt"], second["answeredAt"]) = ("2026-11-20T09:12:00Z", "2026-11-20T09:12:00Z");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => hotel.SendAsync((JsonObject)first.DeepClone(), (JsonObject)second.DeepClone())));
        Assert.Equal((2, 38), (answers.Sum(answer => (int?)answer["accepted"]), answers.Sum(answer => (int?)answer["duplicates"])));
        await hotel.CardAsync("The lift is slow.");
        await hotel.CardAsync("Lovely breakfast.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    [Fact]
    public async Task The_same_id_from_two_sources_are_two_responses()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendFromAsync("survey", Response("r-1", 3, "The lift is slow."));
        Assert.Equal("1 0 0 0", Counts(await hotel.SendFromAsync("kiosk", Response("r-1", 3, "The tap drips."))));
        await hotel.CardAsync("The lift is slow.");
        await hotel.CardAsync("The tap drips.");
    }

    [Fact]
    public async Task A_hundred_for_two_teams_are_all_stored_with_their_team()
    {
        await using var hotel = await OpenAsync("""{ "immediately": "none" }""");
        var responses = Enumerable.Range(0, 100).Select(i => Response($"r-{i}", i % 11, $"Comment {i}", i % 2 == 0 ? "front desk" : "restaurant")).ToArray();
        Assert.Equal("100 0 0 0", Counts(await hotel.SendAsync(responses)));
        Assert.Equal(50, (await hotel.RowsOfAsync(FrontDesk, TeamRows.Response)).Count);
        Assert.Equal(50, (await hotel.RowsOfAsync(Restaurant, TeamRows.Response)).Count);
        await hotel.AllIsWellAsync();
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task An_update_that_would_be_routed_elsewhere_stays_where_its_card_is()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The soup is cold.", id: "r-1");
        Assert.Equal("0 1 0 0", Counts(await hotel.SendAsync(Response("r-1", 3, "The soup is still cold.", "restaurant"))));
        await hotel.UntilShownAsync(card, "The soup is still cold.");
        await hotel.AllIsWellAsync();
        Assert.Empty(hotel.Slack.MessagesIn(Restaurant));
    }

    [Fact]
    public async Task What_cannot_be_read_does_not_hold_up_the_rest()
    {
        await using var hotel = await OpenAsync();
        Assert.Equal("2 0 0 2", Counts(await hotel.SendAsync(Response("r-1", 3, "First."), Response("r-2", 99, "Off the scale."), Response("", 3, "No id."), Response("r-4", 3, "Fourth."))));
        await hotel.CardAsync("First.");
        await hotel.CardAsync("Fourth.");
    }
}
