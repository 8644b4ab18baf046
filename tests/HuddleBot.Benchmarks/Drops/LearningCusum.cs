using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>
/// A CUSUM that knows the size of the drop, and learns what is usual from the same answers as the detector: from a history that it takes to be without a drop, then from all that comes
/// while it is at zero. It has no doubt in what it learned, knows of no over-dispersion and looks at nothing twice; what it lacks in caution its threshold makes up for, which is tuned
/// by simulation.
/// </summary>
internal sealed class LearningCusum(double drop)
{
    // What is usual is worked out anew when so much more of it is known.
    private const double Anew = 1.02;

    // Climbs that end below need not be remembered.
    private const double NoThreshold = 3;

    private static readonly double[] Values = [-1, 0, 1];

    private readonly double[] learned = [0.75, 1.5, 0.75];
    private readonly double[] pending = new double[3];
    private double total = 3;
    private double workedOutAt;
    private double theta;
    private double logM;

    public double Height { get; private set; }

    public void Learn(Tally day)
    {
        for (var level = 0; level < 3; level++) learned[level] += day.Counts[level];
        total += day.Total;
    }

    public void Step(Tally day)
    {
        if (total > workedOutAt * Anew) WorkOut();
        for (var level = 0; level < 3; level++) pending[level] += day.Counts[level];
        Height = Math.Max(0, Height + (theta * (day.Counts[2] - day.Counts[0])) - (logM * day.Total));
        if (Height > 0) return;
        for (var level = 0; level < 3; level++) (learned[level], total, pending[level]) = (learned[level] + pending[level], total + pending[level], 0);
    }

    /// <summary>For each drop the threshold that is passed so often in the years after the history, where nothing falls.</summary>
    public static IReadOnlyList<double> ThresholdsOf(Feed feed, IReadOnlyList<double> drops, int history, double falseAlarmsPerYear, int series, int years, ulong seed)
    {
        var peaks = new List<double>[series, drops.Count];
        Trials.Each(series, at =>
        {
            var cusums = drops.Select(drop => new LearningCusum(drop)).ToArray();
            for (var one = 0; one < cusums.Length; one++) peaks[at, one] = [0];
            var number = 0;
            foreach (var day in feed.Days(new Dice(Trials.Seed(seed, at))).Take(history + (int)(365.25 * years)))
            {
                var isHistory = number++ < history;
                for (var one = 0; one < cusums.Length; one++)
                {
                    if (isHistory) cusums[one].Learn(day.Answers);
                    else cusums[one].Climb(day.Answers, peaks[at, one]);
                }
            }
        });
        var allowed = (int)Math.Round(falseAlarmsPerYear * series * years);
        return [.. drops.Select((_, one) => Enumerable.Range(0, series).SelectMany(at => peaks[at, one]).OrderDescending().ElementAt(allowed))];
    }

    /// <param name="peaks">The highest of each climb from zero; the last of them is the one that goes on.</param>
    private void Climb(Tally day, List<double> peaks)
    {
        Step(day);
        if (Height > 0) peaks[^1] = Math.Max(peaks[^1], Height);
        else if (peaks[^1] > NoThreshold) peaks.Add(0);
        else peaks[^1] = 0;
    }

    /// <summary>The exponential tilt of what is usual to a mean that is lower by the drop.</summary>
    private void WorkOut()
    {
        workedOutAt = total;
        var target = Math.Max(((learned[2] - learned[0]) / total) - drop, -0.99);
        var (low, high) = (-20.0, 0.0);
        for (var step = 0; step < 50; step++)
        {
            theta = (low + high) / 2;
            var (sum, first) = (0.0, 0.0);
            for (var level = 0; level < 3; level++)
            {
                var part = learned[level] / total * Math.Exp(theta * Values[level]);
                (sum, first) = (sum + part, first + (part * Values[level]));
            }

            logM = Math.Log(sum);
            if (first / sum < target) low = theta;
            else high = theta;
        }
    }
}
