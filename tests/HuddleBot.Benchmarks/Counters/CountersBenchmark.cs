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
        var read = Words.Read(words, "--responses", "--rounds", "--days", "--times");
        var (responses, rounds, days, times) = (read.Number("--responses", 20_000), read.Number("--rounds", 4), read.Number("--days", 730), read.Number("--times", 100));
        var folder = Directory.CreateTempSubdirectory("huddlebot-counters-");
        try
        {
            if (rounds > 0) await CompareAsync(folder.FullName, responses, rounds, days);
            await GrowAsync(Path.Combine(folder.FullName, "grows.db"), responses, days, times);
            return 0;
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

    private static async Task GrowAsync(string file, int responses, int days, int times)
    {
        await using var app = await BotAsync(file);
        var (services, team) = (app.Services, (await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Teams[0]);
        var (store, scores) = (services.GetRequiredService<ITableStore>(), services.GetRequiredService<IScores>());
        await services.GetRequiredService<ScoreRebuild>().CompleteAsync(team, None);
        foreach (var (from, to) in StepsTo(responses))
        {
            await ImportAsync(app, store, from, to, days);
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
            Write($"{to} responses: the last {to - from} folded in {folded:F2} s; asked (p50 / p99) for 56 days of every series {new Percentiles(counters)}, for all that the word 'score' says {new Percentiles(word)}");
        }

        Write($"rebuild of {responses}: {await TimeAsync(() => services.GetRequiredService<ScoreRebuild>().RepeatAsync(team, None)):F2} s");
    }

    /// <summary>After 10 and after 10,000 responses, and after all of them.</summary>
    private static IEnumerable<(int From, int To)> StepsTo(int responses)
    {
        List<int> steps = [0, .. new[] { 10, 10_000 }.Where(step => step < responses), responses];
        return steps.Zip(steps.Skip(1));
    }

    private static async Task<List<TimeSpan>> AskAsync(int times, Func<Task> ask)
    {
        var asked = new List<TimeSpan>();
        for (var time = -5; time < times; time++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await ask();
            if (time >= 0) asked.Add(TimeProvider.System.GetElapsedTime(started));
        }

        return asked;
    }

    private static LocalDate Today { get; } = new(2026, 11, 20);

    private static async Task<WebApplication> BotAsync(string file)
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

    /// <summary>In the order of their answers, as a survey tool exports them; three touchpoints, two segments.</summary>
    private static async Task ImportAsync(WebApplication app, ITableStore store, int from, int to, int days)
    {
        var services = app.Services;
        var intake = new FeedbackIntake(
            store, new(store), services.GetRequiredService<ITeamDirectory>(), new Quarantine(store, TimeProvider.System), services.GetRequiredService<IDoorbell>(), services.GetRequiredService<RowSequence>(),
            services.GetServices<INewsReader>(), TimeProvider.System);
        var end = Today.AtMidnight().InUtc().ToInstant() + Duration.FromHours(20);
        foreach (var some in Enumerable.Range(from, to - from).Chunk(Delivery))
        {
            await intake.AcceptAsync(
                Source,
                [.. some.Select(index => new ReadResponse.Read(new(
                    Source, $"r-{index}", Score.Create(Metric.Nps, index * 7 % 11, ZeroToTen).Score, $"Nobody at the desk for {index} minutes, and the tap drips.",
                    end - (Duration.FromDays(days) * ((double)(to - index) / (to - from))), new[] { "arrival", "stay", "departure" }[index % 3], "en",
                    new(null, null, null, null, index % 2 == 0 ? "business" : "leisure", null, null), new SortedDictionary<string, string>(StringComparer.Ordinal))))],
                PostChoice.None, None);
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
