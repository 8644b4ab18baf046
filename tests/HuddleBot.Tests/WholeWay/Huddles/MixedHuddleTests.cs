using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Parity;
using static HuddleBot.Tests.WholeWay.Hotel;
using static HuddleBot.Tests.WholeWay.Huddles.MorningPlace;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>A team that meets in Microsoft Teams, and its manager in Slack.</summary>
public sealed class MixedHuddleTests
{
    [Fact]
    public async Task What_a_huddle_asks_of_a_manager_on_the_other_platform_comes_back_in_the_next_one()
    {
        await using var morning = await OpenManagedFromSlackAsync();
        var (place, hotel) = (morning.Place, morning.Hotel);
        await place.CommentAsync("The sauna is cold.", 2);
        await morning.GoToAsync(At(23, 9, 15));
        await place.UntilInHuddleAsync(said => said.Contains("The sauna is cold.", StringComparison.Ordinal));
        await place.PressInHuddleAsync("ben", Verbs.HuddleStart);
        await place.DecideAsync("ben", "The sauna is cold.", Verbs.Escalate, null, (Verbs.Inputs.Ask, "A new stove"));
        await place.UntilHuddleShowsAsync("Ben Okoro has escalated this");
        await place.PressInHuddleAsync("ben", Verbs.HuddleFinish);
        await place.UntilHuddleShowsAsync("Finished. 1 person was there. 1 thing was decided.");

        var hers = await hotel.SlackChatCardAsync("U0002", "A new stove");
        await hotel.DecideAsync("U0002", hers, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes on Friday"));
        await hotel.UntilShownAsync(hers, "It comes on Friday");

        // The receipt of the day before knows it too.
        await place.UntilInHuddleAsync(said => said.Contains("Ana", StringComparison.Ordinal) && said.Contains("It comes on Friday", StringComparison.Ordinal));
        await morning.GoToAsync(At(24, 9, 6));
        await place.UntilHuddleShowsAsync("Tue 24 Nov 09:15");
        var next = place.HuddleText!;
        Assert.Contains("You asked, we did", next, StringComparison.Ordinal);
        Assert.True(next.Contains("We asked: A new stove", StringComparison.Ordinal) && next.Contains("It comes on Friday", StringComparison.Ordinal), next);
        Assert.Empty(place.SaidInHuddle);

        // Said once, it is no news the day after.
        await morning.GoToAsync(At(25, 9, 6));
        await place.UntilHuddleShowsAsync("Wed 25 Nov 09:15");
        Assert.DoesNotContain("A new stove", place.HuddleText!, StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }
}
