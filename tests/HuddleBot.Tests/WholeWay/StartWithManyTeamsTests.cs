using System.Globalization;
using HuddleBot.Core.Delivery;
using HuddleBot.Delivery;
using HuddleBot.Tests.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay;

/// <summary>After a start the teams are looked at by and by, which takes two seconds for five hundred.</summary>
public sealed class StartWithManyTeamsTests
{
    private const int Teams = 500;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>The bot's own clock moves only when it is put forward: how far the bot has got is known.</summary>
    [Fact]
    public async Task The_bell_of_another_process_is_heard_before_all_teams_were_looked_at()
    {
        var clock = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var hotel = await Hotel.OpenAsync(clock: clock, moreTeams: _ => string.Concat(Enumerable.Range(0, Teams).Select(number => string.Create(CultureInfo.InvariantCulture,
            $$""", { "id": "team-{{number}}", "name": "Team {{number}}", "timeZone": "Etc/UTC", "channel": { "platform": "slack", "workspace": "T0001", "channel": "C{{2000 + number}}" } }"""))));
        await Hotel.UntilAsync(() => Task.FromResult(hotel.Bot.Services.GetRequiredService<Doorbell>().IsDispatching));
        await using var other = hotel.BuildOnlooker();
        await other.Services.GetRequiredService<IDoorbell>().RingAsync(new($"team-{Teams - 1}"), CancellationToken.None);

        var passed = TimeSpan.Zero;
        while (await RingsAsync(hotel))
        {
            passed += Step;
            Assert.True(passed < TimeSpan.FromSeconds(1), "nobody hears the bell");
            clock.Advance(Step);
            for (var looks = 0; looks < 20 && await RingsAsync(hotel); looks++) await Task.Delay(20);
        }
    }

    private static async Task<bool> RingsAsync(Hotel hotel) => await hotel.Store.QueryAsync(Doorbell.Partition, "", null, CancellationToken.None).AnyAsync();
}
