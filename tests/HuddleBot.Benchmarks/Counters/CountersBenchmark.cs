using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.News;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Counters;

/// <summary>What counting costs an import, what folding and a rebuild take, and how long a question takes as the answers grow; in a file.</summary>
internal static class CountersBenchmark
{
    private const string Source = "survey";
    private const int Delivery = 1000;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Scale ZeroToTen = Score.DefaultScale(Metric.Nps)!.Value;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--responses", "--rounds", "--days", "--times", "--warm", "--import", "--scattered");
        var (responses, rounds, days, times) = (read.Number("--responses", 20_000), read.Number("--rounds", 4), read.Number("--days", 730), read.Number("--times", 100));
        var (warm, import, isScattered) = (read.Number("--warm", 300), read.Number("--import", 0), read.Number("--scattered", 0) > 0);
        var folder = Directory.CreateTempSubdirectory("huddlebot-counters-");
        try
        {
            if (warm > 0) await GrowAsync(Path.Combine(folder.FullName, "warm.db"), [0, 10, 10_000], days, warm, isTold: false);
            if (rounds > 0) await CompareAsync(folder.FullName, responses, rounds, days);
            if (responses > 0) await GrowAsync(Path.Combine(folder.FullName, "grows.db"), StepsTo(responses), days, times, isTold: true);
            return import == 0 || await new ImportMeanwhile(import, days, isScattered).RunAsync(Path.Combine(folder.FullName, "import.db")) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, int responses, int rounds, int days)
    {
        var (counting, notCounting) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            // In turns, and each first every other time, so that whatever else the machine does falls on both. The first round is to get warm.
            foreach (var counts in (bool[])[round % 2 == 0, round % 2 != 0])
            {
                var seconds = await ImportAloneAsync(Path.Combine(folder, $"{counts}-{round}.db"), responses, days, counts);
                if (round >= 0) (counts ? counting : notCounting).Add(seconds);
            }
        }

        Write($"import of {responses} responses of {days} days: {Median(counting):F2} s, {Median(notCounting):F2} s without counting (medians of {rounds} rounds); ratio of the two in a round {Median(counting.Zip(notCounting, (with, without) => with / without)):F2}");
    }

    private static async Task<double> ImportAloneAsync(string file, int responses, int days, bool counts)
    {
        await using var app = await BotAsync(file);
        var store = app.Services.GetRequiredService<ITableStore>();
        var stripped = new NotCounting(store);
        var seconds = await TimeAsync(() => ImportAsync(app, counts ? store : stripped, 0, responses, days));
        if (!counts) Write($"without counting {seconds:F2} s; the rows that count would be {(double)stripped.Bytes / responses:F0} characters a response");
        else Write($"with counting {seconds:F2} s");
        return seconds;
    }

    /// <param name="isTold">Else it is done so that everything is compiled when it matters.</param>
    private static async Task GrowAsync(string file, IReadOnlyList<int> steps, int days, int times, bool isTold)
    {
        await using var app = await BotAsync(file);
        var (services, team) = (app.Services, (await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Teams[0]);
        var (store, scores) = (services.GetRequiredService<ITableStore>(), services.GetRequiredService<IScores>());
        await services.GetRequiredService<ScoreRebuild>().CompleteAsync(team, None);
        foreach (var (from, to) in steps.Zip(steps.Skip(1)))
        {
            var imported = new List<TimeSpan>();
            await ImportAsync(app, store, from, to, days, imported);
            var folding = new ScoreFolding(store, TimeProvider.System);
            var folded = await TimeAsync(async () =>
            {
                while (await folding.RunDueAsync(team, None) is not null)
                {
                }
            });
            var counters = await AskAsync(times, async () =>
            {
                var series = await scores.SeriesAsync(team, None);
                await scores.DaysAsync(team, [.. series.Select(one => one.Series)], ScoreMovements.Windows(Today), None);
            });
            var word = await AskAsync(times, () => services.GetRequiredService<IScoreDesk>().ScoreAsync(team.Id, new(team.Managers[0], "Mia"), null, None));
            if (!isTold) continue;
            Write($"{to} responses: a delivery of up to {Delivery} stored in (p50 / p99) {new Percentiles(imported)}, of the last tenth {new Percentiles(imported.TakeLast((imported.Count / 10) + 1))}");
            Write($"  the last {to - from} folded in {folded:F2} s; asked for 56 days of every series {new Percentiles(counters)}, for all that the word 'score' says {new Percentiles(word)}");
        }

        var rebuilt = await TimeAsync(() => services.GetRequiredService<ScoreRebuild>().RepeatAsync(team, None));
        if (isTold) Write($"rebuild of {steps[^1]}: {rebuilt:F2} s");
    }

    /// <summary>After 10, 10,000, 100,000 and a million responses, as far as there are so many, and after all of them.</summary>
    private static List<int> StepsTo(int responses) => [0, .. new[] { 10, 10_000, 100_000, 1_000_000 }.Where(step => step < responses), responses];

    /// <summary>The first tenth is not counted: it fills the caches.</summary>
    private static async Task<List<TimeSpan>> AskAsync(int times, Func<Task> ask)
    {
        var asked = new List<TimeSpan>();
        for (var time = -(times / 10); time < times; time++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await ask();
            if (time >= 0) asked.Add(TimeProvider.System.GetElapsedTime(started));
        }

        return asked;
    }

    internal static LocalDate Today { get; } = new(2026, 11, 20);

    internal static async Task<WebApplication> BotAsync(string file)
    {
        var app = HuddleBotBuilder.Build($"--Storage:ConnectionString=Data Source={file}", "--Logging:LogLevel:Default=Error");
        await app.Services.GetRequiredService<ITableStore>().EnsureReadyAsync(None);
        var team = new JsonObject
        {
            ["id"] = "lounge", ["name"] = "Lounge", ["timeZone"] = "Europe/London", ["channel"] = new JsonObject { ["platform"] = "slack", ["workspace"] = "T0001", ["channel"] = "C0001" },
            ["managers"] = new JsonArray(new JsonObject { ["platform"] = "slack", ["workspace"] = "T0001", ["user"] = "U0001" }),
            ["routes"] = new JsonArray(new JsonObject { ["source"] = Source }),
        };
        var (read, errors) = TeamsFile.Read(new JsonObject { ["frontlineTeams"] = new JsonArray(team) }.ToJsonString());
        if (read is null || !await app.Services.GetRequiredService<StoredTeams>().ApplyAsync(read, None)) throw new InvalidOperationException($"the team was not applied: {string.Join('\n', errors)}");
        return app;
    }

    /// <summary>In the order of their answers, as a survey tool exports them, unless their days are scattered; three touchpoints, two segments.</summary>
    /// <param name="took">Each delivery's time is added.</param>
    internal static async Task ImportAsync(WebApplication app, ITableStore store, int from, int to, int days, List<TimeSpan>? took = null, bool isScattered = false)
    {
        var services = app.Services;
        var intake = new FeedbackIntake(
            store, new(store), services.GetRequiredService<ITeamDirectory>(), new Quarantine(store, TimeProvider.System), services.GetRequiredService<IDoorbell>(), services.GetRequiredService<RowSequence>(),
            services.GetServices<INewsReader>(), TimeProvider.System);
        var end = Today.AtMidnight().InUtc().ToInstant() + Duration.FromHours(20);
        foreach (var some in Enumerable.Range(from, to - from).Chunk(Delivery))
        {
            var started = TimeProvider.System.GetTimestamp();
            await intake.AcceptAsync(
                Source,
                [.. some.Select(index => new ReadResponse.Read(new(
                    Source, $"r-{index}", Score.Create(Metric.Nps, index * 7 % 11, ZeroToTen).Score, $"Nobody at the desk for {index} minutes, and the tap drips.",
                    end - (Duration.FromDays(days) * ((double)(to - PlaceOf(index)) / (to - from))), new[] { "arrival", "stay", "departure" }[index % 3], "en",
                    new(null, null, null, null, index % 2 == 0 ? "business" : "leisure", null, null), new SortedDictionary<string, string>(StringComparer.Ordinal))))],
                PostChoice.None, None);
            took?.Add(TimeProvider.System.GetElapsedTime(started));
        }

        // Steps of a prime come to every place once before they come to one twice.
        int PlaceOf(int index) => isScattered ? from + (int)((index - from) * 7919L % (to - from)) : index;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    internal static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
