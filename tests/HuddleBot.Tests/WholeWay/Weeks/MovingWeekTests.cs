using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Xunit.Abstractions;

namespace HuddleBot.Tests.WholeWay.Weeks;

/// <summary>The same week with the same people, and every evening the bot goes on from another storage.</summary>
[Collection(AzuriteTests.Name)]
public sealed class MovingWeekTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    [SharedFact(LoungeTrialTests.Reviews)]
    public async Task A_company_that_moves_between_the_storages_every_evening_has_the_same_week()
    {
        var moves = 0;
        await using var week = await Week.OpenAsync(output, week => week.MoveAsync(moves++ % 2 == 0 ? azurite.ConnectionString : null));
        await WeekTests.HaveAsync(week, output);
        Assert.True(moves >= 8, $"moved only {moves} times");
    }
}
