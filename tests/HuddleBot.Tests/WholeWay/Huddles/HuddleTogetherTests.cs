using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using static HuddleBot.Tests.WholeWay.Huddles.MorningPlace;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>Several people in a huddle at the same moment: it starts once and ends once, and nobody is forgotten.</summary>
public sealed class HuddleTogetherTests
{
    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task Two_start_it_twenty_come_and_two_end_it(Platform platform)
    {
        await using var morning = await OpenAsync(platform);
        var place = morning.Place;
        var people = await place.BringAsync(20);
        await morning.GoToAsync(At(23, 9, 15));
        await place.UntilHuddleAsync();

        // No click waits until the bot knows again who is there.
        await place.PressInHuddleAsync("ana", Verbs.HuddleAway);
        await place.PressTogetherInHuddleAsync([("tom", Verbs.HuddleStart), ("ben", Verbs.HuddleStart)]);
        await place.UntilHuddleShowsAsync("On now");
        await place.PressTogetherInHuddleAsync(people.Select(person => (person, Verbs.HuddleJoin)));
        await place.UntilHuddleShowsAsync("10 more");
        await place.PressTogetherInHuddleAsync([("tom", Verbs.HuddleFinish), ("ben", Verbs.HuddleFinish)]);
        await place.UntilHuddleShowsAsync("Finished. 22 people were there.");
        await morning.Hotel.AllIsWellAsync();

        var happened = await morning.HappenedAsync();
        Assert.Single(happened, one => one.StartsWith("Started", StringComparison.Ordinal));
        Assert.Equal(21, happened.Count(one => one.StartsWith("Joined", StringComparison.Ordinal)));
        Assert.Single(happened, one => one.StartsWith("Finished", StringComparison.Ordinal));
        Assert.Single(place.SaidInHuddle, said => said.Contains("What came of the huddle", StringComparison.Ordinal));
    }
}
