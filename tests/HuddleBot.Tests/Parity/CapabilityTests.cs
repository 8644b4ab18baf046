using HuddleBot.Core.Identity;
using HuddleBot.Playground.Slack;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Parity;

/// <summary>Every capability, walked through in Slack.</summary>
public sealed class SlackCapabilityTests
{
    public static TheoryData<string> Capabilities => [.. ParityTests.CapabilitiesOf(Platform.Slack)];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task It_works_there(string capability)
    {
        var time = ParityTests.NewTime();
        await using var hotel = await Hotel.OpenAsync(time: time, slack: new() { RateLimitScale = null, TimeProvider = time, Scopes = MembersOnly }, frontDeskMore: ParityTests.HuddleFor(capability),
            company: ParityTests.LeadFor(capability, _ => """ "platform": "slack", "workspace": "T0001", "user": "U0002" """));
        await Scenarios.ByCapability[capability](new SlackPlace(hotel));
        await hotel.AllIsWellAsync();
    }

    /// <summary>With chat:write.public, which the bot does not ask for, it could write without being in the channel.</summary>
    private static IReadOnlySet<string> MembersOnly { get; } = SlackPlaygroundOptions.DefaultScopes.Except(["chat:write.public"]).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Every capability, walked through in Microsoft Teams.</summary>
public sealed class TeamsCapabilityTests
{
    public static TheoryData<string> Capabilities => [.. ParityTests.CapabilitiesOf(Platform.Teams)];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task It_works_there(string capability)
    {
        await using var hotel = await Hotel.OpenMixedAsync(time: ParityTests.NewTime(), spaMore: ParityTests.HuddleFor(capability), company: ParityTests.LeadFor(capability, hotel => $"{hotel.InTeams}, \"user\": \"{hotel.Teams.PersonNamed("ana").Id}\""));
        await Scenarios.ByCapability[capability](new TeamsPlace(hotel));
        await hotel.AllIsWellAsync();
    }
}
