using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Storage;
using Xunit.Abstractions;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// The ways of an escalation, a theme and a call to a customer. An undisturbed bot shows where it writes and calls; then, in every step, one dies at such a place, before it or
/// after, and another goes on. At the end people, auditors and other programs see the same.
/// </summary>
/// <remarks>
/// Each round dies at another place of every step. HUDDLEBOT_STOPS=all goes through all of them (half an hour for each storage, on a quiet machine), a number through so many rounds.
/// </remarks>
public abstract class OuterLoopStopTests(ITestOutputHelper output)
{
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("HUDDLEBOT_STOPS");

    /// <summary>Null: SQLite.</summary>
    protected abstract string? AzureTables { get; }

    private protected async Task StopEverywhereAsync(bool hasTeams, IReadOnlyList<Step> way)
    {
        var (expected, undisturbed) = await GoAsync(hasTeams, way, _ => null);
        var places = undisturbed.Passed.Select(step => step.Points.Count).ToList();
        foreach (var (step, points) in undisturbed.Passed) output.WriteLine($"{step}:\n    {string.Join("\n    ", points)}");
        Assert.All(places.Where((_, i) => !way[i].Name.EndsWith(" comes", StringComparison.Ordinal)), count => Assert.InRange(count, 3, 100));

        var (deaths, twice) = (0, 0);
        foreach (var round in RoundsOf(2 * places.Max()))
        {
            var (seen, walk) = await GoAsync(hasTeams, way, step => StopOf(round, step, places[step]));
            var how = $"round {round}, after {string.Join(", ", walk.Deaths)}";
            Same(expected.InSlack, seen.InSlack, 0, how);
            Same(expected.InTeams, seen.InTeams, walk.OnTheWay, how);
            Same(expected.Told, seen.Told, 0, how);
            Same(expected.Audit, seen.Audit, 0, how);
            deaths += walk.Deaths.Count;
            twice += seen.InTeams.Count - expected.InTeams.Count;
        }

        output.WriteLine($"{places.Sum()} places; died {deaths} times; {twice} messages twice in Teams");
        Assert.True(deaths > 0);
    }

    private async Task<(Picture Seen, Walk Walk)> GoAsync(bool hasTeams, IReadOnlyList<Step> way, Func<int, Stop?> stopOf)
    {
        await using var walk = await Walk.BeginAsync(hasTeams, AzureTables);
        foreach (var (i, step) in way.Index()) await walk.StepAsync(step, stopOf(i));
        return (await walk.EndAsync(), walk);
    }

    /// <summary>All rounds are each place of each step, before and after. A part of them is spread evenly over them.</summary>
    private static IEnumerable<int> RoundsOf(int all)
    {
        var wanted = Wanted == "all" ? all : Math.Min(all, int.TryParse(Wanted, CultureInfo.InvariantCulture, out var rounds) ? rounds : 1);
        return Enumerable.Range(0, wanted).Select(i => wanted == all ? i : (int)(((i + 0.5) * all / wanted) + i));
    }

    /// <summary>In a part of the rounds a short step is stopped in each as well, everywhere in turn; all rounds stop it once at each place.</summary>
    private static Stop? StopOf(int round, int step, int places)
    {
        var isDoneAllTheSame = (round + step) % 2 == 1;
        if (places == 0) return null;
        var point = round / 2;
        if (Wanted == "all") return point < places ? new(point + 1, isDoneAllTheSame) : null;
        return new(((point + (7 * step)) % places) + 1, isDoneAllTheSame);
    }

    /// <param name="mayBeMore">How many lines may stand there once more than expected, or as they were before.</param>
    private static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> seen, int mayBeMore, string how)
    {
        var (missing, more) = (Without(expected, seen), Without(seen, expected));
        Assert.True(missing.Count == 0 && more.Count <= mayBeMore, $"{how}:\nmissing {string.Join("\n        ", missing.Select(one => Near(one, more)))}\nmore    {string.Join("\n        ", more.Select(one => Near(one, missing)))}");
    }

    /// <summary>A long line where it becomes another than all the others.</summary>
    private static string Near(string line, IReadOnlyList<string> others)
    {
        var same = others.Select(other => line.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count()).DefaultIfEmpty(0).Max();
        return line.Length < 600 ? line : $"{line[..60]} … {line[Math.Max(0, same - 200)..Math.Min(line.Length, same + 200)]}";
    }

    private static List<string> Without(IEnumerable<string> these, IEnumerable<string> those)
    {
        var left = these.ToList();
        foreach (var one in those) left.Remove(one);
        return left;
    }
}

public sealed class OuterLoopStopsOnSqlite(ITestOutputHelper output) : OuterLoopStopTests(output)
{
    protected override string? AzureTables => null;

    [Fact]
    public Task An_escalation_in_Slack_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: false, Ways.OfEscalation(Platform.Slack));

    [Fact]
    public Task An_escalation_in_Teams_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: true, Ways.OfEscalation(Platform.Teams));

    [Fact]
    public Task A_theme_of_two_teams_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: true, Ways.OfTheme());

    [Fact]
    public Task A_call_to_a_customer_in_Slack_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: false, Ways.OfCall(Platform.Slack));

    [Fact]
    public Task A_call_to_a_customer_in_Teams_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: true, Ways.OfCall(Platform.Teams));
}

[Collection(AzuriteTests.Name)]
public sealed class OuterLoopStopsOnAzureTables(AzuriteFixture azurite, ITestOutputHelper output) : OuterLoopStopTests(output)
{
    protected override string? AzureTables => azurite.ConnectionString;

    [Fact]
    public Task An_escalation_in_Slack_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: false, Ways.OfEscalation(Platform.Slack));

    [Fact]
    public Task A_theme_of_two_teams_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: true, Ways.OfTheme());

    [Fact]
    public Task A_call_to_a_customer_in_Teams_comes_to_the_same_wherever_the_bot_stops() => StopEverywhereAsync(hasTeams: true, Ways.OfCall(Platform.Teams));
}
