using System.Security.Cryptography;
using System.Text;
using HuddleBot.Benchmarks.Accepting;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Benchmarks.Plots;

namespace HuddleBot.Benchmarks.Posted;

/// <summary>From a signed webhook with one answer until the platform has its card: while nothing else goes on, and while a file of answers is imported beside the running bot.</summary>
internal static class PostedBenchmark
{
    private const int Teams = 50;
    private const int MostDuringImport = 400;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--platform", "--storage", "--answers", "--import", "--bot", "--folder");
        var (platform, isAzure) = (read.GetValueOrDefault("--platform", "slack"), read.GetValueOrDefault("--storage") == "azurite");
        var (answers, import) = (read.Number("--answers", 100), read.Number("--import", isAzure ? 5_000 : 50_000));
        var folder = Directory.CreateTempSubdirectory("huddlebot-posted-");
        try
        {
            var binary = await PublishedBot.OfAsync(read.GetValueOrDefault("--bot"), folder.FullName);
            await using var storage = await BenchmarkStorage.StartAsync(read.GetValueOrDefault("--storage"), folder.FullName);
            await using var far = await IFarSide.StartAsync(platform);
            await using var company = new Company(storage.Settings("Posted"));
            await company.Store.EnsureReadyAsync(CancellationToken.None);
            var busy = Enumerable.Range(0, 20).Select(index => far.AddChannel($"busy {index}")).ToList();
            var channels = Enumerable.Range(0, Teams).Select(index => far.AddChannel($"team {index}")).ToList();
            await company.MoveInAsync(channels, busy, far.Manager, null);
            string[] settings = [.. company.Settings, .. far.Settings];
            await using var bot = await BotProcess.StartAsync(folder.FullName, settings, far.Environment, binary);
            await far.ConnectAsync(bot.Address);
            using var http = new HttpClient { BaseAddress = bot.Address };
            var number = 0;
            async Task<TimeSpan> NextAsync() => await PostAsync(http, far, channels[number % Teams].Channel, number++);

            // The first ones are to get warm.
            for (var warm = 0; warm < 20; warm++) await NextAsync();
            var idle = new List<TimeSpan>();
            for (var one = 0; one < answers; one++)
            {
                await PauseAsync();
                idle.Add(await NextAsync());
            }

            var (loaded, file) = (new List<TimeSpan>(), await FileAsync(folder.FullName, import, busy.Count));
            string[] mapping = [.. new[] { ("Id", "id"), ("Metric", "=nps"), ("Score", "score"), ("Comment", "comment"), ("AnsweredAt", "date"), ("Attributes:team", "team") }.Select(column => $"--Feedback:Sources:rows:Mapping:{column.Item1}={column.Item2}")];
            var importing = BotVerb.RunAsync(["import", file, "--source", "rows", "--post", "none", .. settings, "--Feedback:Sources:rows:Format=csv", .. mapping], far.Environment, binary);
            while (!importing.IsCompleted && loaded.Count < MostDuringImport)
            {
                await PauseAsync();
                loaded.Add(await NextAsync());
            }

            var took = await importing;
            var report = new Report($"posted-{platform}-{storage.Name.ToLowerInvariant()}", $"Webhook to card, {(platform == "slack" ? "Slack" : "Microsoft Teams")}, {storage.Name}: {idle.Count} at rest, {loaded.Count} during an import of {import} rows ({took.TotalSeconds:F0} s)");
            foreach (var percent in (double[])[50, 99, 100]) report.Add(percent == 100 ? "at most, ms" : $"p{percent}, ms", "N1", ("at rest", new Percentiles(idle).Of(percent)), ("during an import", new Percentiles(loaded).Of(percent)));
            report.Write(read.GetValueOrDefault("--folder"));
            foreach (var complaint in far.Complaints) Console.WriteLine(complaint);
            return far.Complaints.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>By the clock of this machine, at which the Playground notes when a call came.</summary>
    private static async Task<TimeSpan> PostAsync(HttpClient http, IFarSide far, string channel, int number)
    {
        var before = CountIn(far, channel);
        var started = TimeProvider.System.GetUtcNow();
        await new SignedFeedback(Company.FeedbackSecret, 1).SendAsync(http, Encoding.UTF8.GetBytes(SignedFeedback.Answer(number, Teams).ToJsonString()), $"msg_{number}", 1);
        while (CountIn(far, channel) == before)
        {
            if (TimeProvider.System.GetUtcNow() - started > Patience) throw new InvalidOperationException($"answer {number} was not posted within {Patience}");
            await Task.Delay(Look);
        }

        return far.Posts().Where(post => post.Channel == channel).Max(post => post.At) - started;
    }

    private static int CountIn(IFarSide far, string channel) => far.Posts().Count(post => post.Channel == channel);

    /// <summary>Longer than Slack's pace keeps two messages apart, and never in step with what the bot does each second.</summary>
    private static Task PauseAsync() => Task.Delay(RandomNumberGenerator.GetInt32(250, 500));

    private static async Task<string> FileAsync(string folder, int rows, int teams)
    {
        var file = Path.Combine(folder, "rows.csv");
        await using var csv = new StreamWriter(file);
        await csv.WriteLineAsync("id,score,comment,date,team");
        for (var number = 0; number < rows; number++)
        {
            var answer = SignedFeedback.Answer(number, teams);
            await csv.WriteLineAsync($"i-{number},{answer["score"]},\"{answer["comment"]}\",{answer["answeredAt"]},idle-{number % teams}");
        }

        return file;
    }
}
