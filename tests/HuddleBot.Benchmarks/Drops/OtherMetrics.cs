using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>What the detector does with shares of top boxes (CSAT, CES) and with means (stars): answers of any metric, day by day.</summary>
/// <param name="Usual">How many of the customers answer on each level, from the worst up.</param>
internal sealed record OtherMetric(string Name, AnswerLevels Levels, IReadOnlyList<double> Usual)
{
    private const double DaysPerYear = 365.25;

    public static readonly IReadOnlyList<OtherMetric> All =
    [
        new("CSAT, 80 % top boxes", AnswerLevels.TopBox, [0.2, 0.8]),
        new("CES, 60 % top boxes", AnswerLevels.TopBox, [0.4, 0.6]),
        new("stars 1–5, mean 4.2", AnswerLevels.Stars(Scale.TryCreate(1, 5)!.Value), [0.05, 0.05, 0.1, 0.25, 0.55]),
        new("stars 1–5, mean 3.2", AnswerLevels.Stars(Scale.TryCreate(1, 5)!.Value), [0.08, 0.23, 0.24, 0.26, 0.19]),
    ];

    /// <summary>Alarms where nothing fell, from the first answer on.</summary>
    public Alarms False(double perDay, DropParameters parameters, int series, int years, ulong seed)
    {
        var alarms = new int[series];
        Trials.Each(series, at =>
        {
            var detector = new DropDetector(Levels, parameters);
            var state = detector.Start();
            foreach (var day in Days(new Dice(Trials.Seed(seed, at)), perDay, Usual).Take((int)(years * DaysPerYear)))
            {
                (state, var told) = detector.Step(state, day);
                if (told is DropEvent.Fell) alarms[at]++;
            }
        });
        return new(alarms.Sum(), 0, series * (double)years);
    }

    /// <summary>How long a drop goes unseen; runs with a false alarm before it are left out.</summary>
    /// <param name="drop">In hundredths.</param>
    /// <param name="history">Days before the drop.</param>
    public Delays Delay(double perDay, double drop, DropParameters parameters, int history, int runs, ulong seed)
    {
        var down = LatentNormal.Fallen(Usual, Levels.Values, drop);
        var knowing = new KnowingCusum(Usual, down, (dice, shares) => Days(dice, perDay, shares), parameters.FalseAlarmsPerYear, seed);
        var (ours, best, most) = (new double[runs], new double[runs], (int)(8 * DaysPerYear));
        Trials.Each(runs, at =>
        {
            var detector = new DropDetector(Levels, parameters);
            var (state, height, number) = (detector.Start(), 0.0, -history);
            foreach (var day in Days(new Dice(Trials.Seed(seed, at)), perDay, Usual, history, down).Take(history + most))
            {
                (state, var told) = detector.Step(state, day);
                height = number < 0 && height > knowing.Threshold ? 0 : Math.Max(0, height + knowing.Weight(day.Answers));
                if (number < 0 && told is DropEvent.Fell) (ours[at], best[at]) = (double.NaN, double.NaN);
                if (double.IsNaN(ours[at])) break;
                if (++number <= 0) continue;
                if (ours[at] == 0 && told is DropEvent.Fell) ours[at] = number;
                if (best[at] == 0 && height > knowing.Threshold) best[at] = number;
                if (ours[at] > 0 && best[at] > 0) break;
            }
        });
        return new(Delays.Valid(ours, most), Delays.Valid(best, most), [], []);
    }

    private static IEnumerable<DayOfAnswers> Days(Dice dice, double perDay, IReadOnlyList<double> usual, int fallsOn = int.MaxValue, IReadOnlyList<double>? down = null)
    {
        for (var number = 0; ; number++)
        {
            var (counts, shares) = (new double[usual.Count], number >= fallsOn ? down! : usual);
            for (var left = dice.Poisson(perDay); left > 0; left--)
            {
                var (level, mood) = (0, dice.Next() - shares[0]);
                while (mood >= 0 && level < counts.Length - 1) mood -= shares[++level];
                counts[level]++;
            }

            yield return new(Feed.FirstDay.PlusDays(number), Tally.Of(counts));
        }
    }
}
