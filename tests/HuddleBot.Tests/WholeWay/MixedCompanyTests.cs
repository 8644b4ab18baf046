using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.MicrosoftTeams;
using static HuddleBot.Tests.WholeWay.Hotel;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>One company on both platforms: the team in one, its manager in the other.</summary>
public sealed class MixedCompanyTests
{
    private const string Pool = "pool";

    [Fact]
    public async Task The_team_is_in_Teams_and_its_manager_answers_from_Slack()
    {
        await using var hotel = await OpenMixedAsync(AnaInSlack);
        var card = await hotel.SpaCommentAsync("The sauna is cold.", 2);
        await hotel.DecideAsync("ben", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        await hotel.UntilShownAsync(card, "Ben Okoro has escalated this");
        var hers = await hotel.SlackChatCardAsync("U0002", "A new stove");
        Assert.True(Shows(hers, "Ben Okoro") && Shows(hers, "The sauna is cold."));

        await hotel.Slack.ClickAsync("U0002", hers.Channel, hers.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(hers, "Ana has accepted this");
        await hotel.UntilShownAsync(card, "Ana has accepted this");
        await hotel.UntilToldInThreadAsync(card, "Ana has accepted this");
        await hotel.Slack.OpenHomeAsync("U0002");
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.HomeOf("U0002") is { } home && Shows(home, "Ana, by") && Shows(home, "The sauna is cold."));

        await hotel.DecideAsync("U0002", hers, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes on Friday"));
        await hotel.UntilShownAsync(hers, "It comes on Friday");
        await hotel.UntilShownAsync(card, "Answer from Ana: It comes on Friday");
        await hotel.UntilToldInThreadAsync(card, "It comes on Friday");
        await hotel.Slack.OpenHomeAsync("U0002");
        await hotel.Slack.WaitUntilAsync(() => !Shows(hotel.Slack.HomeOf("U0002")!, "The sauna is cold."));
        await hotel.AllIsWellAsync();
        Assert.Equal(["Escalated", "TriageAccepted", "TriageResolved"], (await hotel.HistoryOfAsync(IssueOn(card))).Select(row => row.GetString("Event")));

        // A person of the other platform is named, not mentioned.
        Assert.DoesNotContain("U0002", hotel.Teams.Now(card).Card!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_team_is_in_Slack_and_its_manager_answers_from_her_chat_in_Teams()
    {
        await using var hotel = await OpenMixedAsync(time: new TestTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)), moreTeams: PoolIn);
        var card = await hotel.CommentAsync("The water is green.", 2, Pool);
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new filter"));
        var hers = await hotel.TeamsChatCardAsync("ana", "A new filter");

        // In her own chat nothing has to be unfolded first: the client refuses to press what is hidden.
        await hotel.DecideAsync("ana", hers, Verbs.TriageAccept);
        await hotel.UntilShownAsync(hers, "Ana Silva has accepted this");
        await hotel.UntilShownAsync(card, "Ana Silva has accepted this");
        await hotel.UntilToldInThreadAsync(card, "Ana Silva has accepted this");
        await hotel.DrainedAsync();
        await hotel.Teams.SayAsync("ana", TeamsPlayground.Personal, "queue");
        await hotel.TeamsChatCardAsync("ana", "Ana Silva, by Mon 7 Dec · Pool");

        var refused = await hotel.DecideAsync("ana", hers, Verbs.TriageResolve, (Verbs.Inputs.Answer, "   "));
        Assert.True(Shows(refused, "give an answer"));
        await hotel.DecideAsync("ana", hers, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes on Friday"));
        await hotel.UntilShownAsync(hers, "It comes on Friday");
        await hotel.UntilShownAsync(card, "Answer from Ana Silva: It comes on Friday");
        await hotel.UntilToldInThreadAsync(card, "It comes on Friday");
        await hotel.AllIsWellAsync();
        Assert.Equal(3, (await hotel.HistoryOfAsync(IssueOn(hers))).Count);
        Assert.DoesNotContain(hotel.Teams.PersonNamed("ana").Id, hotel.Now(card).Blocks!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_managers_on_two_platforms_see_the_same_and_only_one_of_them_decides()
    {
        await using var hotel = await OpenMixedAsync($"{AnaInSlack}, {CarolInTeams}");
        var card = await hotel.SpaCommentAsync("The sauna is cold.", 2);
        await hotel.DecideAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        var (anas, carols) = (await hotel.SlackChatCardAsync("U0002", "A new stove"), await hotel.TeamsChatCardAsync("carol", "A new stove"));
        await hotel.DrainedAsync();

        await hotel.Slack.ClickAsync("U0002", anas.Channel, anas.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(carols, "Ana has accepted this");
        await hotel.DecideAsync("carol", carols, Verbs.TriageDecline, (Verbs.Inputs.Reason, "It is being closed"));
        await hotel.UntilShownAsync(anas, "Declined by Carol White: It is being closed");
        await hotel.UntilShownAsync(card, "Declined by Carol White: It is being closed");
        Assert.Contains("Carol White", (await hotel.PressInTeamsAsync("carol", carols, Verbs.TriageAccept, IssueOn(card).ToString())).AnswerBody, StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
        Assert.Equal(3, (await hotel.HistoryOfAsync(IssueOn(card))).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_one_platform_is_away_the_other_goes_on_and_what_waits_arrives_once(bool slackIsAway)
    {
        var time = new TestTime();
        await using var hotel = await OpenMixedAsync($"{AnaInSlack}, {CarolInTeams}", time: time, moreTeams: PoolIn);
        var fault = new Fault(FaultKind.ServerError) { Times = null };
        using (slackIsAway ? hotel.Slack.Inject(fault) : hotel.Teams.Inject(fault))
        {
            await hotel.SendAsync(Response("r-1", 2, "The sauna is cold.", Spa), Response("r-2", 2, "The water is green.", Pool));
            if (slackIsAway)
            {
                // The spa's issue goes to a manager in Slack and to one in Teams: the one who is there gets it.
                var spa = await hotel.SpaCardAsync("The sauna is cold.");
                await hotel.DecideAsync("tom", spa, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
                await hotel.UntilShownAsync(spa, "Tom Baker has escalated this");
                await hotel.TeamsChatCardAsync("carol", "A new stove");
                await UntilAsync(async () => await WaitsAsync(Pool) && await WaitsAsync(Spa));
            }
            else
            {
                var pool = await hotel.CardAsync("The water is green.", Pool);
                await hotel.DecideAsync("U0001", pool, Verbs.Escalate, (Verbs.Inputs.Ask, "A new filter"));
                await hotel.UntilShownAsync(pool, "Tom has escalated this");
                await UntilAsync(async () => await WaitsAsync(Pool) && await WaitsAsync(Spa));
            }
        }

        time.Skip(TimeSpan.FromMinutes(6));
        if (slackIsAway) await hotel.SlackChatCardAsync("U0002", "A new stove");
        else await hotel.TeamsChatCardAsync("ana", "A new filter");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(Pool));
        Assert.Single(hotel.Teams.MessagesIn(SpaChannel));

        async Task<bool> WaitsAsync(string team) => (await hotel.RowsOfAsync(team, TeamRows.Outbox)).Exists(row => row.GetString("LastError") is not null);
    }

    [Fact]
    public async Task A_bot_that_was_removed_sends_nothing_there_and_brings_what_has_happened_when_it_is_back()
    {
        await using var hotel = await OpenMixedAsync(AnaInSlack);
        var card = await hotel.SpaCommentAsync("The sauna is cold.", 2);
        await hotel.DecideAsync("ben", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        var hers = await hotel.SlackChatCardAsync("U0002", "A new stove");
        await hotel.DrainedAsync();
        await hotel.Teams.UninstallAsync("Sunny Hotels");
        var calls = hotel.Teams.Calls.Count;

        await hotel.DecideAsync("U0002", hers, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes on Friday"));
        await hotel.UntilShownAsync(hers, "It comes on Friday");
        await hotel.SendAsync(Response("r-2", 2, "The towels are thin.", Spa));
        await UntilAsync(async () => (await hotel.RowsOfAsync(Spa, TeamRows.Outbox)).Exists(row => row.GetString("LastError")?.Contains("the app was removed", StringComparison.Ordinal) is true));
        Assert.DoesNotContain(hotel.Teams.Calls.Skip(calls), call => call.Operation is "create" or "send" or "update");
        Assert.False(Shows(hotel.Teams.Now(card), "It comes on Friday"));

        await hotel.Teams.InstallAsync("Sunny Hotels");
        await hotel.UntilShownAsync(card, "Answer from Ana: It comes on Friday");
        await hotel.UntilToldInThreadAsync(card, "It comes on Friday");
        var later = await hotel.SpaCardAsync("The towels are thin.");
        await hotel.DecideAsync("tom", later, Verbs.Fix);
        await hotel.UntilShownAsync(later, "Tom Baker is fixing it");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Teams.MessagesIn(SpaChannel).Count);
    }

    /// <summary>A team in Slack that Ana manages from Teams.</summary>
    private static string PoolIn(Hotel hotel) => $$"""
        , { "id": "pool", "name": "Pool", "timeZone": "Europe/London",
            "channel": { "platform": "slack", "workspace": "T0001", "channel": "{{hotel.Slack.AddChannel(Pool, "U0001", "U0004").Id}}" },
            "managers": [{ {{hotel.InTeams}}, "user": "{{hotel.Teams.PersonNamed("ana").Id}}" }], "routes": [{ "attribute": "area", "equals": "pool" }] }
        """;
}
