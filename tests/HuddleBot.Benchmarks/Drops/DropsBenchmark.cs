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
            Fleet.FalseAlarms(dice => Any(dice) with { Weekend = 0.05, Dispersion = 1.2 }, 250 * percent / 100, 5, seed + 5));

        static void Write(string name, Alarms alarms) => Row(
            name, $"{alarms.Told}", $"{alarms.SeriesYears:F0}", Rate(alarms.PerYear), $"{alarms.PerYear * 500 / 12:F2}",
            $"{alarms.Interval.Low * 500 / 12:F2}–{alarms.Interval.High * 500 / 12:F2}");
    }

    private static void Delays(int percent, ulong seed, string folder)
    {
        Table(
            "Days until a drop is told (means; ratio to the CUSUM that knows everything ± standard error; median in brackets)",
            "promoters / detractors", "answers a day", "drop", "knows everything", "baseline known", "ratio",
            "after 1 year", "ratio", "same, size known", "after 3 years", "ratio", "same, size known", "weekly test");
        var rows = new List<string> { "promoters,detractors,per_day,drop,best,known,known_ratio,one_year,one_year_ratio,one_year_size_known,three_years,three_years_ratio,three_years_size_known,weekly" };
        var lines = new List<(double, double, double, double, double)>();
        var parameters = new DropParameters();
        foreach (var (name, shares) in Baselines)
        {
            foreach (var perDay in new[] { 5.0, 20, 100 })
            {
                foreach (var drop in new[] { 0.1, 0.2, 0.3 })
                {
                    var (feed, runs, size) = (new Feed(shares, perDay), 120 * percent / 100, parameters with { Drops = [100 * drop] });
                    var best = new KnowingCusum(feed, shares.Fallen(drop), parameters.FalseAlarmsPerYear, seed);
                    var known = Trials.Delay(feed, best, parameters, 91, runs, seed + 6, known: true);
                    var year = Trials.Delay(feed, best, parameters, 364, runs, seed + 7);
                    var yearOfSize = Trials.Delay(feed, best, size, 364, runs, seed + 7);
                    var three = Trials.Delay(feed, best, parameters, 1_092, runs, seed + 8);
                    var threeOfSize = Trials.Delay(feed, best, size, 1_092, runs, seed + 8);
                    Row(
                        name, $"{perDay}", $"{100 * drop:F0}", $"{known.Best.Average():F1}", $"{known.Ours.Average():F1}", $"{known.Ratio:F2} ± {known.StandardError:F2}",
                        Days(year), $"{year.Ratio:F2} ± {year.StandardError:F2}", $"{yearOfSize.Ours.Average():F1}",
                        Days(three), $"{three.Ratio:F2} ± {three.StandardError:F2}", $"{threeOfSize.Ours.Average():F1}",
                        $"{three.Weekly.Average():F1}");
                    rows.Add(Csv(
                        shares.Promoters, shares.Detractors, perDay, 100 * drop, known.Best.Average(), known.Ours.Average(), known.Ratio, year.Ours.Average(), year.Ratio,
                        yearOfSize.Ours.Average(), three.Ours.Average(), three.Ratio, threeOfSize.Ours.Average(), three.Weekly.Average()));
                    if (shares == Baselines[0].Shares) lines.Add((perDay, 100 * drop, three.Best.Average(), three.Ours.Average(), three.Weekly.Average()));
                }
            }
        }

        File.WriteAllLines(Path.Combine(folder, "delays.csv"), rows);
        File.WriteAllText(Path.Combine(folder, "delays.svg"), DropsPlots.Delays(lines));

        static string Days(Delays delays) => string.Create(CultureInfo.InvariantCulture, $"{delays.Ours.Average():F1} ({delays.Ours.Order().ElementAt(delays.Ours.Length / 2):F0})");
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
