using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.WholeWay.Huddles;

namespace HuddleBot.Tests.WholeWay;

/// <summary>A promise to a customer: who promised is told before it breaks, then the manager, by day; on each platform.</summary>
public sealed class CustomerPromiseTests
{
    private const string Words = "Nobody came.";

    [Theory]
    [InlineData(Platform.Slack, "2026-11-26", "2026-11-26T09:00", "2026-11-26T15:00", "2026-11-26T17:00")]
    [InlineData(Platform.Teams, "2026-11-26", "2026-11-26T09:00", "2026-11-26T15:00", "2026-11-26T17:00")]
    [InlineData(Platform.Slack, "2026-11-28", "2026-11-27T09:00", "2026-11-27T15:00", "2026-11-30T09:00")] // For a Saturday.
    [InlineData(Platform.Teams, "2026-11-28", "2026-11-27T09:00", "2026-11-27T15:00", "2026-11-30T09:00")]
    public async Task Who_promised_is_told_twice_before_it_breaks_and_the_manager_when_it_has(Platform platform, string by, string first, string second, string above)
    {
        var time = ParityTests.NewTime();
        await using var hotel = await Hotel.OpenMixedAsync(time: time);
        ITeamPlace place = platform == Platform.Slack ? new SlackPlace(hotel) : new TeamsPlace(hotel);
        var response = Hotel.Response("call-1", 2, Words, platform == Platform.Slack ? "front desk" : Hotel.Spa);
        response["customer"] = new JsonObject { ["email"] = "ada@example.org", ["mayContact"] = true };
        await hotel.SendAsync(response);
        await place.UntilShownAsync(Words, "nobody has it yet");
        await place.DecideAsync("tom", Words, Verbs.FollowUpClaim);
        await place.UntilShownAsync(Words, $"{place.NameOf("tom")} calls back by");
        await place.DecideAsync("tom", Words, Verbs.FollowUpDone, Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "The money back"), (Verbs.Inputs.Date, by));
        await place.UntilShownAsync(Words, "We promised: The money back");

        var isNext = by != first[..10];
        Assert.Equal((0, 0), await ToldAsync(first, minutes: -1));
        Assert.Equal((1, 0), await ToldAsync(first, minutes: 1));
        await place.UntilToldDirectlyAsync("tom", isNext ? "is due before you work again" : "Your promise to a customer is due today");
        Assert.Equal((1, 0), await ToldAsync(second, minutes: -1));
        Assert.Equal((2, 0), await ToldAsync(second, minutes: 1));
        Assert.Equal((2, 0), await ToldAsync(above, minutes: -1));
        Assert.Equal((2, 1), await ToldAsync(above, minutes: 1));
        await place.UntilToldDirectlyAsync("ana", "A promise to a customer was not kept in time");
        await place.PressDirectlyAsync("ana", "was not kept in time", Verbs.FollowUpTake);
        await place.UntilShownAsync(Words, $"{place.NameOf("ana")} sees to it");
        await hotel.AllIsWellAsync();

        async Task<(int Owner, int Manager)> ToldAsync(string at, int minutes)
        {
            time.Skip(DateTimeOffset.Parse(at + "Z", System.Globalization.CultureInfo.InvariantCulture).AddMinutes(minutes) - time.GetUtcNow());
            await MorningPlace.DoDueAsync(hotel);
            await hotel.DrainedAsync();
            return (place.SentDirectlyTo("tom"), place.SentDirectlyTo("ana"));
        }
    }
}
