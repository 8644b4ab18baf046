using System.Text;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Parity;

/// <summary>Everything that the bot does in Slack it does in Microsoft Teams: each capability that the code lists is walked through on each platform, or has a written reason.</summary>
public sealed class ParityTests
{
    /// <summary>Those that are walked through there; the others have a written reason.</summary>
    internal static IEnumerable<string> CapabilitiesOf(Platform platform) => Scenarios.ByCapability.Keys.Where(capability => !Capabilities.Reasons.ContainsKey((capability, platform)));

    internal static TestTime NewTime() => new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal static string? HuddleFor(string capability) => Scenarios.WithHuddle.Contains(capability) ? Scenarios.Huddle : null;

    /// <param name="ana">How the teams file writes her.</param>
    internal static Func<Hotel, string>? LeadFor(string capability, Func<Hotel, string> ana) => Scenarios.WithLead.Contains(capability) ? hotel => $$""", "cxLeads": { "people": [{ {{ana(hotel)}} }] } """ : null;

    [Fact]
    public void Every_card_is_drawn_for_every_platform()
    {
        var drawn = CardSamples.All.Select(sample => sample.Content.GetType().Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Cards().Order(StringComparer.Ordinal), drawn.Select(Capabilities.OfCard).Order(StringComparer.Ordinal));
        foreach (var (_, content) in CardSamples.All)
        {
            foreach (var platform in Enum.GetValues<Platform>()) Assert.NotEqual("", CardsUnderTest.Composer.Compose(platform, content).Summary);
        }
    }

    [Fact]
    public void Nothing_that_the_code_lists_is_left_out()
    {
        Assert.True(Capabilities.All.Count > 40);
        Assert.Empty(Capabilities.All.Except(Cards()).Except(Scenarios.ByCapability.Keys));
        Assert.Empty(Scenarios.ByCapability.Keys.Except(Capabilities.All));
        Assert.All(Capabilities.Reasons, reason => Assert.Contains(reason.Key.Capability, Capabilities.All));
    }

    /// <summary>For readers: the same matrix, in words.</summary>
    [Fact]
    public void The_matrix_in_the_documentation_is_this_one()
    {
        var matrix = new StringBuilder("| capability | Slack | Microsoft Teams |\n|---|---|---|\n");
        foreach (var capability in Capabilities.All)
            matrix.Append("| ").Append(capability.Replace(": ", " ", StringComparison.Ordinal)).Append(" | ").Append(Cell(capability, Platform.Slack)).Append(" | ").Append(Cell(capability, Platform.Teams)).Append(" |\n");
        var file = System.IO.Path.Combine(RepositoryRoot.Path, "docs", "parity.md");
        if (Environment.GetEnvironmentVariable("HUDDLEBOT_WRITE_SNAPSHOTS") is "1")
        {
            var head = File.ReadAllText(file);
            File.WriteAllText(file, head[..head.IndexOf("| capability", StringComparison.Ordinal)] + matrix);
        }

        Assert.EndsWith(matrix.ToString(), File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static string Cell(string capability, Platform platform) => Capabilities.Reasons.GetValueOrDefault((capability, platform)) ?? "yes";

    private static IEnumerable<string> Cards() => Capabilities.All.Where(capability => capability.StartsWith("card: ", StringComparison.Ordinal));
}
