using HuddleBot.Benchmarks.Silences;

namespace HuddleBot.Core.Tests.Silences;

/// <summary>The figures of <c>docs/silence.md</c>, counted again on fewer feeds: the same for the same seed.</summary>
public sealed class SilenceSimulationTests
{
    private const ulong Seed = 20_261_123;

    [Theory]
    [InlineData("all day, 20 a day", 0.02, 0.95)]
    [InlineData("1 a day", 0.3, 0.7)]
    [InlineData("weekdays, 10 a day", 0.02, 0.95)]
    [InlineData("a file on Mondays, some a day late", 0.15, 0.95)]
    [InlineData("a team, 2 things a working day", 0.25, 0.7)]
    public void Few_false_calls_and_most_stops_within_twice_the_usual_gap(string name, double falseCallsPerYear, double found)
    {
        var pace = Pace.All.Single(pace => pace.Name == name);
        var calls = SilenceTrials.False(pace, feeds: 6, years: 2, Seed);
        Assert.InRange(calls.Calls / calls.Years, 0, falseCallsPerYear);
        var (gap, stops) = (SilenceTrials.TrueGap(pace, Seed), SilenceTrials.Stops(pace, feeds: 6, afterDays: 365, Seed));
        Assert.InRange(stops.Count(stop => stop.FoundAfter <= 2 * gap), found * stops.Count, stops.Count);
    }
}
