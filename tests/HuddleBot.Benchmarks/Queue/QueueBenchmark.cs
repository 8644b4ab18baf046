using System.Globalization;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Benchmarks.Queue;

/// <summary>
/// How long a manager waits for a page of the queue when thousands of escalations are open, on the table service. Beside each figure stands its ratio to the read of one row
/// by its key, taken on the same service in turns with it.
/// </summary>
internal static class QueueBenchmark
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly QueueQuery Open = QueueQuery.First with { View = QueueView.Open };

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--teams", "--escalations", "--times");
        var (teams, escalations, times) = (read.Number("--teams", 300), read.Number("--escalations", 10_000), read.Number("--times", 60));
        var folder = Directory.CreateTempSubdirectory("huddlebot-queue-");
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync();
            await using var dispatching = Replica(azurite);
            var company = new ManyEscalations(teams, escalations);
            await TellAsync("made", () => company.MakeAsync(Path.Combine(folder.FullName, "huddlebot.db"), dispatching.Services.GetRequiredService<ITableStore>()));
            await company.ApplyAsync(dispatching);
            await TellAsync("rebuilt", () => dispatching.Services.GetRequiredService<QueueRebuild>().RunAsync([.. Enumerable.Range(0, teams).Select(index => new TeamId($"team-{index}"))], None));
            await MeasureAsync(azurite, dispatching, escalations, times);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(AzuriteProcess azurite, WebApplication dispatching, int escalations, int times)
    {
        var first = new List<TimeSpan>();
        for (var time = 0; time < 5; time++)
        {
            await using var fresh = Replica(azurite);
            await fresh.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(None);
            first.Add(await TimeAsync(() => PageAsync(fresh, Open)));
        }

        await using var replica = Replica(azurite);
        var page = await PageAsync(replica, Open);
        if (page.Total != escalations) throw new InvalidOperationException($"{page.Total} are open instead of {escalations}");
        var issue = page.Entries[0].Item.Issue.Id;
        var row = (Partition: TeamRows.PartitionOf(issue.Team), Key: TeamRows.Issue + issue.Key);

        (string Name, Func<int, Task> Do)[] kinds =
        [
            ("list, what is due first", _ => PageAsync(replica, Open)),
            ("filter by category", i => PageAsync(replica, Open with { Category = FrontlineTeam.DefaultCategories[i % 5] })),
            ("a later page", i => PageAsync(replica, Open with { Page = 1 + (i * 13 % (escalations / QueueQuery.PageSize)) })),
            ("by weight", _ => PageAsync(replica, Open with { Order = QueueOrder.Weight })),
            ("overdue, by age", i => PageAsync(replica, Open with { View = QueueView.Overdue, Order = QueueOrder.Age, Page = i % 20 })),
        ];
        var point = new List<TimeSpan>();
        var measured = kinds.ToDictionary(kind => kind.Name, _ => new List<TimeSpan>(), StringComparer.Ordinal);
        measured["after a decision elsewhere"] = [];
        for (var i = -5; i < times; i++)
        {
            var one = await TimeAsync(() => replica.Services.GetRequiredService<ITableStore>().GetAsync(row.Partition, row.Key, None));
            if (i >= 0) point.Add(one);
            foreach (var (name, work) in kinds)
            {
                var taken = await TimeAsync(() => work(i + 5));
                if (i >= 0) measured[name].Add(taken);
            }

            if (i < 0) continue;
            await DecideAsync(dispatching, replica, i);
            measured["after a decision elsewhere"].Add(await TimeAsync(() => PageAsync(replica, Open)));
        }

        var usual = new Percentiles(point).Of(50);
        Console.Out.WriteLine("| | p50 | p95 | p50 in reads of one row | n |\n|---|---|---|---|---|");
        Write("one row by its key", point, usual);
        foreach (var (name, taken) in measured) Write(name, taken, usual);
        Write("first question of a process", first, usual);
    }

    /// <summary>Somebody resolves the one that is due first, at another process, and the news of it arrives.</summary>
    private static async Task DecideAsync(WebApplication dispatching, WebApplication replica, int time)
    {
        var entry = (await PageAsync(replica, Open)).Entries[0];
        if (await dispatching.Services.GetRequiredService<IIssueDesk>().DoAsync(entry.Item.Issue.Id, ManyEscalations.Ana, $"resolve-{time}", new IssueCommand.TriageResolve("A second desk"), None) is not IssueReply.Done)
            throw new InvalidOperationException("what the queue shows cannot be resolved");
        await dispatching.Services.GetRequiredService<NewsDesk>().DrainAsync(entry.Team, None);
    }

    private static async Task<QueuePage> PageAsync(WebApplication replica, QueueQuery query) =>
        await replica.Services.GetRequiredService<IManagerQueue>().PageAsync(ManyEscalations.Ana.Id, query, None) ?? throw new InvalidOperationException("who manages every team has no queue");

    /// <summary>Never started: it answers as a bot does that does not dispatch.</summary>
    private static WebApplication Replica(AzuriteProcess azurite) =>
        HuddleBotBuilder.Build("--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}", "--Logging:LogLevel:Default=Error");

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static async Task TellAsync(string name, Func<Task> work)
    {
        var taken = await TimeAsync(work);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} in {taken.TotalSeconds:F1} s"));
    }

    private static void Write(string name, IReadOnlyList<TimeSpan> taken, double usual)
    {
        var figures = new Percentiles(taken);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {figures.Of(50):F1} ms | {figures.Of(95):F1} ms | {figures.Of(50) / usual:F1} | {figures.Count} |"));
    }
}
