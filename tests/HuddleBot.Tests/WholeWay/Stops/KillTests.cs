using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Storage;
using Xunit.Abstractions;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// An undisturbed bot shows where it writes and calls on a way; then, in every step of it, one dies at such a place, before it or after, and another goes on. At the end people,
/// auditors and other programs see the same, and nothing twice; in Microsoft Teams a message may stand twice whose answer was lost with the bot.
/// </summary>
/// <remarks>
/// HUDDLEBOT_STOPS=all goes through every place of every step, on both storages, with one bot and with three (hours); a number goes through so many rounds of each.
/// </remarks>
public abstract class KillTests(ITestOutputHelper output)
{
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("HUDDLEBOT_STOPS");

    private protected static bool IsWhole => Wanted is not null;

    private protected async Task DieEverywhereAsync(Way way, Ground ground)
    {
        var rounds = await Rounds.BeginAsync(way, ground);
        foreach (var (step, points) in rounds.Passed) output.WriteLine($"{step}:\n    {string.Join("\n    ", points)}");
        var random = new Random(20261123);
        var wanted = Wanted == "all" ? rounds.All : int.TryParse(Wanted, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var (deaths, twice, forgotten) = (0, 0, 0);
        for (var i = 0; i < wanted; i++)
        {
            var round = Wanted == "all" ? await rounds.GoThroughAsync(i) : await rounds.GoSomewhereAsync(random);
            Assert.True(round.Comparison.IsSame, $"{way}, {ground}, round {i}, after {string.Join(", ", round.Deaths)}:\n{round.Comparison}");
            deaths += round.Deaths.Count;
            twice += round.Comparison.TwiceInWindow;
            forgotten += round.Forgotten;
        }

        output.WriteLine($"{way}, {ground}: {rounds.Places} places; died {deaths} times; {twice} messages twice in Teams; {forgotten} taps taken, then forgotten");
        Assert.True(deaths > 0);
    }

    public static TheoryData<string> Names { get; } = [.. Ways.All.Select(way => way.ToString())];

    private protected static Way WayOf(string name) => Ways.All.Single(way => way.ToString() == name);
}

public sealed class KillsOnSqlite(ITestOutputHelper output) : KillTests(output)
{
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_way_comes_to_the_same_wherever_the_bot_dies(string way) => DieEverywhereAsync(WayOf(way), new(null, 1, InProcesses: false));
}

public sealed class KillsOfOneOfThree(ITestOutputHelper output) : KillTests(output)
{
    public static TheoryData<string> Few { get; } = IsWhole ? Names : ["tag, Slack"];

    [Theory]
    [MemberData(nameof(Few))]
    public Task A_way_comes_to_the_same_whichever_of_three_bots_dies(string way) => DieEverywhereAsync(WayOf(way), new(null, 3, InProcesses: false));
}

[Collection(AzuriteTests.Name)]
public sealed class KillsOnAzureTables(AzuriteFixture azurite, ITestOutputHelper output) : KillTests(output)
{
    public static TheoryData<string, int> Few { get; } = IsWhole ? Both : new() { { "import, Slack", 1 }, { "response, Teams", 3 } };

    private static TheoryData<string, int> Both
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var way in Ways.All)
            {
                all.Add(way.ToString(), 1);
                all.Add(way.ToString(), 3);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Few))]
    public Task A_way_comes_to_the_same_wherever_a_bot_dies(string way, int bots) => DieEverywhereAsync(WayOf(way), new(azurite.ConnectionString, bots, InProcesses: false));
}
