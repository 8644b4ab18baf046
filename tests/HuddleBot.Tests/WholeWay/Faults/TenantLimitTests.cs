using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Playground.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>Microsoft Teams takes 50 calls a second from one bot in one tenant, questions too.</summary>
public sealed class TenantLimitTests
{
    private const int Channels = 110;

    /// <summary>As after a start on an overloaded machine: no roster is known, and the calls of a second take so long on their way that those of the next arrive with them.</summary>
    [Fact]
    public async Task Rosters_of_many_channels_pass_no_limit_also_where_the_calls_are_slow_on_their_way()
    {
        await using var hotel = await Hotel.OpenMixedAsync(rateLimitScale: 1);
        ChannelId[] channels = [.. Enumerable.Range(0, Channels).Select(i => new ChannelId(Platform.Teams, hotel.Teams.TenantId, hotel.Teams.AddTeam($"Team {i}", ["tom", "ben"]).Id))];
        hotel.Teams.Inject(new(FaultKind.Slow) { Method = "members", Times = 48, Delay = TimeSpan.FromSeconds(1.6) });
        hotel.Teams.Inject(new(FaultKind.Slow) { Method = "members", Times = 48, Delay = TimeSpan.FromSeconds(0.6) });
        var directory = hotel.Bot.Services.GetRequiredService<TeamsDirectory>();
        foreach (var channel in channels) directory.KeepUsable(channel);
        Assert.All(await Task.WhenAll(channels.Select(channel => directory.RosterOfAsync(channel, CancellationToken.None))), roster => Assert.Equal(2, roster?.Members.Count));
        var reads = hotel.Teams.Calls.Where(call => call.Operation == "members").ToList();
        Assert.InRange(reads.Count, Channels, Channels + 3);
        Assert.DoesNotContain(reads, call => call.Status == 429);
        await hotel.AllIsWellAsync();
    }
}
