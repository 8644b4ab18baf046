using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>Runs many feeds through the detector, on two cores at most; the same seed gives the same figures.</summary>
internal static class Trials
{
    private const double DaysPerYear = 365.25;
    private const double Known = 1e9;

    /// <summary>Alarms where nothing fell.</summary>
    public static Alarms False(Feed feed, DropParameters parameters, int series, double years, ulong seed, bool known = false)
    {
        var (alarms, weekly) = (new int[series], new int[series]);
        var days = (int)(years * DaysPerYear);
        Each(series, at =>
        {
            var (detector, state) = Begin(feed, parameters, known);
            var test = new WeeklyTest();
            foreach (var day in feed.Days(new Dice(Seed(seed, at))).Take(days))
            {
                (state, var told) = detector.Step(state, day);
                if (told is DropEvent.Fell) alarms[at]++;
                if (test.Add(day.Answers)) weekly[at]++;
            }
        });
        return new(alarms.Sum(), weekly.Sum(), series * years);
    }

    /// <summary>How long a drop goes unseen, by the detector, by the CUSUM that knows everything, by the one that knows its size, and by the weekly test.</summary>
    /// <param name="learning">Null: without it.</param>
    /// <param name="history">Days before the drop; runs with a false alarm in them are left out.</param>
    public static Delays Delay(
        Feed feed, KnowingCusum knowing, (double Drop, double Threshold)? learning, DropParameters parameters, int history, int runs, ulong seed, bool known = false)
    {
        var (ours, best, tuned, weekly) = (new double[runs], new double[runs], new double[runs], new double[runs]);
        var most = (int)(8 * DaysPerYear);
        Each(runs, at =>
        {
            var (detector, state) = Begin(feed, parameters, known);
            var (test, cusum, height, number) = (new WeeklyTest(), new LearningCusum(learning?.Drop ?? 0), 0.0, -history);
            foreach (var day in feed.Days(new Dice(Seed(seed, at)), history, knowing.Down).Take(history + most))
            {
                (state, var told) = detector.Step(state, day);
                height = number < 0 && height > knowing.Threshold ? 0 : Math.Max(0, height + knowing.Weight(day.Answers));
                if (number < 0) cusum.Learn(day.Answers);
                else cusum.Step(day.Answers);
                var late = test.Add(day.Answers);
                if (number < 0 && told is DropEvent.Fell) (ours[at], best[at], tuned[at], weekly[at]) = (double.NaN, double.NaN, double.NaN, double.NaN);
                if (double.IsNaN(ours[at])) break;
                number++;
                if (number <= 0) continue;
                if (ours[at] == 0 && told is DropEvent.Fell) ours[at] = number;
                if (best[at] == 0 && height > knowing.Threshold) best[at] = number;
                if (tuned[at] == 0 && cusum.Height > learning?.Threshold) tuned[at] = number;
                if (weekly[at] == 0 && late) weekly[at] = number;
                if (ours[at] > 0 && best[at] > 0 && weekly[at] > 0 && (tuned[at] > 0 || learning is null)) break;
            }
        });
        return new(Delays.Valid(ours, most), Delays.Valid(best, most), Delays.Valid(tuned, most), Delays.Valid(weekly, most));
    }

    /// <summary>What is told of a drop that ends again, and in the year after.</summary>
    public static IReadOnlyList<Fall> Falls(Feed feed, double drop, DropParameters parameters, int history, int length, int runs, ulong seed)
    {
        var (falls, down) = (new Fall[runs], feed.Usual.Fallen(drop));
        Each(runs, at =>
        {
            var (detector, state) = Begin(feed, parameters, known: false);
            var (number, told, recovered, becameUsual) = (-history, 0, 0, false);
            foreach (var day in feed.Days(new Dice(Seed(seed, at)), history, down, history + length).Take(history + length + 365))
            {
                number++;
                (state, var now) = detector.Step(state, day);
                if (number <= 0) continue;
                if (now is DropEvent.Fell) told++;
                if (now is DropEvent.BecameUsual) becameUsual = true;
                if (now is DropEvent.Recovered && number > length && recovered == 0) recovered = number - length;
            }

            falls[at] = new(told, recovered, becameUsual);
        });
        return falls;
    }

    public static void Each(int count, Action<int> one) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, one);

    public static ulong Seed(ulong seed, int at) => (seed * 1_000_003) + ((ulong)at * 0xD1342543DE82EF95);

    private static (DropDetector, DropState) Begin(Feed feed, DropParameters parameters, bool known)
    {
        if (!known) return (new(AnswerLevels.Nps, parameters), DropState.Start(AnswerLevels.Nps, parameters));
        var (usual, never) = (feed.Usual, parameters with { MemoryAnswers = 1e6 * Known });
        var baseline = Tally.Of(Known * usual.Detractors, Known * (1 - usual.Detractors - usual.Promoters), Known * usual.Promoters);
        return (new(AnswerLevels.Nps, never), DropState.Of(baseline, never) with { FirstDay = Feed.FirstDay - Period.FromYears(1), OverDispersion = OverDispersion.None with { Squares = 104, Weeks = 104 } });
    }

    /// <param name="Told">Alarms from the first day of the drop on.</param>
    /// <param name="RecoveredAfter">Days after the drop's end; 0: never told.</param>
    public readonly record struct Fall(int Told, int RecoveredAfter, bool BecameUsual);
}

/// <param name="Weekly">Those of the weekly test.</param>
internal sealed record Alarms(int Told, int Weekly, double SeriesYears)
{
    public double PerYear => Told / SeriesYears;

    public double WeeklyPerYear => Weekly / SeriesYears;

    /// <summary>The ends of a 95 % interval of the rate: Byar's approximation to Poisson's.</summary>
    public (double Low, double High) Interval => (Byar(Told, -1.96) / SeriesYears, Byar(Told + 1, 1.96) / SeriesYears);

    private static double Byar(double count, double z) => count == 0 ? 0 : count * Math.Pow(1 - (1 / (9 * count)) + (z / (3 * Math.Sqrt(count))), 3);
}

/// <summary>Days, counted from the first day of the drop, which is 1.</summary>
/// <param name="Best">Of the CUSUM that knows everything.</param>
/// <param name="Tuned">Of the one that knows the size.</param>
internal sealed record Delays(double[] Ours, double[] Best, double[] Tuned, double[] Weekly)
{
    public double Ratio => Ours.Average() / Best.Average();

    public double RatioToTuned => Ours.Average() / Tuned.Average();

    /// <summary>Of the ratio of means of the same runs.</summary>
    public double StandardError => ErrorOf(Ratio, Best);

    /// <inheritdoc cref="StandardError"/>
    public double StandardErrorToTuned => ErrorOf(RatioToTuned, Tuned);

    /// <summary>What was never seen counts as seen on the last day of the trial.</summary>
    public static double[] Valid(double[] delays, double most) => [.. delays.Where(delay => !double.IsNaN(delay)).Select(delay => delay == 0 ? most : delay)];

    private double ErrorOf(double ratio, double[] other) =>
        Math.Sqrt(Ours.Zip(other, (ours, theirs) => Math.Pow(ours - (ratio * theirs), 2)).Sum()) / (other.Average() * Ours.Length);
}
