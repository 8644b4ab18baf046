using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Whatever Microsoft Teams does: every message arrives. Where an answer was lost nobody can look whether it did, and twice is better than never.</summary>
public sealed class TeamsFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_lost_and_only_what_arrived_without_an_answer_stands_there_twice(FaultKind kind)
    {
        // Not faster: the bot has 2.5 seconds of this clock for the answer to a click.
        var time = new TestTime(speed: 3);
        await using var hotel = await OpenMixedAsync(time: time);
        // An update that is answered with 200 is done, whatever the body: Microsoft Teams promises none.
        string[] operations = kind is FaultKind.EmptyBody or FaultKind.BareOk ? ["create", "send"] : ["create", "update", "send"];
        var once = new Fault(kind)
        {
            Channel = hotel.Teams.ChannelNamed(SpaChannel).Id, Delay = TimeSpan.FromSeconds(2), Status = kind == FaultKind.Refuse ? 412 : null, Times = kind == FaultKind.Conflict ? null : 1,
        };
        foreach (var operation in operations) hotel.Teams.Inject(once with { Method = operation });

        await hotel.SendAsync([.. Enumerable.Range(0, 3).Select(i => Response($"r-{i}", 2, $"Comment number {i}.", Spa))]);
        foreach (var i in Enumerable.Range(0, 3)) await hotel.Teams.WaitUntilAsync(() => hotel.SpaCards($"Comment number {i}.").Count > 0, Patience);
        await hotel.DrainedAsync();
        foreach (var (i, verb) in ((string[])[Verbs.Celebrate, Verbs.Dismiss, Verbs.Escalate]).Index()) await hotel.DecideAsync("tom", hotel.SpaCards($"Comment number {i}.")[^1], verb);
        await hotel.Teams.WaitUntilAsync(() => hotel.Teams.MessagesIn(SpaManagers).Count > 0, Patience);
        await hotel.DrainedAsync();
        var escalation = hotel.Teams.MessagesIn(SpaManagers)[^1];
        await hotel.DecideAsync("ana", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, "Free from Monday"));
        await hotel.AllIsWellAsync();

        // Each operation met its fault.
        foreach (var operation in operations) Assert.Contains(hotel.Teams.Calls, call => call.Operation == operation && (kind == FaultKind.Conflict || call.Fault == kind.ToString()));
        var arrivedUnanswered = kind is FaultKind.DropAnswer or FaultKind.HoldAnswer or FaultKind.ErrorAfterWork or FaultKind.CutAnswer ? 1 : 0;
        Assert.Equal(3 + arrivedUnanswered, hotel.Teams.MessagesIn(SpaChannel).Count);
        Assert.Equal(1 + arrivedUnanswered, hotel.Teams.MessagesIn(SpaChannel).SelectMany(hotel.Teams.ThreadOf).Count(reply => Shows(reply, "Free from Monday")));
        foreach (var i in Enumerable.Range(0, 3))
            Assert.Contains(hotel.SpaCards($"Comment number {i}."), card => Shows(card, "Celebrated by Tom Baker") || Shows(card, "Not actionable, says Tom Baker") || Shows(card, "Free from Monday"));
        Assert.Single(hotel.Teams.MessagesIn(SpaManagers), card => Shows(card, "Free from Monday"));
    }

    [Fact]
    public async Task A_card_that_stands_there_twice_is_as_good_in_both_places()
    {
        await using var hotel = await OpenMixedAsync();
        hotel.Teams.Inject(new Fault(FaultKind.DropAnswer) { Method = "create" });
        await hotel.SendAsync(Response("r-1", 2, "The sauna is cold.", Spa));
        await hotel.Teams.WaitUntilAsync(() => hotel.SpaCards("The sauna is cold.").Count == 2, Patience);
        await hotel.DrainedAsync();
        var (lost, known) = (hotel.Teams.MessagesIn(SpaChannel)[0], hotel.Teams.MessagesIn(SpaChannel)[1]);

        Assert.True(Shows(await hotel.DecideAsync("tom", lost, Verbs.Fix), "Tom Baker is fixing it"));
        await hotel.UntilShownAsync(known, "Tom Baker is fixing it");
        Assert.Contains("Tom Baker", ToldBy(await hotel.Teams.ClickAsync("ben", lost, Verbs.Dismiss)), StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
        Assert.Single(await hotel.HistoryOfAsync(HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel.IssueOn(known)));
    }

    [Fact]
    public async Task A_message_that_is_refused_as_it_is_is_parked_at_once_and_blocks_nothing()
    {
        await using var hotel = await OpenMixedAsync();
        hotel.Teams.Inject(new Fault(FaultKind.Refuse) { Method = "create" });
        await hotel.SendAsync(Response("r-1", 3, "Poison.", Spa));
        await UntilAsync(async () => (await hotel.RowsOfAsync(Spa, TeamRows.Parked)).Count == 1);
        await hotel.SpaCommentAsync("The sauna is cold.");
        await hotel.DrainedAsync();
        Assert.Single(await hotel.RowsOfAsync(Spa, TeamRows.Parked));
        Assert.Single(hotel.Teams.MessagesIn(SpaChannel));
        Assert.Equal(2, hotel.Teams.Calls.Count(call => call.Operation == "create"));
    }

    [Fact]
    public async Task Everything_at_random_for_a_while_and_nothing_is_lost()
    {
        await using var hotel = await OpenMixedAsync(time: new TestTime(speed: 10));
        var faults = Enum.GetValues<FaultKind>().Except([FaultKind.Refuse, FaultKind.Conflict, FaultKind.Slow]).Select((kind, i) =>
            hotel.Teams.Inject(new Fault(kind) { Times = null, Probability = 0.06, Seed = i, Delay = TimeSpan.FromSeconds(2) })).ToList();
        await hotel.SendAsync([.. Enumerable.Range(0, 10).Select(i => Response($"r-{i}", 2, $"Comment number {i}.", Spa))]);
        foreach (var i in Enumerable.Range(0, 10)) await hotel.Teams.WaitUntilAsync(() => hotel.SpaCards($"Comment number {i}.").Count > 0, Patience);
        faults.ForEach(fault => fault.Dispose());
        await hotel.AllIsWellAsync();
        var unanswered = hotel.Teams.Calls.Count(call => call is { Operation: "create", Fault: nameof(FaultKind.DropAnswer) or nameof(FaultKind.HoldAnswer) or nameof(FaultKind.ErrorAfterWork) });
        Assert.Equal(10 + unanswered, hotel.Teams.MessagesIn(SpaChannel).Count);
    }

    /// <summary>Ten cards in each of four channels: more than a channel takes in two seconds.</summary>
    [Fact]
    public async Task Forty_cards_at_once_keep_the_real_limits_without_being_told_to()
    {
        (string Team, string Channel)[] places = [("sauna", "General"), ("bar", "Restaurant"), ("office", SpaManagers)];
        await using var hotel = await OpenMixedAsync(posting: """{ "perHour": 1000 }""", rateLimitScale: 1, moreTeams: hotel => string.Concat(places.Select(place => $$"""
            , { "id": "{{place.Team}}", "name": "{{place.Team}}", "timeZone": "Europe/London", "channel": { {{hotel.InTeams}}, "channel": "{{hotel.Teams.ChannelNamed(place.Channel).Id}}" },
                "managers": [{{AnaInSlack}}], "routes": [{ "attribute": "area", "equals": "{{place.Team}}" }], "posting": { "perHour": 1000 } }
            """)));
        (string Area, string Channel)[] all = [(Spa, SpaChannel), .. places];
        await hotel.SendAsync([.. Enumerable.Range(0, 40).Select(i => Response($"r-{i}", 2, $"Comment number {i:D2}.", all[i % 4].Area))]);
        foreach (var i in Enumerable.Range(0, 40)) await hotel.SpaCardAsync($"Comment number {i:D2}.", all[i % 4].Channel);
        await hotel.AllIsWellAsync();
        Assert.All(all, place => Assert.Equal(10, hotel.SpaCards("Comment number", place.Channel).Count));
        Assert.Empty(hotel.Teams.Calls.Where(call => call.Status == 429).Select(call => $"{call.Operation} {call.Conversation} {call.At:O}"));
    }
}
