using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>
/// The best there can be (Moustakides, 1986): a CUSUM that knows what is usual and what the answers are after the drop, one look a day. Its threshold for
/// a given rate of false alarms comes from
/// renewal cycles; how often a cycle reaches a height without a drop is counted where there is one, and weighed back with the likelihood ratio.
/// </summary>
internal sealed class KnowingCusum
{
    private const double DaysPerYear = 365.25;
    private const double Step = 0.02;
    private const int Cycles = 10_000;
    private readonly double[] weights;

    /// <param name="usual">How many of the customers answer on each level, from the worst up.</param>
    /// <param name="down">And after the drop.</param>
    /// <param name="daysOf">Days of such answers, for ever.</param>
    public KnowingCusum(IReadOnlyList<double> usual, IReadOnlyList<double> down, Func<Dice, IReadOnlyList<double>, IEnumerable<DayOfAnswers>> daysOf, double falseAlarmsPerYear, ulong seed)
    {
        weights = [.. down.Zip(usual, (after, before) => Math.Log(after / before))];
        var dice = new Dice(seed);
        Threshold = Find(daysOf(dice, usual), daysOf(dice, down), falseAlarmsPerYear / DaysPerYear);
    }

    public KnowingCusum(Feed feed, Shares down, double falseAlarmsPerYear, ulong seed)
        : this(feed.Usual.Levels, down.Levels, (dice, shares) => feed.Days(dice, 0, new(shares[2], shares[0])), falseAlarmsPerYear, seed) => Down = down;

    /// <summary>Of NPS.</summary>
    public Shares Down { get; }

    public double Threshold { get; }

    public double Weight(Tally day)
    {
        var weight = 0.0;
        for (var level = 0; level < weights.Length; level++) weight += weights[level] * day.Counts[level];
        return weight;
    }

    private double Find(IEnumerable<DayOfAnswers> usualDays, IEnumerable<DayOfAnswers> fallenDays, double perDay)
    {
        var days = 0L;
        using (var usual = usualDays.GetEnumerator())
        {
            for (var cycle = 0; cycle < Cycles; cycle++)
            {
                for (var height = 0.0; ;)
                {
                    height += Weight(Next(usual));
                    days++;
                    if (height <= 0 || height > 40) break;
                }
            }
        }

        var reached = new double[(int)(30 / Step)];
        using var fallen = fallenDays.GetEnumerator();
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var (height, next) = (0.0, 0);
            while (next < reached.Length)
            {
                height += Weight(Next(fallen));
                if (height <= 0) break;
                for (; next < reached.Length && height > next * Step; next++) reached[next] += Math.Exp(-height);
            }
        }

        // Alarms per day: the chance that a cycle reaches the threshold, by its length.
        return Step * Enumerable.Range(0, reached.Length).First(at => reached[at] / days <= perDay);
    }

    private static Tally Next(IEnumerator<DayOfAnswers> days) => days.MoveNext() ? days.Current.Answers : throw new InvalidOperationException("a feed has no end");
}
