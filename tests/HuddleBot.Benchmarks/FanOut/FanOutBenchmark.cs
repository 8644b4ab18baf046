using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>
/// Teams whose huddle falls in the same minute: are all prepared before it, how long until the last card is sent, as a ratio to the platform's own limit, and what does it do to a click?
/// The real bot as a process, its real pace, a file of SQLite, and our Playground with the documented limits.
/// </summary>
internal static class FanOutBenchmark
{
    private const int IdleTeams = 20;
    private const string Teams = "team-team-";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--platform", "--teams", "--lead-seconds", "--most-minutes");
        var (teams, lead) = (read.Number("--teams", 5000), TimeSpan.FromSeconds(read.Number("--lead-seconds", 330)));
        var most = TimeSpan.FromMinutes(read.Number("--most-minutes", 15));
        var folder = Directory.CreateTempSubdirectory("huddlebot-fan-out-");
        try
        {
            await using var far = await IFarSide.StartAsync(read.GetValueOrDefault("--platform", "teams"));
            return await RunAsync(far, folder.FullName, teams, lead, most);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(IFarSide far, string folder, int teams, TimeSpan lead, TimeSpan most)
    {
        var database = Path.Combine(folder, "huddlebot.db");
        var rows = new Rows(database);
        await using var company = new Company($"--Storage:ConnectionString=Data Source={database}");
        var channels = Enumerable.Range(0, teams).Select(index => far.AddChannel($"team {index}")).ToList();
        var idle = Enumerable.Range(0, IdleTeams).Select(index => far.AddChannel($"idle {index}")).ToList();

        // The bot is known where it is installed: in Microsoft Teams it learns its tenant's address from the first activity.
        await using (var newcomer = await BotProcess.StartAsync(folder, [.. company.Settings, .. far.Settings], far.Environment)) await far.ConnectAsync(newcomer.Address);

        // The teams are applied twice: without a time for what they have heard before, with it when it is known.
        await company.MoveInAsync(channels, idle, far.Manager, null);
        Say($"{teams:N0} teams; storing what they have heard …");
        var rate = await company.HearAsync(teams, far.Manager);
        var startsAt = WholeMinute(Now + lead + TimeSpan.FromMinutes(1));
        var postsAt = startsAt - TimeSpan.FromMinutes(1);
        await company.MoveInAsync(channels, idle, far.Manager, startsAt);
        Say($"{rate:N0} responses a second; the huddles are posted at {postsAt:HH:mm:ss} UTC");

        await using var bot = await BotProcess.StartAsync(folder, [.. company.Settings, .. far.Settings, "--Logging:LogLevel:Default=Warning"], far.Environment);
        await far.ConnectAsync(bot.Address);
        var memoryAtStart = bot.ResidentMemory;
        var huddles = new List<Func<string, string, Task<bool>>>();
        foreach (var channel in idle) huddles.Add(await far.StartHuddleAsync(channel));
        using var over = new CancellationTokenSource();
        var clicks = new Clicks(huddles);
        var (clicking, clicksFrom) = (clicks.GoOnAsync(over.Token), Now);
        Say($"ready after {bot.ReadyAfter.TotalMilliseconds:N0} ms with {memoryAtStart:N0} MiB; people click");

        var (prepared, preparedFrom, preparedAt) = (0, (DateTimeOffset?)null, (DateTimeOffset?)null);
        while (Now < postsAt)
        {
            prepared = rows.Count(Teams, TeamRows.Huddle);
            if (prepared > 0) preparedFrom ??= Now;
            if (prepared == teams) preparedAt ??= Now;
            await Task.Delay(postsAt - Now < Look ? Max(postsAt - Now, TimeSpan.Zero) : Look);
        }

        prepared = rows.Count(Teams, TeamRows.Huddle);
        var (before, ownChannels) = (bot.ProcessorTime, channels.Select(channel => channel.Channel).ToHashSet(StringComparer.Ordinal));
        Say($"{prepared:N0} of {teams:N0} prepared{(preparedAt is { } at ? $", the last {(postsAt - at).TotalSeconds:N0} s before they are due" : "")}");

        var (memory, allHuddles) = (0.0, (DateTimeOffset?)null);
        while (Now - postsAt < most)
        {
            await Task.Delay(Look);
            memory = Math.Max(memory, bot.ResidentMemory);
            var (sent, waiting) = (far.Posts().Count(post => post.Thread is null && ownChannels.Contains(post.Channel)), rows.Count(Teams, TeamRows.Outbox));
            if (sent >= teams) allHuddles ??= Now;
            Say($"{(Now - postsAt).TotalSeconds,5:N0} s  {sent,6:N0} huddles sent, {waiting,6:N0} messages wait");
            if (waiting == 0 && sent >= teams) break;
        }

        var busy = bot.ProcessorTime - before;
        await over.CancelAsync();
        await clicking;
        var ended = Now;
        await company.Store.EnsureReadyAsync(CancellationToken.None);
        return new FanOutReport(far, teams, ownChannels, postsAt, prepared, preparedFrom, preparedAt, ended, rows.Count(Teams, TeamRows.Outbox), rows.Count("team-", TeamRows.Parked), bot, memory, busy, clicks, clicksFrom).Print();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static DateTimeOffset WholeMinute(DateTimeOffset at) => new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, TimeSpan.Zero).AddMinutes(at.Second > 0 ? 1 : 0);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static void Say(string line) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Now:HH:mm:ss}  {line}"));
}
