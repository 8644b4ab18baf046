using HuddleBot.Core.Identity;
using static HuddleBot.Tests.WholeWay.Huddles.MorningPlace;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>The bot is down, or the team has a rest, at the time of a huddle.</summary>
public sealed class HuddleOutageTests
{
    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task Down_for_a_while_it_is_caught_up_and_down_for_long_the_team_is_told(Platform platform)
    {
        await using var morning = await OpenAsync(platform);
        await DownUntilAsync(morning, At(23, 9, 30));
        await morning.Place.UntilHuddleShowsAsync("Mon 23 Nov 09:15");
        await morning.Place.UntilHuddleShowsAsync("Whoever starts it leads.");

        await DownUntilAsync(morning, At(26, 10, 30));
        await morning.Place.UntilHuddleShowsAsync("Thu 26 Nov 09:15");
        await morning.Place.UntilHuddleShowsAsync("This one was not held, nor the 2 before it: I was not running then.");
        await morning.GoToAsync(At(27, 9, 6));
        await morning.Place.UntilHuddleShowsAsync("Fri 27 Nov 09:15");
        await morning.Hotel.AllIsWellAsync();
        Assert.Equal(["Announced", "Missed", "Skipped", "Announced"], await morning.HappenedAsync());
    }

    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task Paused_none_is_held_up_to_and_including_that_day(Platform platform)
    {
        await using var morning = await OpenAsync(platform);
        await morning.Place.AskAsync("tom", "pause until 2026-11-24", "Paused up to and including Tue 24 Nov");
        foreach (var day in (int[])[23, 24])
        {
            await morning.GoToAsync(At(day, 9, 16));
            Assert.Null(morning.Place.HuddleText);
        }

        await morning.GoToAsync(At(25, 9, 6));
        await morning.Place.UntilHuddleShowsAsync("Wed 25 Nov 09:15");
        await morning.Place.AskAsync("tom", "pause until 2026-12-31", "Paused up to and including");
        await morning.GoToAsync(At(26, 9, 16));
        await morning.Place.AskAsync("ben", "resume", "The huddles go on.");
        await morning.GoToAsync(At(27, 9, 6));
        await morning.Place.UntilHuddleShowsAsync("Fri 27 Nov 09:15");
        await morning.Hotel.AllIsWellAsync();
        Assert.Equal(["Announced", "CalledOff", "Announced"], await morning.HappenedAsync());
    }

    private static async Task DownUntilAsync(MorningPlace morning, DateTimeOffset moment)
    {
        await morning.Hotel.StopBotAsync();
        morning.Skip(moment);
        await morning.Hotel.StartBotAsync();
        await morning.GoToAsync(moment);
    }
}
