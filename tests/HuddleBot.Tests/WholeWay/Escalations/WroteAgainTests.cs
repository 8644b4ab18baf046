using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;
using HuddleBot.Tests.Parity;

namespace HuddleBot.Tests.WholeWay.Escalations;

/// <summary>A customer writes again while a manager has to decide: whoever decides sees it, on their card, below it and in the queue.</summary>
public sealed class WroteAgainTests
{
    private const string Words = "The scratch was there when I got the car.";

    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task The_manager_sees_how_often_when_last_and_the_words(Platform platform)
    {
        var time = ParityTests.NewTime();
        await using var hotel = await Hotel.OpenMixedAsync(time: time);
        ITeamPlace place = platform == Platform.Slack ? new SlackPlace(hotel) : new TeamsPlace(hotel);
        await hotel.SendAsync(Of(place, "first", Words));
        await place.UntilShownAsync(Words, "nobody has it yet");
        await place.DecideAsync("tom", Words, Verbs.Escalate, null, (Verbs.Inputs.Ask, "Look at the photos"));
        await place.UntilManagersSeeAsync(Words, "Look at the photos");

        time.Skip(TimeSpan.FromHours(1));
        await hotel.SendAsync(Of(place, "second", "Still nothing?"));
        await place.UntilManagersSeeAsync(Words, "The customer wrote again Mon 23 Nov 13:0");
        await UntilBelowTheManagersCardAsync("Still nothing?");
        time.Skip(TimeSpan.FromHours(20));
        await hotel.SendAsync(Of(place, "third", "And now?"));
        await place.UntilManagersSeeAsync(Words, "The customer wrote 2 more times, last Tue 24 Nov 09:0");
        await UntilBelowTheManagersCardAsync("And now?");
        await place.LookAtQueueAsync("ana", QueueQuery.First with { View = QueueView.Open }, "wrote 2 more times, last Tue 24 Nov 09:0");

        // What they wrote is changed there as well, and nothing is told twice.
        await hotel.SendAsync(Of(place, "third", "And now, please?"));
        await UntilBelowTheManagersCardAsync("And now, please?");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, BelowTheManagersCard().Count(text => text.Contains("The same customer has written again", StringComparison.Ordinal)));

        Task UntilBelowTheManagersCardAsync(string told) => hotel.Slack.WaitUntilAsync(() => BelowTheManagersCard().Any(text => text.Contains(told, StringComparison.Ordinal)), TimeSpan.FromSeconds(20));

        IReadOnlyList<string> BelowTheManagersCard() => platform == Platform.Slack
            ? [.. hotel.Slack.MessagesIn(Hotel.Managers).SelectMany(card => hotel.Slack.ThreadOf(Hotel.Managers, card.Ts)).Where(reply => reply.IsBot).Select(reply => reply.AllText)]
            : [.. hotel.Teams.MessagesIn(Hotel.SpaManagers).SelectMany(hotel.Teams.ThreadOf).Where(reply => reply.IsBot).Select(reply => reply.AllText)];
    }

    private static JsonObject Of(ITeamPlace place, string id, string words)
    {
        var response = Hotel.Response(id, 1, words, place.Team == Hotel.Spa ? Hotel.Spa : "front desk");
        response["customer"] = new JsonObject { ["name"] = "Ada Example", ["email"] = "ada@example.org", ["phone"] = "+44 20 7946 0000", ["mayContact"] = true };
        return response;
    }
}
