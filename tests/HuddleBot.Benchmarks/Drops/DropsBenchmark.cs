using System.Globalization;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

internal static class DropsBenchmark
{
    public static int Run(IReadOnlyList<string> words)
    {
        var a = double.Parse(words[1], CultureInfo.InvariantCulture);
        var par = new DropParameters { FalseAlarmsPerYear = a };
        foreach (var (p, d) in new[] { (.5, .2), (.7, .05), (.3, .3) })
        foreach (var rate in new[] { 1, 5, 20, 100.0 })
        {
            var feed = new Feed(new(p, d), rate);
            if (words[0] == "fa")
            {
                var n = int.Parse(words[2]);
                var t = System.Diagnostics.Stopwatch.StartNew();
                var k = Trials.False(feed, par, n, 5, 1, true);
                var l = Trials.False(feed, par, n, 1, 2);
                var m = Trials.False(feed, par, n, 5, 3);
                Console.WriteLine($"{p} {d} {rate}: known {k.PerYear:F4} first year {l.PerYear:F4} five {m.PerYear:F4} ({m.Told}) weekly {m.WeeklyPerYear:F2} {t.Elapsed.TotalSeconds:F1}s");
            }
            else if (rate > 1)
            {
                foreach (var drop in new[] { .1, .2, .3 })
                {
                    var n = int.Parse(words[2]);
                    var t = System.Diagnostics.Stopwatch.StartNew();
                    var k = Trials.Delay(feed, drop, par, 90, n, 4, true);
                    var y = Trials.Delay(feed, drop, par, 365, n, 5);
                    var z = Trials.Delay(feed, drop, par, 1095, n, 6);
                    Console.WriteLine($"{p} {d} {rate} {drop}: best {k.Best.Average():F1} known {k.Ours.Average():F1} {k.Ratio:F2}±{k.StandardError:F2}  1y {y.Ours.Average():F1} {y.Ratio:F2}  3y {z.Ours.Average():F1} {z.Ratio:F2}±{z.StandardError:F2}; weekly {z.Weekly.Average():F1} {t.Elapsed.TotalSeconds:F1}s");
                }
            }
        }

        return 0;
    }
}
