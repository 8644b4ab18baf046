using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.WholeWay;

/// <summary>A score falls, the team and its managers read of it, somebody takes it on, and it comes back: signed feedback, the whole bot, each platform and each storage.</summary>
public abstract class DropStory
{
    private const string Silent = """{ "immediately": "none" }""";

    private protected static async Task PlayAsync(Platform platform, string? azureTables)
    {
        await using var hotel = await Hotel.OpenMixedAsync(posting: Silent, time: ParityTests.NewTime(), azureTables: azureTables);
        ITeamPlace place = platform == Platform.Slack ? new SlackPlace(hotel) : new TeamsPlace(hotel);
        var fall = new Fall(place, isSent: true);
        await fall.HappenAsync();
        foreach (var shown in (string[])[Fall.FellTitle, "From 20 (", " to −60 (", "May be chance: about one in", "Nobody came.", "It was cold all night."]) await place.UntilShownAsync(Fall.Words, shown);
        await place.UntilManagersSeeAsync(Fall.Words, Fall.FellTitle);
        Assert.Equal(1, place.CardsWith(Fall.Words));
        Assert.All((string[])[Verbs.Fix, Verbs.Escalate, Verbs.Dismiss], verb => Assert.True(place.Offers(Fall.Words, verb)));
        Assert.False(place.Offers(Fall.Words, Verbs.Celebrate));

        // Both look at it undecided; the second is told who was first.
        await place.LoseAsync("tom", "ben", Fall.Words);
        await place.UntilShownAsync(Fall.Words, $"{place.NameOf("tom")} is fixing it by");
        await place.UntilManagersSeeAsync(Fall.Words, $"{place.NameOf("tom")} is fixing it by");
        Assert.Equal(1, place.CardsWith(Fall.Words));

        await fall.EndAsync();
        await place.UntilToldInThreadAsync(Fall.Words, "Thank you to everybody who helped.");
        await place.UntilShownAsync(Fall.Words, "NPS is back");
        await place.UntilManagersSeeAsync(Fall.Words, "NPS is back");
        Assert.Equal(1, place.CardsWith(Fall.Words));
        await hotel.AllIsWellAsync();
        Assert.Single(await hotel.RowsOfAsync(place.Team, TeamRows.Drop));
    }
}

public sealed class DropStoryOnSqliteTests : DropStory
{
    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public Task A_fall_is_told_taken_on_and_told_to_be_over(Platform platform) => PlayAsync(platform, azureTables: null);
}

[Collection(AzuriteTests.Name)]
public sealed class DropStoryOnAzureTablesTests(AzuriteFixture azurite) : DropStory
{
    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public Task A_fall_is_told_taken_on_and_told_to_be_over(Platform platform) => PlayAsync(platform, azurite.ConnectionString);
}
