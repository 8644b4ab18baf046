using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Core.Storage;

namespace HuddleBot.Benchmarks.Drain;

/// <summary>Stores a backlog, starts the real bot before a platform that keeps its documented limits and has seeded faults, and watches until all is sent.</summary>
/// <param name="Urgent">How many of the posts are urgent.</param>
/// <param name="Most">When to give up.</param>
/// <param name="Say">What goes on, for who waits.</param>
internal sealed record DrainRun(IFarSide Far, string Folder, int Posts, int Channels, int Urgent, int Seed, TimeSpan Most, IReadOnlyList<Ceiling> Ceilings, bool CanLook, Action<string> Say)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task<DrainReport> RunAsync()
    {
        var database = Path.Combine(Folder, "huddlebot.db");
        await using var company = new Company($"--Storage:ConnectionString=Data Source={database}") { Posting = Backlog.Posting };
        var channels = Enumerable.Range(0, Channels).Select(index => Far.AddChannel($"team {index}")).ToList();

        // The bot is known where it is installed: in Microsoft Teams it learns its tenant's address from the first activity.
        await using (var newcomer = await StartBotAsync(company)) await Far.ConnectAsync(newcomer.Address);
        await company.MoveInAsync(channels, [], Far.Manager, null);
        var backlog = new Backlog(company, Far, Posts, Channels, Urgent);
        await backlog.StoreAsync();
        Say($"{backlog.Messages.Count:N0} messages wait for {Channels:N0} channels");
        foreach (var fault in Storms.Draw(Seed, Far.PostMethod, Posts)) Far.Inject(fault);

        await using var bot = await StartBotAsync(company);
        var started = Now;
        await Far.ConnectAsync(bot.Address);
        await DrainAsync(backlog, new Rows(database), started);
        var rows = new Rows(database);
        return new(Far.AllCalls(), backlog.Messages, Ceilings, started, Far.PerSecond, CanLook, rows.Count("team-", TeamRows.Outbox), rows.Count("team-", TeamRows.Parked), Far.Complaints, Seed);
    }

    private Task<BotProcess> StartBotAsync(Company company) => BotProcess.StartAsync(Folder, [.. company.Settings, .. Far.Settings, "--Logging:LogLevel:Default=Error"], Far.Environment);

    private async Task DrainAsync(Backlog backlog, Rows rows, DateTimeOffset started)
    {
        using var over = new CancellationTokenSource();
        var raising = backlog.RaiseMeanwhileAsync(TimeSpan.FromSeconds(0.8 * Posts / Far.PerSecond), over.Token);
        for (var round = 0; Now - started < Most; round++)
        {
            await Task.Delay(Look);
            var waiting = rows.Count("team-", TeamRows.Outbox) + rows.Count("team-", TeamRows.Waiting);
            if (round % 20 == 0) Say($"{(Now - started).TotalSeconds,5:N0} s  {waiting,6:N0} messages wait");
            if (raising.IsFaulted || (raising.IsCompleted && waiting == 0)) break;
        }

        await over.CancelAsync();
        await raising;
    }
}
