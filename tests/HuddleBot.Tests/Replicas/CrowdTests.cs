using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Tests.MicrosoftTeams.Talk;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;
using SlackMessage = HuddleBot.Playground.Slack.Workspace.Message;
using SlackPerson = HuddleBot.Playground.Slack.Workspace.Person;
using TeamsInteraction = HuddleBot.Playground.MicrosoftTeams.Deliveries.Interaction;
using TeamsPerson = HuddleBot.Playground.MicrosoftTeams.Tenant.Person;

namespace HuddleBot.Tests.Replicas;

/// <summary>A hundred people tag the same issue at once, over three bots on one storage: one state, everyone sees it, whoever lost is told who was first.</summary>
[Collection(AzuriteTests.Name)]
public sealed class CrowdTests(AzuriteFixture azurite)
{
    private const string Words = "The lift is slow.";

    /// <summary>An answer that took longer may have been sent before it was decided: then it is not known when that was.</summary>
    private static readonly TimeSpan Surely = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task In_Slack()
    {
        List<SlackPerson> people = [];
        await using var hotel = await OpenAsync(
            azureTables: azurite.ConnectionString, slack: new() { RateLimitScale = null, AcknowledgeWithin = TimeSpan.FromSeconds(30) }, moreTeams: hotel =>
            {
                people = [.. Enumerable.Range(0, Crowd.Size).Select(i => hotel.Slack.AddUser(Crowd.NameOf(i)))];
                var channel = hotel.Slack.AddChannel("crowd", [.. people.Select(person => person.Id)]);
                return $$"""
                    , { "id": "crowd", "name": "Crowd", "timeZone": "Europe/London", "channel": { "platform": "slack", "workspace": "T0001", "channel": "{{channel.Id}}" },
                        "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }], "routes": [{ "attribute": "area", "equals": "crowd" }] }
                    """;
            });
        await using var second = await hotel.StartAnotherBotAsync();
        await using var third = await hotel.StartAnotherBotAsync();
        var crowd = new Crowd(hotel, [hotel.Bot, second, third]);
        var card = await hotel.CommentAsync(Words, area: "crowd");
        foreach (var some in Enumerable.Range(0, Crowd.Size).Where(i => i % 4 != 0).Chunk(15)) await OpenFormsAsync(hotel, crowd, card, people, some);

        var touches = await Task.WhenAll(await StartedAsync(hotel, people.Select((person, i) => (Func<Task<(Interaction Result, long Called, long Answered)>>)(() => crowd.TimeAsync(i, () =>
            i % 4 == 0 ? hotel.Slack.ClickAsync(person.Id, card.Channel, card.Ts, Crowd.Words[0].Verb) : hotel.Slack.SubmitAsync(person.Id, hotel.Slack.OpenViewsOf(person.Id).Single().Id))))));
        await hotel.AllIsWellAsync();
        foreach (var (i, touch) in touches.Index())
        {
            var told = hotel.Slack.EphemeralsOf(people[i].Id).Select(message => message.AllText).Concat(hotel.Slack.OpenViewsOf(people[i].Id).Select(view => view.Content.GetRawText())).ToList();
            Assert.InRange(told.Count, 0, 1);
            crowd.Note(i, new(Platform.Slack, "T0001", people[i].Id), touch.Called, touch.Result.Delivery!.Took < Surely ? touch.Answered : null, string.Join(' ', told));
        }

        var winner = await crowd.CheckAsync(hotel.IssueOn(card));
        Assert.Contains(winner, hotel.Now(card).AllText, StringComparison.Ordinal);
        Assert.Single(hotel.Slack.MessagesIn("crowd"));
        await EndAsync(hotel, second, third);
    }

    [Fact]
    public async Task In_Teams()
    {
        List<TeamsPerson> people = [];
        var channel = "";
        await using var hotel = await OpenMixedAsync(azureTables: azurite.ConnectionString, moreTeams: hotel =>
        {
            people = [.. Enumerable.Range(0, Crowd.Size).Select(i => hotel.Teams.AddPerson($"person{i:D2}", Crowd.NameOf(i)))];
            channel = hotel.Teams.AddTeam("Crowd", [.. people.Select(person => person.Name), "ana"]).Id;
            return $$"""
                , { "id": "crowd", "name": "Crowd", "timeZone": "Europe/London", "channel": { {{hotel.InTeams}}, "channel": "{{channel}}" },
                    "managers": [{ {{hotel.InTeams}}, "user": "{{hotel.Teams.PersonNamed("ana").Id}}" }], "routes": [{ "attribute": "area", "equals": "crowd" }] }
                """;
        });
        await using var second = await hotel.StartAnotherBotAsync();
        await using var third = await hotel.StartAnotherBotAsync();
        WebApplication[] bots = [hotel.Bot, second, third];
        await hotel.Teams.InstallAsync("Crowd");
        foreach (var directory in bots.Select(bot => bot.Services.GetRequiredService<TeamsDirectory>()))
            await UntilAsync(async () => (await directory.RosterOfAsync(new(Platform.Teams, hotel.Teams.TenantId, channel), CancellationToken.None))?.Members.Count >= Crowd.Size);
        var crowd = new Crowd(hotel, bots);
        await hotel.SendAsync(Response("r-1", 3, Words, "crowd"));
        var card = await hotel.SpaCardAsync(Words, channel);

        // What everybody sees before anybody has touched it.
        var touches = new List<Task<(TeamsInteraction Result, long Called, long Answered)>>();
        await hotel.Teams.TogetherAsync(people.Select((person, i) => (Func<Task<TeamsInteraction>>)(async () =>
        {
            var touch = crowd.TimeAsync(i, () => hotel.Teams.ClickAsync(person.Name, card, Crowd.Words[i % 4].Verb));
            touches.Add(touch);
            return (await touch).Result;
        })));
        foreach (var (i, touch) in touches.Index())
            crowd.Note(i, new(Platform.Teams, hotel.Teams.TenantId, people[i].Id), (await touch).Called, (await touch).Answered, ToldBy((await touch).Result));
        await hotel.AllIsWellAsync();

        // Later, somebody at each of the bots whose card is old comes too late by any clock.
        foreach (var i in crowd.Late(0).Take(3))
        {
            var (late, called, answered) = await crowd.TimeAsync(i.Number, () => hotel.PressInTeamsAsync(people[i.Number].Name, card, Crowd.Words[0].Verb, TeamsHotel.IssueOn(card).ToString()));
            crowd.Note(i.Number, i.Person, called, answered, late.AnswerBody);
        }

        var winner = await crowd.CheckAsync(TeamsHotel.IssueOn(card));
        Assert.True(Shows(hotel.Teams.Now(card), winner));
        Assert.Single(hotel.SpaCards(Words, channel));
        await EndAsync(hotel, second, third);
    }

    private static async Task OpenFormsAsync(Hotel hotel, Crowd crowd, SlackMessage card, IReadOnlyList<SlackPerson> people, IReadOnlyList<int> some)
    {
        Assert.All(
            await hotel.Slack.TogetherAsync(some.Select(i => (Func<Task<Interaction>>)(() =>
            {
                crowd.TakeTurn(i);
                return hotel.Slack.ClickAsync(people[i].Id, card.Channel, card.Ts, Crowd.Words[i % 4].Verb);
            }))),
            click => Assert.True(click.IsOk, click.ToString()));
        await hotel.Slack.WaitUntilAsync(() => some.All(i => hotel.Slack.OpenViewsOf(people[i].Id).Count == 1), TimeSpan.FromSeconds(20));
    }

    /// <summary>All are under way when it returns.</summary>
    private static async Task<IEnumerable<Task<T>>> StartedAsync<T>(Hotel hotel, IEnumerable<Func<Task<T>>> touches)
    {
        var started = new List<Task<T>>();
        await hotel.Slack.TogetherAsync([() =>
        {
            started.AddRange(touches.Select(touch => touch()));
            return Task.FromResult(new Interaction(null));
        }]);
        return started;
    }

    private static async Task EndAsync(Hotel hotel, params WebApplication[] others)
    {
        hotel.SendClicksTo(hotel.Bot);
        foreach (var bot in others) await bot.StopAsync();
    }
}
