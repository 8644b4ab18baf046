using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack.Workspace;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What a team's channel gets, and when.</summary>
public sealed class PostingTests
{
    // A Monday, noon in London.
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("all", 3)]
    [InlineData("detractors", 1)]
    [InlineData("none", 0)]
    public async Task A_team_chooses_what_is_posted_at_once(string immediately, int cards)
    {
        await using var hotel = await OpenAsync($$"""{ "immediately": "{{immediately}}" }""", new TestTime(speed: 10));
        await hotel.SendAsync(Response("r-1", 3, "Bad."), Response("r-2", 8, "Fair."), Response("r-3", 10, "Good."));
        await hotel.AllIsWellAsync();
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(FrontDesk).Count >= cards);
        await hotel.AllIsWellAsync();
        Assert.Equal(cards, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    [Fact]
    public async Task What_exceeds_the_hour_is_gathered_into_one_message_and_each_line_can_be_opened()
    {
        var time = new TestTime(Noon, speed: 10);
        await using var hotel = await OpenAsync(time: time);
        await hotel.SendAsync([.. Enumerable.Range(0, 50).Select(i => Response($"r-{i}", i % 11, $"Comment number {i}."))]);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(FrontDesk).Count == 12);
        await hotel.AllIsWellAsync();
        Assert.Equal(12, hotel.Slack.MessagesIn(FrontDesk).Count);

        time.Skip(TimeSpan.FromMinutes(61));
        var gathered = await hotel.CardAsync("38 more comments");
        await hotel.AllIsWellAsync();
        Assert.Equal(13, hotel.Slack.MessagesIn(FrontDesk).Count);
        Assert.Equal(38, hotel.ButtonsOf(gathered).Count(verb => verb == Verbs.Open));

        var line = hotel.IssueOn(gathered);
        foreach (var user in (string[])["U0001", "U0004", "U0001"]) Assert.True((await hotel.Slack.ClickAsync(user, FrontDesk, gathered.Ts, Verbs.Open, line.ToString())).IsOk);
        var card = await hotel.Slack.WaitForAsync(() => hotel.Slack.ThreadOf(FrontDesk, gathered.Ts).SingleOrDefault());
        await hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Ben");
        await hotel.UntilShownAsync(gathered, "Celebrated by Ben");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.ThreadOf(FrontDesk, gathered.Ts));
    }

    [Fact]
    public async Task An_update_of_a_gathered_comment_changes_its_line()
    {
        var time = new TestTime(Noon, speed: 10);
        await using var hotel = await OpenAsync("""{ "perHour": 1 }""", time);
        await hotel.SendAsync([.. Enumerable.Range(0, 4).Select(i => Response($"r-{i}", 3, $"Comment number {i}."))]);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(FrontDesk).Count == 1);
        time.Skip(TimeSpan.FromMinutes(61));
        var gathered = await hotel.CardAsync("3 more comments");
        await hotel.SendAsync([.. Enumerable.Range(0, 4).Select(i => Response($"r-{i}", 3, $"Changed comment {i}."))]);
        foreach (var i in Enumerable.Range(0, 4)) await hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(FrontDesk).Any(message => Shows(message, $"Changed comment {i}.")));
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
        Assert.Equal(3, Enumerable.Range(0, 4).Count(i => Shows(hotel.Now(gathered), $"Changed comment {i}.")));
    }

    [Fact]
    public async Task Quiet_hours_hold_cards_back_until_the_morning_but_not_what_people_raise()
    {
        var time = new TestTime(Noon.AddHours(10), speed: 10);
        await using var hotel = await OpenAsync("""{ "quietHours": "20:00-07:00" }""", time);
        await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle add The lamp flickers");
        var raised = await hotel.CardAsync("The lamp flickers");
        await hotel.AllIsWellAsync();
        Assert.Equal(raised.Ts, Assert.Single(hotel.Slack.MessagesIn(FrontDesk)).Ts);

        time.Skip(TimeSpan.FromHours(9) + TimeSpan.FromMinutes(1));
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    [Fact]
    public async Task The_card_has_the_chosen_attributes_in_their_order()
    {
        await using var hotel = await OpenAsync("""{ "showAttributes": ["room", "floor"] }""");
        var response = Response("r-1", 3, "The lift is slow.");
        foreach (var i in Enumerable.Range(0, 50)) response["attributes"]!["a" + i] = "secret-" + i;
        (response["attributes"]!["floor"], response["attributes"]!["room"], response["touchpoint"]) = ("third", "312", "check-out");
        await hotel.SendAsync(response);
        Message card = await hotel.CardAsync("The lift is slow.");
        Assert.True(card.AllText.IndexOf("312", StringComparison.Ordinal) is > 0 and var room && card.AllText.IndexOf("third", StringComparison.Ordinal) > room);
        Assert.Contains("Check-out", card.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", card.AllText, StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Responses_of_one_delivery_wait_in_the_order_in_which_they_came()
    {
        await using var hotel = await OpenAsync("""{ "perHour": 1 }""");
        var ids = Enumerable.Range(0, 25).Select(i => $"r-{i}").ToList();
        await hotel.SendAsync([.. ids.Select(id => Response(id, 3, $"Words of {id}."))]);
        await hotel.CardAsync("Words of r-0.");

        var team = new TeamId(FrontDesk);
        var waiting = await hotel.Store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Waiting, null, CancellationToken.None).Select(row => row.GetString("Issue")).ToListAsync();
        Assert.Equal(ids.Skip(1).Select(id => IssueId.OfResponse(team, "survey", id).ToString()), waiting);
    }
}
