using System.Globalization;
using HuddleBot.Benchmarks.Drops;

namespace HuddleBot.Benchmarks.Effects;

/// <summary>How often "did it work?" is wrong, and how much it sees: simulated companies, the same for the same seed. Writes tables, CSV files and a plot.</summary>
internal static class EffectBenchmark
{
    private static readonly Shares Usual = new(0.5, 0.2);
    private static readonly double[] Paces = [1, 5, 20, 100];

    private static readonly (string Name, Func<Region, Region> Of)[] Feeds =
    [
        ("nothing else", region => region),
        ("raised in the worst of 8 weeks", region => region with { WorstOfWeeks = 8 }),
        ("raised in the worst of 26 weeks", region => region with { WorstOfWeeks = 26 }),
        ("worst of 26, over-dispersion 2", region => region with { WorstOfWeeks = 26, Dispersion = 2 }),
        ("worst of 26, over-dispersion 2, moods that last (0.5)", region => region with { WorstOfWeeks = 26, Dispersion = 2, Memory = 0.5 }),
        ("all teams rise or fall, 10 points a year", region => region with { TrendPerYear = 0.1 }),
        ("seasons, 6 points up and down", region => region with { Season = 0.06 }),
        ("weekends 20 points lower", region => region with { Weekend = 0.2 }),
        ("over-dispersion 1.5", region => region with { Dispersion = 1.5 }),
        ("over-dispersion 2.5", region => region with { Dispersion = 2.5 }),
        ("each team drifts by itself, 8 points a year", region => region with { OwnDrift = 0.08 }),
        ("teams 15 points apart, worst of 26", region => region with { Levels = 0.15, WorstOfWeeks = 26 }),
        ("a theme of three teams, worst of 26", region => region with { Having = 3, WorstOfWeeks = 26 }),
        (Everything, All),
    ];

    private const string Everything = "all of it";

    private static Region All(Region region) => region with { WorstOfWeeks = 26, Dispersion = 1.5, Memory = 0.3, Season = 0.06, TrendPerYear = 0.04, Weekend = 0.1, OwnDrift = 0.04, Levels = 0.08 };

    public static int Run(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--percent", "--seed", "--folder", "--part");
        var (percent, seed) = (read.Number("--percent", 100), (ulong)read.Number("--seed", 20_261_123));
        var folder = Directory.CreateDirectory(read.TryGetValue("--folder", out var named) ? named : "effects").FullName;
        (string Name, Action Run)[] parts = [("placebo", () => Placebo(percent, seed, folder)), ("planted", () => Planted(percent, seed, folder))];
        var asked = read.TryGetValue("--part", out var part) ? [.. parts.Where(one => one.Name == part)] : parts;
        foreach (var one in asked) one.Run();
        return asked.Length > 0 ? 0 : 2;
    }

    private static void Placebo(int percent, ulong seed, string folder)
    {
        var rows = new List<string> { "feed,other_teams,per_day,cannot_tell,better,worse,bias,usual_test_better,usual_test_worse" };
        foreach (var others in new[] { 4, 12, 0 })
        {
            Table(
                $"A fix that does nothing, {others} other teams: \"cannot tell\" (better / worse), in brackets what the usual test calls better",
                ["feed", .. Paces.Select(pace => $"{pace} a day")]);
            foreach (var (name, of) in Feeds)
            {
                var cells = new List<string> { name };
                foreach (var pace in Paces)
                {
                    var judged = EffectTrials.Run(of(new(Usual, pace, others)), 0, Stories(pace, percent), seed + (ulong)others);
                    cells.Add($"{Percent(judged.CannotTell)} ({Percent(judged.Better)} / {Percent(judged.Worse)}) [{Percent((double)judged.UsualBetter / judged.Stories)}]");
                    rows.Add($"\"{name}\",{Csv(others, pace, judged.CannotTell, judged.Better, judged.Worse, judged.Bias, (double)judged.UsualBetter / judged.Stories, (double)judged.UsualWorse / judged.Stories)}");
                }

                Row(cells);
            }
        }

        File.WriteAllLines(Path.Combine(folder, "placebo.csv"), rows);
    }

    private static void Planted(int percent, ulong seed, string folder)
    {
        var rows = new List<string> { "feed,other_teams,per_day,planted,better,worse,coverage,bias,half_width" };
        var dots = new List<EffectPlots.Dot>();
        foreach (var (name, of) in new[] { Feeds[2], Feeds[^1] })
        {
            foreach (var others in new[] { 4, 12, 0 })
            {
                Table(
                    $"A fix that works, {name}, {others} other teams: called better; coverage of the 95 % interval; bias ± half width in points",
                    ["planted", .. Paces.Select(pace => $"{pace} a day")]);
                foreach (var planted in new[] { -0.1, 0.05, 0.1, 0.15, 0.2 })
                {
                    var cells = new List<string> { $"{100 * planted:F0} points" };
                    foreach (var pace in Paces)
                    {
                        var judged = EffectTrials.Run(of(new(Usual, pace, others)), planted, Stories(pace, percent), seed + (ulong)others);
                        cells.Add($"{Percent(planted < 0 ? judged.Worse : judged.Better)}; {Percent(judged.Coverage)}; {judged.Bias:F1} ± {judged.HalfWidth:F1}");
                        rows.Add($"\"{name}\",{Csv(others, pace, 100 * planted, judged.Better, judged.Worse, judged.Coverage, judged.Bias, judged.HalfWidth)}");
                        if (planted > 0 && name == Everything) dots.Add(new(others, pace, 100 * planted, judged.Better));
                    }

                    Row(cells);
                }
            }
        }

        File.WriteAllLines(Path.Combine(folder, "planted.csv"), rows);
        File.WriteAllText(Path.Combine(folder, "seen.svg"), EffectPlots.Seen(dots));
    }

    private static int Stories(double pace, int percent) => (pace > 50 ? 600 : 2_000) * percent / 100;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    private static string Csv(params IReadOnlyList<double> cells) => string.Join(',', cells.Select(cell => Math.Round(cell, 4).ToString(CultureInfo.InvariantCulture)));

    private static void Table(string title, IReadOnlyList<string> columns)
    {
        Console.Out.WriteLine($"\n{title}\n");
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    private static void Row(IReadOnlyList<string> cells) => Console.Out.WriteLine($"| {string.Join(" | ", cells)} |");
}
