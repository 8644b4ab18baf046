using System.Globalization;

namespace HuddleBot.Benchmarks.Silences;

/// <summary>How often a feed is called silent that is not, and how soon one is that is. The same for the same seed.</summary>
internal static class SilenceBenchmark
{
    private const int Years = 3;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--percent", "--seed", "--replay");
        if (read.TryGetValue("--replay", out var file)) return await SilenceReplay.RunAsync(file);
        var (percent, seed) = (read.Number("--percent", 100), (ulong)read.Number("--seed", 20_261_123));
        var feeds = Math.Max(1, 100 * percent / 100);
        Row("feed or team", "usual gap, days", "false calls a year", "in the first year", "later", "lines a year in the digest", "stops found within twice the usual gap, after 90 days", "after a year", "days to find it, after a year", "times the usual gap");
        Row([.. Enumerable.Repeat("---", 10)]);
        foreach (var pace in Pace.All)
        {
            var (gap, calls) = (SilenceTrials.TrueGap(pace, seed), SilenceTrials.False(pace, feeds, Years, seed + 1));
            var (early, late) = (SilenceTrials.Stops(pace, feeds, 90, seed + 2), SilenceTrials.Stops(pace, feeds, 365, seed + 3));
            var days = late.Select(stop => stop.FoundAfter).OfType<double>().Order().ToList();
            Row(
                pace.Name, Text(gap), Text(calls.Calls / calls.Years), Text((calls.Calls - calls.CallsAfterFirstYear) / (calls.Years - calls.YearsAfterFirst)),
                Text(calls.CallsAfterFirstYear / calls.YearsAfterFirst), Text(calls.ToldInWeeks / calls.Years), Within(early, gap), Within(late, gap),
                days.Count == 0 ? "—" : $"{Text(days[days.Count / 2])} (90 %: {Text(days[days.Count * 9 / 10])})", days.Count == 0 ? "—" : Text(days[days.Count / 2] / gap));
        }

        return 0;
    }

    /// <summary>Of the gap in the long run, which nobody has told the decider.</summary>
    private static string Within(IReadOnlyList<Stop> stops, double gap) => $"{100 * stops.Count(stop => stop.FoundAfter <= 2 * gap) / stops.Count} %";

    private static string Text(double number) => number.ToString(number >= 10 ? "0" : number >= 1 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private static void Row(params IReadOnlyList<string> cells) => Console.Out.WriteLine($"| {string.Join(" | ", cells)} |");
}
