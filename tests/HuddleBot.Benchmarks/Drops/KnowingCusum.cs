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
    private readonly double onDetractor;
    private readonly double onPassive;
    private readonly double onPromoter;

    public KnowingCusum(Feed feed, Shares down, double falseAlarmsPerYear, ulong seed)
    {
        Down = down;
        var usual = feed.Usual;
        (onDetractor, onPromoter) = (Math.Log(down.Detractors / usual.Detractors), Math.Log(down.Promoters / usual.Promoters));
        onPassive = Math.Log((1 - down.Promoters - down.Detractors) / (1 - usual.Promoters - usual.Detractors));
        Threshold = Find(feed, down, falseAlarmsPerYear / DaysPerYear, new Dice(seed));
    }

    public Shares Down { get; }

    public double Threshold { get; }

    public double Weight(Tally day) => (onDetractor * day.Counts[0]) + (onPassive * day.Counts[1]) + (onPromoter * day.Counts[2]);

    private double Find(Feed feed, Shares down, double perDay, Dice dice)
    {
        var days = 0L;
        using (var usual = feed.Days(dice).GetEnumerator())
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
        using var fallen = feed.Days(dice, 0, down).GetEnumerator();
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
