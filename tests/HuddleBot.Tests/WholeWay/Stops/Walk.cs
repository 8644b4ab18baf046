using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Tests.MicrosoftTeams.Talk;
using HuddleBot.Tests.Webhooks;
using HuddleBot.Tests.WholeWay.Huddles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// The hotel on its way through the outer loop, with real storage, both platforms and a receiver of webhooks. In every step the bot may die at a write or a call; then another is
/// started, and people who got no answer try again, as people do.
/// </summary>
internal sealed class Walk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly TestTime clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly bool hasTeams;
    private readonly Receiver receiver;
    private BotLife life = new();
    private string step = "start";
    private WebApplication? onlooker;

    private Walk(Receiver receiver, bool hasTeams) => (this.receiver, this.hasTeams) = (receiver, hasTeams);

    public Hotel Hotel { get; private set; } = null!;

    public ITableStore Store => onlooker!.Services.GetRequiredService<ITableStore>();

    /// <summary>Where the bot could have died, by step.</summary>
    public List<(string Step, IReadOnlyList<string> Points)> Passed { get; } = [];

    /// <summary>Where it did.</summary>
    public List<string> Deaths { get; } = [];

    /// <summary>What was on its way to Microsoft Teams when the bot died: nobody can look whether it is there, so it may stand there once more.</summary>
    public int OnTheWay { get; private set; }

    /// <param name="azureTables">Null: SQLite.</param>
    public static async Task<Walk> BeginAsync(bool hasTeams, string? azureTables)
    {
        var walk = new Walk(await Receiver.StartAsync(), hasTeams);
        string[] settings = [$"--Webhooks:crm:Url={walk.receiver.Url}", $"--Webhooks:crm:Secret={walk.receiver.Secret}"];
        walk.Hotel = hasTeams
            ? await Hotel.OpenMixedAsync(time: walk.clock, azureTables: azureTables, settings: settings, instrument: walk.Instrument)
            : await Hotel.OpenAsync(time: walk.clock, azureTables: azureTables, settings: settings, instrument: walk.Instrument);
        walk.onlooker = walk.Hotel.BuildOnlooker();
        await walk.SettleAsync();
        return walk;
    }

    /// <summary>Goes through one step, and through it once more as long as it is not done.</summary>
    /// <param name="stop">Where the bot dies on the way; null: it does not.</param>
    public async Task StepAsync(Step step, Stop? stop)
    {
        life.Begin(stop);
        this.step = step.Name;
        var last = "";
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < (stop is null ? 3 : 10), $"“{step.Name}” did not come to its end, after {string.Join(", ", Deaths)}: {last}");
            var (mine, died) = (life, Deaths.Count);
            var act = TryAsync(step.DoAsync, isAgain: tries > 0);
            await Task.WhenAny(act, mine.Ended);
            if (act.IsCompleted) last = await act ?? "";
            await SettleAsync();
            if (tries == 0 && Deaths.Count == died) Passed.Add((step.Name, life.Points));
            if (step.IsDoneAsync is { } isDone ? await isDone(this) : Deaths.Count == died && last.Length == 0) break;
        }

        await CloseFormsAsync();

        // The way went another way than it was counted: this stop is one of a later round.
        life.Begin(null);
        var (kept, anew) = await QueueCheck.CompareAsync(onlooker!.Services);
        Assert.True(kept.SequenceEqual(anew), $"“{step.Name}”, after {string.Join(", ", Deaths)}: the queue is\n{string.Join('\n', kept)}\nand made anew\n{string.Join('\n', anew)}");
    }

    /// <summary>It is that moment; what is due by then is done.</summary>
    public async Task GoToAsync(DateTimeOffset moment)
    {
        clock.Skip(TimeSpan.FromTicks(Math.Max(0, (moment - clock.GetUtcNow()).Ticks)));
        await MorningPlace.DoDueAsync(Hotel);
    }

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
        if (hasTeams) Assert.Empty(Hotel.Teams.Complaints);
        return await Picture.TakeAsync(Hotel, hasTeams, onlooker!.Services, receiver);
    }

    public async ValueTask DisposeAsync()
    {
        await Hotel.DisposeAsync();
        if (onlooker is not null) await onlooker.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private void Instrument(IServiceCollection services)
    {
        var mine = life;
        services.RemoveAll<ILoggerProvider>();
        var real = services.Single(service => service.ServiceType == typeof(ITableStore));
        services.Remove(real);
        services.AddSingleton<ITableStore>(provider => new MortalStore((ITableStore)real.ImplementationFactory!(provider), mine));
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new MortalCalls(mine)));
    }

    /// <summary>Everything is sent, told and passed on; where the bot has died meanwhile, by the next one.</summary>
    private async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var quiet = 0; quiet < 2;)
        {
            if (life.IsOver) await StartAnotherAsync();
            quiet = Hotel.Bot.Services.GetRequiredService<Doorbell>().IsDispatching && !await AnyWaitsAsync() ? quiet + 1 : 0;
            Assert.False(limit.IsCancellationRequested, $"something still waits, after {string.Join(", ", Deaths)}: {string.Join(", ", await WaitingAsync().ToListAsync(CancellationToken.None))}");

            // The pauses between messages, and the lease of who has died, go by faster.
            clock.Skip(TimeSpan.FromMilliseconds(250));
            await Task.Delay(6, CancellationToken.None);
        }
    }

    private async Task StartAnotherAsync()
    {
        Deaths.Add($"{step}, {life.End}");
        life = new();
        await Hotel.LoseBotAsync();
        OnTheWay += await Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).CountAsync(IsOnTheWayToTeams);
        await Hotel.StartBotAsync();

        // What a platform calls somebody is asked for once, and who is in a hurry is written down as their account is called until then: that is not what is tried here.
        var slack = Hotel.Bot.Services.GetServices<IChatDirectory>().Single(directory => directory.Platform == Platform.Slack);
        await Task.WhenAll(Users.Select(user => slack.NameOfAsync(new(Platform.Slack, "T0001", user), user, CancellationToken.None)));
    }

    private static bool IsOnTheWayToTeams(TableEntity row) =>
        row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) && row.GetInstant("ClaimedAt") is not null && row.RequireString("Channel").StartsWith("teams/", StringComparison.Ordinal) && row.RequireString("Content") != "Redraw";

    private async Task<bool> AnyWaitsAsync() => await WaitingAsync().AnyAsync();

    private async IAsyncEnumerable<string> WaitingAsync()
    {
        await foreach (var row in Store.ScanAsync("", CancellationToken.None))
        {
            var isTeams = row.PartitionKey.StartsWith(TeamRows.TeamPartitions, StringComparison.Ordinal);
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
        if (!hasTeams) return;
        foreach (var channel in (string[])[Hotel.SpaChannel, Hotel.SpaManagers])
        {
            foreach (var card in Hotel.Teams.MessagesIn(channel).Where(message => message is { IsBot: true, Card: not null }))
            {
                foreach (var person in (string[])["tom", "ben", "ana"])
                {
                    if (channel == Hotel.SpaManagers && person != "ana") continue;
                    if (Hotel.Teams.WhatSees(person, card) is { } seen && TeamsHotel.VerbsOn(seen).Contains(Verbs.Refresh)) await Hotel.Teams.ClickAsync(person, card, Verbs.Refresh);
                }
            }
        }
    }

    private async Task CloseFormsAsync()
    {
        foreach (var user in Users)
            foreach (var view in Hotel.Slack.OpenViewsOf(user)) await Hotel.Slack.CloseViewAsync(user, view.Id);
    }
}

/// <param name="IsDoneAsync">Whether nobody need try again; null: done again whenever the bot has died meanwhile, as a sender does who got no answer.</param>
internal sealed record Step(string Name, Func<Walk, Task> DoAsync, Func<Walk, Task<bool>>? IsDoneAsync = null);
