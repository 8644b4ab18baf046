using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Digests;

/// <summary>
/// How long the digest of a whole company takes, in a file, after some weeks in which every team heard from customers, promised and escalated; how long those of all its managers take after it; and
/// how long a click takes meanwhile, beside one that nobody disturbs.
/// </summary>
internal static class DigestBenchmark
{
    private const string Source = "survey";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Mia = new(new(Platform.Slack, "T0001", "U0009"), "Mia");
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];
    private static readonly LocalDate Monday = new(2026, 11, 23);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--teams", "--weeks", "--answers", "--issues", "--managers", "--themes");
        var (teams, weeks, answers, issues) = (read.Number("--teams", 500), read.Number("--weeks", 4), read.Number("--answers", 40), read.Number("--issues", 6));
        var (managers, themes) = (read.Number("--managers", 0), read.Number("--themes", 0));
        var folder = Directory.CreateTempSubdirectory("huddlebot-digest-");
        try
        {
            var time = new SetTime();
            await using var app = await BotAsync(Path.Combine(folder.FullName, "huddlebot.db"), time, teams, managers);
            await TellAsync($"{teams} teams, {weeks} weeks of {answers} answers and {issues} issues each: made", async () =>
            {
                for (var week = weeks; week >= 1; week--) await MakeWeekAsync(app, time, teams, week, answers, issues);
                if (themes > 0) await MergeAsync(app, teams, themes);
                await BringNewsAsync(app);
            });
            time.Now = Monday.At(new(8, 0)).InZoneStrictly(Zone).ToInstant();
            var quiet = await ClicksAsync(app, "quiet", Task.Delay(TimeSpan.FromSeconds(5)));
            foreach (var span in (DigestSpan[])[DigestSpan.Week, DigestSpan.Week, DigestSpan.Month, DigestSpan.Quarter])
            {
                // Nothing that was read for the one before is kept any more.
                time.Now += Duration.FromMinutes(5);
                var period = span == DigestSpan.Quarter ? new(span, new(2026, 10, 1), Zone) : DigestPeriod.LastBefore(span, Monday.PlusMonths(span == DigestSpan.Week ? 0 : 1), Zone);
                var taken = TimeAsync(async () => Write($"{(await app.Services.GetRequiredService<IDigestReports>().MakeAsync(new DigestScope.WholeCompany(), period, time.Now, None)).Figures.Answers} answers in the {span}"));
                var before = Environment.CpuUsage.TotalTime;
                var clicks = await ClicksAsync(app, $"{span}", taken);
                Write($"the {span}: {(await taken).TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of a processor; a click meanwhile (p50 / p99) {new Percentiles(clicks)}, else {new Percentiles(quiet)}");
            }

            time.Now += Duration.FromMinutes(5);
            if (managers > 0) await TellOfManagersAsync(app, time.Now, managers, quiet);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As on the morning on which they come: that of the whole company first, then each manager's, one after the other.</summary>
    private static async Task TellOfManagersAsync(WebApplication app, Instant now, int managers, IReadOnlyList<TimeSpan> quiet)
    {
        var (reports, period) = (app.Services.GetRequiredService<IDigestReports>(), DigestPeriod.LastBefore(DigestSpan.Week, Monday, Zone));
        var each = new List<TimeSpan>();
        var (before, started) = (Environment.CpuUsage.TotalTime, TimeProvider.System.GetTimestamp());
        var all = Task.Run(async () =>
        {
            DigestScope[] scopes = [new DigestScope.WholeCompany(), .. Enumerable.Range(0, managers).Select(i => new DigestScope.TeamsOf(Manager(i)))];
            foreach (var scope in scopes) each.Add(await TimeAsync(() => reports.MakeAsync(scope, period, now, None)));
        });
        var clicks = await ClicksAsync(app, "managers", all);
        await all;
        Write($"the week of the company and of {managers} managers: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of a processor; a manager's (p50 / p99) {new Percentiles([.. each.Skip(1)])}; a click meanwhile {new Percentiles(clicks)}, else {new Percentiles(quiet)}");
    }

    private static PersonId Manager(int i) => new(Platform.Slack, "T0001", $"U1{i:D4}");

    /// <summary>What nobody has answered in the last week becomes part of themes.</summary>
    private static async Task MergeAsync(WebApplication app, int teams, int themes)
    {
        var desk = app.Services.GetRequiredService<IIssueDesk>();
        await Parallel.ForEachAsync(Enumerable.Range(0, teams), None, async (team, stop) => await desk.DoAsync(
            IssueId.OfResponse(new($"team-{team}"), Source, $"{team}/1/3"), Mia, $"merge/{team}", new IssueCommand.TriageMerge(ThemeId.Of($"theme {team % themes}"), $"Opening hours {team % themes}"), stop));
    }

    /// <summary>What whoever dispatches does: themes follow, and signs of life are kept.</summary>
    private static async Task BringNewsAsync(WebApplication app)
    {
        var news = app.Services.GetRequiredService<NewsDesk>();
        foreach (var team in (await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Teams) await news.DrainAsync(team, None);
    }

    private static async Task<WebApplication> BotAsync(string file, TimeProvider time, int teams, int managers)
    {
        var app = HuddleBotBuilder.Build(time, $"--Storage:ConnectionString=Data Source={file}", "--Logging:LogLevel:Default=Error");
        await app.Services.GetRequiredService<ITableStore>().EnsureReadyAsync(None);
        var all = new JsonArray([.. Enumerable.Range(0, teams).Select(i => (JsonNode)new JsonObject
        {
            ["id"] = $"team-{i}", ["name"] = $"Team {i}", ["timeZone"] = i % 2 == 0 ? "Europe/London" : "Asia/Tokyo", ["channel"] = Place("channel", $"C{i:D5}"), 
            ["managers"] = new JsonArray([Place("user", "U0009"), .. managers > 0 ? [Place("user", Manager(i % managers).User)] : Array.Empty<JsonObject>()]),
            ["routes"] = new JsonArray(new JsonObject { ["attribute"] = "team", ["equals"] = $"team-{i}" }),
        })]);
        var (read, errors) = TeamsFile.Read(new JsonObject { ["frontlineTeams"] = all }.ToJsonString());
        if (read is null || !await app.Services.GetRequiredService<StoredTeams>().ApplyAsync(read, None)) throw new InvalidOperationException($"the teams were not applied: {string.Join('\n', errors)}");
        return app;
    }

    private static JsonObject Place(string kind, string id) => new() { ["platform"] = "slack", ["workspace"] = "T0001", [kind] = id };

    /// <summary>Half of the issues are fixed, most of them in time; half are escalated, most of them answered.</summary>
    private static async Task MakeWeekAsync(WebApplication app, SetTime time, int teams, int week, int answers, int issues)
    {
        var (services, start) = (app.Services, Monday.PlusDays(-7 * week).At(new(9, 0)).InZoneStrictly(Zone).ToInstant());
        var (intake, desk, folding) = (services.GetRequiredService<IFeedbackIntake>(), services.GetRequiredService<IIssueDesk>(), new ScoreFolding(services.GetRequiredService<ITableStore>(), time));
        var known = (await services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Teams;
        time.Now = start;
        await Parallel.ForEachAsync(Enumerable.Range(0, teams), None, async (team, stop) =>
        {
            await intake.AcceptAsync(Source, [.. Enumerable.Range(0, answers).Select(i => new ReadResponse.Read(Response(team, week, i, start)))], PostChoice.None, stop);
            while (await folding.RunDueAsync(known[team], stop) is not null)
            {
            }
        });
        foreach (var (day, command) in Steps())
        {
            time.Now = start + Duration.FromDays(day);
            await Parallel.ForEachAsync(Enumerable.Range(0, teams), None, async (team, stop) =>
            {
                for (var i = 0; i < issues; i++)
                {
                    if (command(i) is { } wanted) await desk.DoAsync(IssueId.OfResponse(new($"team-{team}"), Source, $"{team}/{week}/{i}"), Mia, $"{week}/{i}/{day}", wanted, stop);
                }
            });
        }

        IEnumerable<(int Day, Func<int, IssueCommand?> Command)> Steps()
        {
            yield return (0, i => i % 2 == 0 ? new IssueCommand.Fix(null, "A second desk", Monday.PlusDays((-7 * week) + 2)) : new IssueCommand.Escalate(null, "Longer hours", null));
            yield return (1 + (week % 3), i => i % 2 == 0 ? new IssueCommand.Finish(Outcome.Yes, "Shorter queues") : i % 3 == 0 ? null : new IssueCommand.TriageResolve("From Monday on"));
        }
    }

    private static Response Response(int team, int week, int i, Instant start) => new(
        Source, $"{team}/{week}/{i}", Score.Create(Metric.Nps, ((team * 31) + (week * 17) + (i * 7)) % 11, Score.DefaultScale(Metric.Nps)!.Value).Score, $"Nobody at the desk for {i} minutes.",
        start - Duration.FromHours(i % 20), "arrival", "en", null, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = $"team-{team}" });

    /// <summary>One after the other, as long as the other work goes on.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> ClicksAsync(WebApplication app, string name, Task meanwhile)
    {
        var desk = app.Services.GetRequiredService<IIssueDesk>();
        var taken = new List<TimeSpan>();
        for (var i = 0; i == 0 || !meanwhile.IsCompleted; i++)
        {
            taken.Add(await TimeAsync(() => desk.RaiseAsync(new($"team-{i % 10}"), Mia, $"{name}-{i}-{Guid.NewGuid()}", "The tap drips.", None)));
            await Task.Delay(50);
        }

        return taken;
    }

    private static async Task TellAsync(string name, Func<Task> work) => Write($"{name} in {(await TimeAsync(work)).TotalSeconds:F1} s");

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Write(string line) => Console.Out.WriteLine(line);

    /// <summary>Stands still until it is set.</summary>
    private sealed class SetTime : TimeProvider
    {
        public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 23, 8, 0);

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }
}
