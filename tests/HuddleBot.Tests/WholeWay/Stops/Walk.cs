using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.MicrosoftTeams.Talk;
using HuddleBot.Tests.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// The hotel on a way, with real storage, its platforms and a receiver of webhooks. In every step a bot may die at a write or a call; then another is started, and people who got no
/// answer try again, as people do.
/// </summary>
internal sealed class Walk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>By the walk's clock every team is looked at before this, and what follows from a response whose bell was lost with its bot has come.</summary>
    private static readonly TimeSpan LatestLook = TimeSpan.FromMinutes(20);

    /// <summary>So often in a row the clock stands because somebody sends: seconds, for what is answered in milliseconds.</summary>
    private const int LongestHeld = 200;

    private readonly Trail trail;
    private readonly Way way;
    private readonly Ground ground;
    private readonly TestTime clock;
    private readonly Receiver receiver;
    private readonly List<IMortalBot> bots = [];
    private WebApplication? onlooker;
    private IMortalBot? taker;
    private int turn;

    private Walk(Way way, Ground ground, Receiver receiver)
    {
        (this.way, this.ground, this.receiver, clock) = (way, ground, receiver, new(way.Start));
        trail = new(ground.Slow, clock);
    }

    public Hotel Hotel { get; private set; } = null!;

    public ITableStore Store => onlooker!.Services.GetRequiredService<ITableStore>();

    /// <summary>Where a bot could have died, by step.</summary>
    public List<(string Step, IReadOnlyList<string> Points)> Passed { get; } = [];

    /// <summary>Where one did.</summary>
    public IReadOnlyList<string> Deaths => trail.Deaths;

    /// <summary>
    /// What was sent to Microsoft Teams and not stored as sent when the bot died: nobody can look whether it is there, so each may stand there once more.
    /// </summary>
    public int InWindow { get; private set; }

    /// <summary>What people did, were told was taken, and had to do again: it was acknowledged before it was stored, and the bot died in between.</summary>
    public int Forgotten { get; private set; }

    private bool HasTeams => way.Platform == Platform.Teams || way.IsOnBoth;

    public static async Task<Walk> BeginAsync(Way way, Ground ground)
    {
        var walk = new Walk(way, ground, await Receiver.StartAsync());
        string[] settings = [$"--Webhooks:crm:Url={walk.receiver.Url}", $"--Webhooks:crm:Secret={walk.receiver.Secret}", .. way.Settings];
        walk.Hotel = walk.HasTeams
            ? await Hotel.OpenMixedAsync(time: walk.clock, azureTables: ground.AzureTables, settings: settings, spaMore: way.More, company: way.Company)
            : await Hotel.OpenAsync(time: walk.clock, azureTables: ground.AzureTables, settings: settings, frontDeskMore: way.More, company: way.Company);
        await walk.Hotel.StopBotAsync();
        walk.onlooker = walk.Hotel.BuildOnlooker();
        walk.bots.AddRange(await Task.WhenAll(Enumerable.Range(0, ground.Bots).Select(_ => walk.StartAsync())));
        walk.TurnTo(walk.bots[0]);
        await walk.SettleAsync();
        return walk;
    }

    /// <summary>Goes through one step, and through it once more as long as it is not done.</summary>
    /// <param name="stop">Where a bot dies on the way; null: none does.</param>
    public async Task StepAsync(Step step, Stop? stop)
    {
        // Where there are several, each has its turn with what people do.
        TurnTo(bots[turn++ % bots.Count]);
        trail.Begin(step.Name, stop);
        var last = "";
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < (stop is null ? 3 : 10), $"“{step.Name}” did not come to its end, after {string.Join(", ", Deaths)}: {last}");
            var (died, death, asked, since) = (Deaths.Count, trail.NextDeath, taker!, clock.GetUtcNow());
            var act = TryAsync(step.DoAsync, isAgain: tries > 0);
            await Task.WhenAny(act, death);
            if (act.IsCompleted) last = await act ?? "";
            await SettleAsync();
            if (tries == 0 && Deaths.Count == died) Passed.Add((step.Name, trail.Steps));
            if (step.IsDoneAsync is { } isDone ? await isDone(this) : Deaths.Count == died && last.Length == 0) break;
            if (asked.Life.IsOver && act.IsCompleted && await act is null && WasTaken(since)) Forgotten++;
        }

        // What made it done may have come after everything had settled, and with messages.
        await SettleAsync();
        await CloseFormsAsync();

        // The way went another way than it was counted: this stop is one of a later round.
        trail.Begin("between", null);
        if (way.HasQueue) await CompareQueueAsync(step);
    }

    /// <summary>It is that moment; what is due by then is done.</summary>
    public async Task GoToAsync(DateTimeOffset moment)
    {
        Skip(TimeSpan.FromTicks(Math.Max(0, (moment - clock.GetUtcNow()).Ticks)));
        var dispatching = await FirstDispatchingAsync() ?? bots[0];
        await dispatching.DoDueAsync();
    }

    /// <summary>Somebody imports a file with the verb of the command line, beside the bots.</summary>
    public Task ImportAsync(string file) =>
        ground.InProcesses ? BotProcess.ImportAsync(Hotel, trail, Way.FileSource, file) : OwnBot.ImportAsync(Hotel, new(trail), Way.FileSource, file);

    public async Task<int> RowsAsync(string partition, string prefix, Func<TableEntity, bool> holds) =>
        await Store.QueryAsync(partition, prefix, null, CancellationToken.None).CountAsync(row => holds(row));

    public Task<TeamsSnapshot> TeamsAsync() => onlooker!.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None);

    public async Task<int> CountAsync(IssueId issue, string @event) =>
        await Store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryOf(issue.Key), null, CancellationToken.None).CountAsync(row => row.RequireString("Event") == @event);

    public async Task<bool> HasCallAsync(IssueId issue, string @event) =>
        await Store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.FollowUpHistoryOf(issue.Key), null, CancellationToken.None).AnyAsync(row => row.RequireString("Event") == @event);

    public async Task<bool> HasThemeAsync(string @event) =>
        await Store.QueryAsync("themes", "h-", null, CancellationToken.None).AnyAsync(row => row.RequireString("Event") == @event);

    public async Task<string> ThemeAsync() => (await Store.QueryAsync("themes", "t-", null, CancellationToken.None).SingleAsync()).RequireString("Theme");

    /// <summary>Nothing is left over, and neither far side has anything to complain of.</summary>
    public async Task<Picture> EndAsync()
    {
        await foreach (var row in Store.ScanAsync("", CancellationToken.None))
            Assert.False(row.RowKey.StartsWith(TeamRows.Parked, StringComparison.Ordinal), $"parked: {row.GetString("LastError")}, after {string.Join(", ", Deaths)}");
        Assert.Empty(Hotel.Slack.Complaints);
        if (HasTeams) Assert.Empty(Hotel.Teams.Complaints);
        await OpenHomesAsync();
        var picture = Picture.TakeAsync(Hotel, HasTeams, onlooker!.Services, receiver);

        // Counters that a dead bot was making are given up after a minute.
        while (await Task.WhenAny(picture, Task.Delay(20, CancellationToken.None)) != picture) Skip(TimeSpan.FromSeconds(1));
        return await picture;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots) await bot.DisposeAsync();
        await Hotel.DisposeAsync();
        if (onlooker is not null) await onlooker.DisposeAsync();
        await receiver.DisposeAsync();
    }

    /// <summary>The queue is as it would be, made anew. What a bot acknowledged and finishes from memory may be written while the two are read; then they are read again, after it was passed on.</summary>
    private async Task CompareQueueAsync(Step step)
    {
        for (var tries = 0; ; tries++)
        {
            var written = trail.Count;
            await SettleAsync();
            var (kept, anew) = await QueueCheck.CompareAsync(onlooker!.Services);
            if (kept.SequenceEqual(anew)) return;
            Assert.True(trail.Count > written && tries < 5, $"“{step.Name}”, after {string.Join(", ", Deaths)}: the queue is\n{string.Join('\n', kept)}\nand made anew\n{string.Join('\n', anew)}");
        }
    }

    /// <summary>Somebody was told that what they did since then was taken: the bot acknowledged the last of it.</summary>
    private bool WasTaken(DateTimeOffset since) => Hotel.Slack.Deliveries.LastOrDefault(delivery => delivery.At >= since) is { IsAcknowledged: true };

    private async Task OpenHomesAsync()
    {
        foreach (var user in Users) await Hotel.Slack.OpenHomeAsync(user);
        using var limit = new CancellationTokenSource(Patience);
        while (Users.Any(user => Hotel.Slack.HomeOf(user) is null))
        {
            // On a busy machine the first try may come too late; a minute later Slack tries again.
            Skip(TimeSpan.FromMilliseconds(250));
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<IMortalBot> StartAsync() => ground.InProcesses ? await BotProcess.StartAsync(Hotel, trail) : await OwnBot.StartAsync(Hotel, new(trail));

    private void Skip(TimeSpan by)
    {
        clock.Skip(by);
        foreach (var bot in bots) bot.Skip(by);
    }

    private async Task<IMortalBot?> FirstDispatchingAsync()
    {
        foreach (var bot in bots)
            if (await bot.IsDispatchingAsync()) return bot;
        return null;
    }

    /// <summary>Everything is sent, told and passed on; where a bot has died meanwhile, by the next one.</summary>
    private async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var latest = clock.GetUtcNow() + LatestLook;
        var held = 0;
        for (var quiet = 0; quiet < 2;)
        {
            for (var i = 0; i < bots.Count; i++)
                if (bots[i].Life.IsOver) await StartAnotherAsync(i);
            quiet = !trail.IsHeld && await FirstDispatchingAsync() is not null && !await AnyWaitsAsync() ? quiet + 1 : 0;
            if (limit.IsCancellationRequested && clock.GetUtcNow() < latest) Skip(TimeSpan.FromSeconds(2));
            Assert.False(limit.IsCancellationRequested && clock.GetUtcNow() >= latest, $"something still waits, after {string.Join(", ", Deaths)}: {string.Join(", ", await WaitingAsync().ToListAsync(CancellationToken.None))}");

            // The pauses between messages, and the lease of who has died, go by faster; but by such a clock whoever is short of the processor would lose the lease in the middle of sending.
            held = bots.Exists(bot => !bot.Life.IsOver && bot.Life.UnderWay > 0) ? held + 1 : 0;
            if (held is 0 or > LongestHeld) Skip(TimeSpan.FromMilliseconds(250));
            await Task.Delay(6, CancellationToken.None);
        }
    }

    private async Task StartAnotherAsync(int place)
    {
        var dead = bots[place];
        await dead.DisposeAsync();
        InWindow += dead.Life.UnderWay;
        bots[place] = await StartAsync();
        TurnTo(bots[place]);
    }

    private void TurnTo(IMortalBot bot)
    {
        taker = bot;
        Hotel.TurnTo(bot.Address);
    }

    private async Task<bool> AnyWaitsAsync() => await WaitingAsync().AnyAsync();

    private async IAsyncEnumerable<string> WaitingAsync()
    {
        await foreach (var row in Store.ScanAsync("", CancellationToken.None))
        {
            var isTeams = row.PartitionKey == TeamRows.Company || row.PartitionKey.StartsWith(TeamRows.TeamPartitions, StringComparison.Ordinal);
            if (isTeams ? Waiting.Any(prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)) : IsToGoOn(row)) yield return $"{row.PartitionKey} {row.RowKey} {row.GetString("LastError")}";
        }
    }

    private static string[] Users { get; } = ["U0001", "U0002", "U0004"];

    private static string[] Waiting { get; } = [TeamRows.Outbox, TeamRows.News, TeamRows.ToAttach, TeamRows.Waiting];

    private static bool IsToGoOn(TableEntity row) => row switch
    {
        { PartitionKey: "bells" } => true,
        { PartitionKey: "themes" } => row.RowKey.StartsWith("f-", StringComparison.Ordinal),
        _ => row.PartitionKey.StartsWith("webhook", StringComparison.Ordinal) && row.RowKey.StartsWith("o-", StringComparison.Ordinal),
    };

    /// <summary>What somebody tries may fail because the bot dies just then.</summary>
    /// <returns>Why it failed; null: it did not.</returns>
    private async Task<string?> TryAsync(Func<Walk, Task> act, bool isAgain)
    {
        try
        {
            if (isAgain) await BeginAnewAsync();
            await act(this);
            return null;
        }
        catch (Exception e)
        {
            return e.Message.Split('\n')[0];
        }
    }

    /// <summary>Whatever form still stands before people from the last time is closed.</summary>
    private async Task BeginAnewAsync()
    {
        await CloseFormsAsync();
        if (!HasTeams) return;
        foreach (var channel in (string[])[Hotel.SpaChannel, Hotel.SpaManagers])
        {
            foreach (var card in Hotel.Teams.MessagesIn(channel).Where(message => message is { IsBot: true, Card: not null }))
            {
                foreach (var person in (string[])["tom", "ben", "ana"])
                {
                    if (channel == Hotel.SpaManagers && person != "ana") continue;

                    // Such a form has a button that leads back; the posted card has none.
                    if (Hotel.Teams.WhatSees(person, card) is { } seen && HasButton(seen, Verbs.Refresh)) await Hotel.Teams.ClickAsync(person, card, Verbs.Refresh);
                }
            }
        }
    }

    /// <summary>What the client does by itself when the card comes into view is no button.</summary>
    private static bool HasButton(JsonElement card, string verb) =>
        card.EnumerateObject().Where(property => property.Name != "refresh").Any(property => property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().Any(element => element.ValueKind == JsonValueKind.Object && TeamsHotel.VerbsOn(element).Contains(verb)));

    private async Task CloseFormsAsync()
    {
        foreach (var user in Users)
            foreach (var view in Hotel.Slack.OpenViewsOf(user)) await Hotel.Slack.CloseViewAsync(user, view.Id);
    }
}
