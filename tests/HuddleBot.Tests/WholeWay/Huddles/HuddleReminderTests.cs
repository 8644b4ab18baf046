using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using static HuddleBot.Tests.WholeWay.Huddles.MorningPlace;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>Who is reminded of a huddle, and who is left alone.</summary>
public sealed class HuddleReminderTests
{
    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task Only_the_lead_of_a_huddle_that_nobody_starts_and_who_is_away_and_silent_hear_from_the_bot(Platform platform)
    {
        await using var morning = await OpenAsync(platform, "tom");
        var place = morning.Place;
        await place.CommentAsync("The lift is slow.");
        await morning.GoToAsync(At(23, 9, 6));
        await place.UntilHuddleShowsAsync($"{morning.NameOf("tom")} leads");
        foreach (var person in (string[])["ben", "ana"]) await place.PressInHuddleAsync(person, Verbs.HuddleAway);
        await place.WriteInHuddleAsync("ana", "I am at the airport");

        await morning.GoToAsync(At(23, 9, 19));
        await place.UntilToldDirectlyAsync("tom", "You lead the huddle");
        await place.PressDirectlyAsync("tom", "You lead the huddle", Verbs.HuddleStart);
        await place.UntilToldDirectlyAsync("tom", "It has started.");
        await place.UntilHuddleShowsAsync("On now");
        await place.PressInHuddleAsync("tom", Verbs.HuddleFinish);
        await place.UntilHuddleShowsAsync("Finished.");

        // Half an hour before the cut-off.
        await morning.GoToAsync(At(23, 10, 46));
        await place.UntilToldDirectlyAsync("ben", "You can still have your say");
        await place.WriteInHuddleAsync("ben", "All is well");
        await place.UntilToldDirectlyAsync("ben", "There is nothing left to do.");
        await morning.GoToAsync(At(23, 20, 0));
        await morning.Hotel.AllIsWellAsync();
        Assert.All(place.Everybody, person => Assert.True(place.SentDirectlyTo(person) == (person is "tom" or "ben" ? 1 : 0), person));
    }
}
