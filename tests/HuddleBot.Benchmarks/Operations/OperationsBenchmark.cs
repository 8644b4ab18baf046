using System.Diagnostics;
using System.Text;
using HuddleBot.Benchmarks.Accepting;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Benchmarks.Plots;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Benchmarks.Operations;

/// <summary>
/// What one answer (from the webhook to its card) and one click (to the card drawn anew) ask of the storage, and how fast both are, with few and with many answers stored before. The bot runs
/// in this process, on its real storage with a count around it.
/// </summary>
internal static class OperationsBenchmark
{
    private const int Teams = 20;
    private const int Followed = 60;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private const double MostAtRest = 30;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(60);

    private sealed record Sized(int Stored, StorageOperations Answer, StorageOperations Click, double AnswersPerSecond, double ClicksPerSecond, double ClickP99);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--small", "--large", "--storage", "--folder");
        List<Sized> found = [];
        var storageName = "";
        foreach (var stored in (int[])[read.Number("--small", 10_000), read.Number("--large", 1_000_000)])
        {
            var folder = Directory.CreateTempSubdirectory("huddlebot-operations-");
            try
            {
                await using var storage = await BenchmarkStorage.StartAsync(read.GetValueOrDefault("--storage"), folder.FullName);
                storageName = storage.Name;
                found.Add(await MeasureAsync(storage, stored));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        var report = new Report($"operations-{storageName.ToLowerInvariant()}", $"Asked of the storage ({storageName}), by how many answers were stored before");
        void Add(string what, string format, Func<Sized, double> of) => report.Add(what, format, [.. found.AsEnumerable().Reverse().Select(sized => ($"{sized.Stored:N0} stored", of(sized)))]);
        foreach (var (name, of) in new (string, Func<Sized, StorageOperations>)[] { ("an answer, webhook to card", sized => sized.Answer), ("a click, to the card drawn anew", sized => sized.Click) })
        {
            Add($"operations: {name}", "N1", sized => of(sized).All);
            Add("… reads of a row", "N1", sized => of(sized).Reads);
            Add("… queries", "N1", sized => of(sized).Queries);
            Add("… rows that they brought", "N1", sized => of(sized).Rows);
            Add("… transactions", "N1", sized => of(sized).Transactions);
            Add("… rows written", "N1", sized => of(sized).Written);
        }

        Add("answers accepted a second", "N0", sized => sized.AnswersPerSecond);
        Add("clicks answered a second", "N0", sized => sized.ClicksPerSecond);
        Add("p99 of a click, ms", "N1", sized => sized.ClickP99);
        report.Write(read.GetValueOrDefault("--folder"));
        return 0;
    }

    private static async Task<Sized> MeasureAsync(BenchmarkStorage storage, int stored)
    {
        await using var far = await IFarSide.StartAsync("slack");
        await using var company = new Company(storage.Settings("Operations"));
        await company.Store.EnsureReadyAsync(CancellationToken.None);
        var channels = Enumerable.Range(0, Teams).Select(index => far.AddChannel($"team {index}")).ToList();
        await company.MoveInAsync(channels, [], far.Manager, null);
        var (clickable, filling) = (storage.Azurite is null ? 2_000 : 200, Stopwatch.GetTimestamp());
        var issues = await company.StoreAsync(0, stored, Teams);
        Console.Error.WriteLine($"{stored:N0} stored in {Stopwatch.GetElapsedTime(filling).TotalSeconds:N0} s");

        CountingStore? store = null;
        await using var app = HuddleBotBuilder.Build(TimeProvider.System, services => Count(services, made => store = made), [.. company.Settings, .. far.Settings, "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error"]);
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        await far.ConnectAsync(address);
        var counted = store ?? throw new InvalidOperationException("the bot has not asked for its storage");
        using var http = new HttpClient { BaseAddress = address };
        var (feedback, click) = (new SignedFeedback(Company.FeedbackSecret, 16), far.Clicks(16));

        // A team's counters are made with its first answer; after that they only grow.
        await AtRestAsync(counted);
        for (var number = 0; number < Teams; number++) await feedback.SendAsync(http, Answer(number, "first", TimeSpan.Zero), $"first_{number}", 1);
        await SentAsync(company.Store);
        var perSecond = await AtRestAsync(counted);
        async Task<StorageOperations> CountAsync(Func<int, Task> doAsync)
        {
            var (from, started) = (counted.Until, Stopwatch.GetTimestamp());
            for (var number = 0; number < Followed; number++) await doAsync(number);
            await SentAsync(company.Store);
            return counted.Until.Less(from).Less(perSecond.Times(Stopwatch.GetElapsedTime(started).TotalSeconds)).Times(1.0 / Followed);
        }

        Console.Error.WriteLine($"{perSecond.All:F1} operations a second at rest");
        var answer = await CountAsync(number => feedback.SendAsync(http, Answer(number, "new", TimeSpan.Zero), $"new_{number}", 1));
        var clicked = await CountAsync(number => click.SendAsync(address, [click.Body(IssueId.OfResponse(new($"team-{number % Teams}"), Company.Source, $"new-{number}"), far.Manager, channels[number % Teams], number)]));

        // Old ones are stored and counted, not posted.
        var (accepting, _) = await feedback.SendAsync(address, [.. Enumerable.Range(0, clickable).Select(number => Answer(number, "old", LongAgo))], 1);
        var (each, clicking) = await click.SendAsync(address, [.. issues.Take(Math.Min(clickable, stored)).Select((issue, number) => click.Body(issue, far.Manager, channels[number % Teams], 100_000 + number))]);
        await app.StopAsync();
        return new(stored, answer, clicked, clickable / accepting.TotalSeconds, each.Count / clicking.TotalSeconds, new Percentiles(each).Of(99));
    }

    /// <summary>What it asks while nothing happens, a second: when it has counted what was stored before its start.</summary>
    /// <exception cref="TimeoutException">It is not at rest after <see cref="LongestStart"/>.</exception>
    private static async Task<StorageOperations> AtRestAsync(CountingStore store)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < LongestStart;)
        {
            var (before, since) = (store.Until, Stopwatch.GetTimestamp());
            await Task.Delay(Rest);
            var perSecond = store.Until.Less(before).Times(1 / Stopwatch.GetElapsedTime(since).TotalSeconds);
            if (perSecond.All < MostAtRest) return perSecond;
            Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s after its start: {perSecond.All:N0} operations a second");
        }

        throw new TimeoutException($"the bot was not at rest {LongestStart.TotalMinutes} minutes after its start");
    }

    private static byte[] Answer(int number, string kind, TimeSpan age)
    {
        var answer = SignedFeedback.Answer(number, Teams);
        answer["id"] = $"{kind}-{number}";
        answer["answeredAt"] = TimeProvider.System.GetUtcNow() - age;
        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }

    /// <summary>Until no message waits any more, seen from outside.</summary>
    /// <exception cref="OperationCanceledException">Some still wait after <see cref="Patience"/>.</exception>
    private static async Task SentAsync(ITableStore store)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var team = 0; team < Teams; team++)
        {
            while (await store.QueryAsync(TeamRows.PartitionOf(new($"team-{team}")), TeamRows.Outbox, null, patience.Token).AnyAsync(patience.Token)) await Task.Delay(Look, patience.Token);
        }
    }

    private static void Count(IServiceCollection services, Action<CountingStore> made)
    {
        var real = services.Single(service => service.ServiceType == typeof(ITableStore)).ImplementationFactory!;
        services.AddSingleton<ITableStore>(provider =>
        {
            var store = new CountingStore((ITableStore)real(provider));
            made(store);
            return store;
        });
    }
}
