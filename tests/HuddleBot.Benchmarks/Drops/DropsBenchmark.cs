using System.Globalization;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>
/// How often the detector of score drops is wrong, and how late it is: simulated feeds, the same for the same seed. Writes tables, CSV files and plots.
/// </summary>
internal static class DropsBenchmark
{
    private const double OneTeam = DropParameters.FalseAlarmsOfTeamPerYear;

    private static readonly (string Name, Shares Shares)[] Baselines = [("50 % / 20 %", new(0.5, 0.2)), ("70 % / 5 %", new(0.7, 0.05)), ("30 % / 30 %", new(0.3, 0.3))];

    private static readonly (double PerDay, double Allowed, int Series)[] Counted =
        [(5, 0.5, 200), (20, 0.5, 200), (1, OneTeam, 300), (5, OneTeam, 300), (20, OneTeam, 300), (100, OneTeam, 300), (5, 0.0048, 1_000)];

    private static readonly (string Name, Func<Feed, Feed> Of)[] Rough =
    [
        ("nothing else", feed => feed),
        ("weekends 10 points lower", feed => feed with { Weekend = 0.1 }),
        ("weekends 20 points lower", feed => feed with { Weekend = 0.2 }),
        ("over-dispersion 1.5", feed => feed with { Dispersion = 1.5 }),
        ("over-dispersion 2.5", feed => feed with { Dispersion = 2.5 }),
        ("drift, 4 points a year", feed => feed with { DriftPerYear = 0.04 }),
        ("four bursts a year", feed => feed with { BurstsPerYear = 4 }),
        ("four bad days a year", feed => feed with { BadDaysPerYear = 4 }),
        ("silent 60 days a year", feed => feed with { SilentDays = 60 }),
        ("only on Mondays", feed => feed with { OnlyOnMondays = true }),
    ];

    public static int Run(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--percent", "--seed", "--folder", "--part");
        var (percent, seed) = (read.Number("--percent", 100), (ulong)read.Number("--seed", 20_261_123));
        var folder = Directory.CreateDirectory(read.TryGetValue("--folder", out var named) ? named : "drops").FullName;
        (string Name, Action Run)[] parts =
        [
            ("delays", () => Delays(percent, seed, folder)),
            ("recoveries", () => Recoveries(percent, seed)),
            ("false-alarms", () => FalseAlarms(percent, seed, folder)),
            ("rough-feeds", () => RoughFeeds(percent, seed, folder)),
            ("fleets", () => Fleets(percent, seed)),
            ("others", () => Others(percent, seed, folder)),
        ];
        var asked = read.TryGetValue("--part", out var part) ? [.. parts.Where(one => one.Name == part)] : parts;
        foreach (var one in asked) one.Run();
        return asked.Length > 0 ? 0 : 2;
    }

    private static void FalseAlarms(int percent, ulong seed, string folder)
    {
        Table(
            "False alarms per series and year, five years from the first answer",
            "promoters / detractors", "answers a day", "allowed", "baseline known", "learned", "95 %", "weekly test");
        var rows = new List<string> { "promoters,detractors,per_day,allowed,known,learned,low,high,weekly" };
        foreach (var (name, shares) in Baselines)
        {
            foreach (var (perDay, allowed, series) in Counted)
            {
                var (feed, parameters) = (new Feed(shares, perDay), new DropParameters { FalseAlarmsPerYear = allowed });
                var known = Trials.False(feed, parameters, series * percent / 100, 5, seed, known: true);
                var learned = Trials.False(feed, parameters, series * percent / 100, 5, seed + 1);
                var (low, high) = learned.Interval;
                Row(name, $"{perDay}", $"{allowed}", Rate(known.PerYear), Rate(learned.PerYear), $"{Rate(low)}–{Rate(high)}", $"{learned.WeeklyPerYear:F2}");
                rows.Add(Csv(shares.Promoters, shares.Detractors, perDay, allowed, known.PerYear, learned.PerYear, low, high, learned.WeeklyPerYear));
            }
        }

        File.WriteAllLines(Path.Combine(folder, "false-alarms.csv"), rows);
    }

    private static void RoughFeeds(int percent, ulong seed, string folder)
    {
        double[] paces = [5, 20, 100];
        Table($"False alarms per series and year in rough feeds; allowed {OneTeam}", ["feed", .. paces.Select(pace => $"{pace} a day"), .. paces.Select(pace => $"weekly test, {pace} a day")]);
        var (rows, dots) = (new List<string> { "feed,per_day,alarms_per_year,low,high,weekly" }, new List<(string, double, Alarms)>());
        foreach (var (name, of) in Rough)
        {
            var parameters = new DropParameters { FalseAlarmsPerYear = OneTeam };
            var alarms = paces.Select(pace => Trials.False(of(new(Baselines[0].Shares, pace)), parameters, 200 * percent / 100, 5, seed + 2)).ToList();
            var intervals = alarms.Select(one => $"{Rate(one.PerYear)} ({Rate(one.Interval.Low)}–{Rate(one.Interval.High)})");
            Row([name, .. intervals, .. alarms.Select(one => $"{one.WeeklyPerYear:F2}")]);
            foreach (var (one, pace) in alarms.Zip(paces))
            {
                dots.Add((name, pace, one));
                rows.Add($"\"{name}\",{Csv(pace, one.PerYear, one.Interval.Low, one.Interval.High, one.WeeklyPerYear)}");
            }
        }

        File.WriteAllLines(Path.Combine(folder, "rough-feeds.csv"), rows);
        File.WriteAllText(Path.Combine(folder, "false-alarms.svg"), DropsPlots.FalseAlarms(dots, OneTeam));
    }

    private static void Fleets(int percent, ulong seed)
    {
        Table("False alarms of whole teams: the whole and four touchpoints each, with the budget of a fleet of 500", "teams", "alarms", "team-years", "per team and year", "a month, of 500 teams", "95 %");
        Feed Any(Dice dice) => new(Baselines[(int)(3 * dice.Next())].Shares, 2 * Math.Pow(25, dice.Next()));
        Write("5 answers a day", Fleet.FalseAlarms(_ => new(Baselines[0].Shares, 5), 600 * percent / 100, 5, seed + 3));
        Write("2 to 50 answers a day, three baselines", Fleet.FalseAlarms(Any, 250 * percent / 100, 5, seed + 4));
        Write(
            "the same, weekends 5 points lower, over-dispersion 1.2",
            Fleet.FalseAlarms(dice => Any(dice) with { Weekend = 0.05, Dispersion = 1.2 }, 600 * percent / 100, 5, seed + 5));

        static void Write(string name, Alarms alarms) => Row(
            name, $"{alarms.Told}", $"{alarms.SeriesYears:F0}", Rate(alarms.PerYear), $"{alarms.PerYear * 500 / 12:F2}",
            $"{alarms.Interval.Low * 500 / 12:F2}–{alarms.Interval.High * 500 / 12:F2}");
    }

    private static void Delays(int percent, ulong seed, string folder)
    {
        double[] drops = [0.1, 0.2, 0.3];
        Table(
            "Days until a drop is told (means; median in brackets; ratios ± standard error: to the CUSUM that knows everything, and to the tuned one that knows the size and learned the baseline)",
            "promoters / detractors", "answers a day", "drop", "knows everything", "baseline known", "ratio",
            "after 1 year", "to everything", "tuned, knows the size", "to tuned", "after 3 years", "to everything", "tuned, knows the size", "to tuned", "weekly test");
        var rows = new List<string>
        {
            "promoters,detractors,per_day,drop,best,known,known_ratio,one_year,one_year_ratio,one_year_tuned,one_year_tuned_ratio,three_years,three_years_ratio,three_years_tuned,three_years_tuned_ratio,weekly",
        };
        var lines = new List<(double, double, double, double, double, double)>();
        var parameters = new DropParameters();
        foreach (var (name, shares) in Baselines)
        {
            foreach (var perDay in new[] { 5.0, 20, 100 })
            {
                var (feed, runs) = (new Feed(shares, perDay), 120 * percent / 100);
                var (afterYear, afterThree) = (Tuned(364), Tuned(1_092));
                for (var at = 0; at < drops.Length; at++)
                {
                    var drop = drops[at];
                    var best = new KnowingCusum(feed, shares.Fallen(drop), parameters.FalseAlarmsPerYear, seed);
                    var known = Trials.Delay(feed, best, null, parameters, 91, runs, seed + 6, known: true);
                    var year = Trials.Delay(feed, best, (drop, afterYear[at]), parameters, 364, runs, seed + 7);
                    var three = Trials.Delay(feed, best, (drop, afterThree[at]), parameters, 1_092, runs, seed + 8);
                    Row([name, $"{perDay}", $"{100 * drop:F0}", $"{known.Best.Average():F1}", $"{known.Ours.Average():F1}", Ratio(known.Ratio, known.StandardError), .. Cells(year), .. Cells(three), $"{three.Weekly.Average():F1}"]);
                    rows.Add(Csv(
                        [shares.Promoters, shares.Detractors, perDay, 100 * drop, known.Best.Average(), known.Ours.Average(), known.Ratio, .. Figures(year), .. Figures(three), three.Weekly.Average()]));
                    if (shares == Baselines[0].Shares)
                        lines.Add((perDay, 100 * drop, three.Best.Average(), three.Tuned.Average(), three.Ours.Average(), three.Weekly.Average()));
                }

                IReadOnlyList<double> Tuned(int history) => LearningCusum.ThresholdsOf(feed, drops, history, parameters.FalseAlarmsPerYear, Math.Max(60, 1_500 * percent / 100), 4, seed + 10);
            }
        }

        File.WriteAllLines(Path.Combine(folder, "delays.csv"), rows);
        File.WriteAllText(Path.Combine(folder, "delays.svg"), DropsPlots.Delays(lines));

        static IReadOnlyList<string> Cells(Delays delays) =>
            [Days(delays.Ours), Ratio(delays.Ratio, delays.StandardError), Days(delays.Tuned), Ratio(delays.RatioToTuned, delays.StandardErrorToTuned)];

        static IReadOnlyList<double> Figures(Delays delays) => [delays.Ours.Average(), delays.Ratio, delays.Tuned.Average(), delays.RatioToTuned];

        static string Days(double[] days) => string.Create(CultureInfo.InvariantCulture, $"{days.Average():F1} ({days.Order().ElementAt(days.Length / 2):F0})");
    }

    private static void Others(int percent, ulong seed, string folder)
    {
        Table("Shares and means: false alarms per series and year, five years from the first answer", "metric", "answers a day", "allowed", "counted", "95 %");
        var rows = new List<string> { "metric,per_day,allowed,alarms_per_year,low,high" };
        foreach (var metric in OtherMetric.All)
        {
            foreach (var (perDay, allowed, series) in new[] { (5.0, 0.5, 120), (20, 0.5, 120), (5, OneTeam, 300), (20, OneTeam, 300), (5, 0.0048, 800) })
            {
                var alarms = metric.False(perDay, new() { FalseAlarmsPerYear = allowed }, series * percent / 100, 5, seed + 11);
                Row(metric.Name, $"{perDay}", $"{allowed}", Rate(alarms.PerYear), $"{Rate(alarms.Interval.Low)}–{Rate(alarms.Interval.High)}");
                rows.Add($"\"{metric.Name}\",{Csv(perDay, allowed, alarms.PerYear, alarms.Interval.Low, alarms.Interval.High)}");
            }
        }

        File.WriteAllLines(Path.Combine(folder, "other-false-alarms.csv"), rows);
        Table("Shares and means: days until a drop is told, after three years", "metric", "answers a day", "drop", "knows everything", "after 3 years", "ratio");
        rows = ["metric,per_day,drop,best,three_years,ratio"];
        foreach (var metric in OtherMetric.All)
        {
            foreach (var (perDay, drop) in new[] { (5.0, 0.1), (5, 0.2), (20, 0.1), (20, 0.2), (100, 0.1), (100, 0.2) })
            {
                var delays = metric.Delay(perDay, drop, new(), 1_092, 100 * percent / 100, seed + 12);
                Row(metric.Name, $"{perDay}", $"{100 * drop:F0}", $"{delays.Best.Average():F1}", $"{delays.Ours.Average():F1}", Ratio(delays.Ratio, delays.StandardError));
                rows.Add($"\"{metric.Name}\",{Csv(perDay, 100 * drop, delays.Best.Average(), delays.Ours.Average(), delays.Ratio)}");
            }
        }

        File.WriteAllLines(Path.Combine(folder, "other-delays.csv"), rows);
    }

    private static void Recoveries(int percent, ulong seed)
    {
        Table(
            "A drop of 20 points that ends after 22 weeks, after 2 years", "answers a day", "told once", "told more than once", "not told",
            "recovery told", "days to the recovery's telling", "became usual instead");
        foreach (var perDay in new[] { 5.0, 20, 100 })
        {
            var falls = Trials.Falls(new(Baselines[0].Shares, perDay), 0.2, new(), 728, 154, 200 * percent / 100, seed + 9);
            Row(
                $"{perDay}", Share(falls, fall => fall.Told == 1), Share(falls, fall => fall.Told > 1), Share(falls, fall => fall.Told == 0),
                Share(falls, fall => fall.RecoveredAfter > 0),
                $"{falls.Where(fall => fall.RecoveredAfter > 0).Select(fall => fall.RecoveredAfter).DefaultIfEmpty().Average():F1}", Share(falls, fall => fall.BecameUsual));
        }

        static string Share(IReadOnlyList<Trials.Fall> falls, Func<Trials.Fall, bool> isSo) => $"{100.0 * falls.Count(isSo) / falls.Count:F0} %";
    }

    private static string Ratio(double ratio, double error) => string.Create(CultureInfo.InvariantCulture, $"{ratio:F2} ± {error:F2}");

    private static string Rate(double rate) => rate.ToString(rate < 0.02 ? "F4" : "F3", CultureInfo.InvariantCulture);

    private static string Csv(params IReadOnlyList<double> cells) =>
        string.Join(',', cells.Select(cell => Math.Round(cell, 5).ToString(CultureInfo.InvariantCulture)));

    private static void Table(string title, params IReadOnlyList<string> columns)
    {
        Console.Out.WriteLine($"\n{title}\n");
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    private static void Row(params IReadOnlyList<string> cells) => Console.Out.WriteLine($"| {string.Join(" | ", cells)} |");
}
