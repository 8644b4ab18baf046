using System.Globalization;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Playground.Slack;
using HuddleBot.Storage.AzureTables;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay.Huddles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static HuddleBot.Tests.WholeWay.Huddles.MorningPlace;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>A day of work of one team: responses, decisions, an escalation and its answer, a huddle, a comment that changes; with trouble. Who gets no answer tries again, as people and survey tools do.</summary>
internal sealed class HotelDay : IAsyncDisposable
{
    private const string Huddle = """, "huddle": { "at": "09:15", "days": ["mon"], "answersFor": 120 } """;

    /// <summary>A huddle is prepared with some sixty reads: where three of a hundred fail, one try of six succeeds.</summary>
    private const int Tries = 40;

    private static readonly string[] Comments = ["The lift is slow.", "Ben was wonderful.", "The soup was cold.", "The towels are thin.", "The tap drips.", "Parking is hard to find."];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ATry = TimeSpan.FromSeconds(4);

    private readonly TestTime time = new(At(23, 8, 0));
    private readonly SetClock clock;
    private readonly Platform platform;
    private readonly Trouble trouble;
    private readonly int seed;
    private readonly StorageFaults storage;
    private readonly TableFaultProxy? proxy;
    private readonly List<IDisposable> faults = [];
    private ITeamPlace place = null!;
    private ITableStore store = null!;
    private WebApplication? onlooker;

    private HotelDay(Platform platform, Trouble trouble, int seed, TableFaultProxy? proxy)
    {
        (this.platform, this.trouble, this.seed, this.proxy) = (platform, trouble, seed, proxy);
        (clock, storage) = (new(time), new(seed));
    }

    public Hotel Hotel => place.Hotel;

    /// <summary>Messages that arrived while their answer was lost.</summary>
    public int AnswersLost => platform == Platform.Slack
        ? Hotel.Slack.Calls.Count(call => call.Method == "chat.postMessage" && call.IsOk && FaultPlan.LosesAnswer(call.Fault))
        : Hotel.Teams.Calls.Count(call => call.Operation is "create" or "send" or "reply" && FaultPlan.LosesAnswer(call.Fault));

    public int PlatformFaults => platform == Platform.Slack ? Hotel.Slack.Calls.Count(call => call.Fault is not null) : Hotel.Teams.Calls.Count(call => call.Fault is not null);

    public int StorageFaults => storage.Happened.Count + (proxy?.Happened.Count ?? 0);

    /// <param name="azurite">Null: SQLite.</param>
    public static async Task<HotelDay> BeginAsync(Platform platform, AzuriteFixture? azurite, Trouble trouble, int seed)
    {
        var between = azurite is null ? null : await TableFaultProxy.StartAsync(azurite.Endpoint);
        var day = new HotelDay(platform, trouble, seed, between);
        var through = azurite?.ConnectionString.Replace(azurite.Endpoint.ToString(), between!.Endpoint.ToString(), StringComparison.Ordinal);

        // A machine that is busy with other tests answers late: how soon is not what is tried here.
        var slack = new SlackPlaygroundOptions { RateLimitScale = null, TimeProvider = day.time, AcknowledgeWithin = TimeSpan.FromMinutes(1) };
        day.place = platform == Platform.Slack
            ? new SlackPlace(await Hotel.OpenAsync(time: day.time, azureTables: through, frontDeskMore: Huddle, slack: slack, instrument: day.Instrument, clock: day.clock))
            : new TeamsPlace(await Hotel.OpenMixedAsync(time: day.time, azureTables: through, spaMore: Huddle, slack: slack, instrument: day.Instrument, clock: day.clock));
        day.onlooker = day.Hotel.BuildOnlooker();
        var table = day.Hotel.StorageSettings.FirstOrDefault(setting => setting.StartsWith("--Storage:TableName=", StringComparison.Ordinal))?.Split('=')[1];
        day.store = azurite is null ? day.onlooker.Services.GetRequiredService<ITableStore>() : new AzureTableStore(azurite.Connection, table!, TimeProvider.System);
        await day.SettleAsync("start");
        return day;
    }

    /// <returns>What everybody has seen at its end.</returns>
    public async Task<IReadOnlyList<string>> LiveAsync()
    {
        await KnowNamesAsync();
        if (trouble.HasFlag(Trouble.Platform)) foreach (var fault in FaultPlan.Draw(platform, seed)) faults.Add(platform == Platform.Slack ? Hotel.Slack.Inject(fault) : Hotel.Teams.Inject(fault));
        if (trouble.HasFlag(Trouble.Storage) && proxy is null) storage.IsOn = true;
        if (trouble.HasFlag(Trouble.Storage)) proxy?.Begin(seed, 0.02);

        await ReceiveAsync();
        await DecideAsync();
        await EscalateAsync();
        await MeetAsync();
        await ChangeAsync();

        faults.ForEach(fault => fault.Dispose());
        storage.IsOn = false;
        proxy?.Heal();
        await SettleAsync("end");
        return DaySeen.By(platform, Hotel);
    }

    public async Task<IReadOnlyList<string>> ParkedAsync() =>
        await store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).Where(row => row.RowKey.StartsWith(TeamRows.Parked, StringComparison.Ordinal)).Select(row => row.GetString("LastError") ?? "?").ToListAsync();

    public async ValueTask DisposeAsync()
    {
        storage.IsOn = false;
        proxy?.Heal();
        if (onlooker is not null) await onlooker.DisposeAsync();
        await Hotel.DisposeAsync();
        if (proxy is not null) await proxy.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        foreach (var (number, comment) in Comments.Index())
        {
            await DoAsync($"response {number}", () => SendAsync(number, comment), async () => await HasAsync(TeamRows.Response, _ => true) > number);

            // Messages wait, and the clock is put back.
            if (number == 2 && trouble.HasFlag(Trouble.Clock)) await WithClockAsync(TimeSpan.FromHours(-1));
        }

        await SettleAsync("responses");
    }

    private async Task DecideAsync()
    {
        await TagAsync("tom", 1, Verbs.Celebrate, "Celebrated");
        await TagAsync("tom", 3, Verbs.Fix, "FixPlanned", (Verbs.Inputs.Try, "Better ones"));
        await TagAsync("ben", 4, Verbs.Dismiss, "Dismissed");
    }

    private async Task EscalateAsync()
    {
        await TagAsync("ben", 0, Verbs.Escalate, "Escalated", (Verbs.Inputs.Ask, "A new lift"));
        if (trouble.HasFlag(Trouble.Clock)) await WithClockAsync(TimeSpan.FromHours(-1));
        await TagAsync("ana", 0, Verbs.TriageAccept, "TriageAccepted");
        await TagAsync("ana", 0, Verbs.TriageResolve, "TriageResolved", (Verbs.Inputs.Answer, "Free from Monday"));
    }

    private async Task MeetAsync()
    {
        await GoToAsync(At(23, 9, 6), "Announced");
        await GoToAsync(At(23, 9, 15), null);
        await PressAsync("tom", Verbs.HuddleStart, "Started");
        await PressAsync("ana", Verbs.HuddleJoin, "Joined");
        await PressAsync("tom", Verbs.HuddleFinish, "Finished");
    }

    private async Task ChangeAsync()
    {
        await DoAsync("change", () => SendAsync(5, "Parking is very hard to find."), async () => await HasAsync(TeamRows.Response, row => row.GetString("Comment")?.Contains("very", StringComparison.Ordinal) == true) > 0);
        if (trouble.HasFlag(Trouble.Clock)) await WithClockAsync(TimeSpan.FromDays(1));
        await SettleAsync("change");
    }

    /// <summary>What is sent now is sent by a wrong clock; what could not be waits until it is right again.</summary>
    private async Task WithClockAsync(TimeSpan wrong)
    {
        clock.Set(wrong);
        await PassAsync(TimeSpan.FromSeconds(2));
        clock.Set(TimeSpan.Zero);
    }

    private Task SendAsync(int number, string comment)
    {
        var response = Hotel.Response($"r-{number}", number == 1 ? 10 : 3, comment, platform == Platform.Slack ? "front desk" : Hotel.Spa);
        response["answeredAt"] = At(23, 7, number).ToString("O", CultureInfo.InvariantCulture);
        return Hotel.SendAsync(response);
    }

    private Task TagAsync(string person, int comment, string verb, string happened, params (string Input, string Value)[] values) => DoAsync(
        $"{verb} by {person}", () => place.DecideAsync(person, Comments[comment], verb, null, values), async () => await HasAsync(TeamRows.History, row => row.GetString("Event") == happened) > 0);

    private Task PressAsync(string person, string verb, string happened) =>
        DoAsync($"{verb} by {person}", () => place.PressInHuddleAsync(person, verb), async () => await HasAsync(TeamRows.HuddleHistory, row => row.GetString("Event") == happened) > 0);

    private async Task GoToAsync(DateTimeOffset moment, string? announced)
    {
        time.Skip(TimeSpan.FromTicks(Math.Max(0, (moment - time.GetUtcNow()).Ticks)));
        await DoAsync($"{moment:HH:mm}", () => DoDueAsync(Hotel), async () => announced is null || await HasAsync(TeamRows.HuddleHistory, row => row.GetString("Event") == announced) > 0);
    }

    private ValueTask<int> HasAsync(string prefix, Func<TableEntity, bool> which) =>
        store.QueryAsync(TeamRows.PartitionOf(new(place.Team)), prefix, null, CancellationToken.None).CountAsync(which);

    /// <summary>Tries until it is done; then everything is sent before the next step.</summary>
    private async Task DoAsync(string step, Func<Task> act, Func<Task<bool>> isDone)
    {
        var last = "";
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries > 0) await CloseFormsAsync();
            last = await TryAsync(act) ?? last;
            if (await isDone())
            {
                if (!step.StartsWith("response", StringComparison.Ordinal) && step is not "change" && !step.StartsWith(Verbs.Escalate, StringComparison.Ordinal)) await SettleAsync(step);
                return;
            }

            await PassAsync(TimeSpan.FromSeconds(1));
            if (await isDone()) return;
        }

        Assert.Fail($"seed {seed}, {trouble}: “{step}” did not come to its end: {last}");
    }

    /// <returns>Why it failed, for the report should it never come to its end; null: it did not.</returns>
    private static async Task<string?> TryAsync(Func<Task> act)
    {
        try
        {
            await act().WaitAsync(ATry);
            return null;
        }
        catch (Exception e)
        {
            return e.Message.Split('\n')[0];
        }
    }

    /// <summary>Everything is sent, told and passed on.</summary>
    private async Task SettleAsync(string step)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var quiet = 0; quiet < 2;)
        {
            var waiting = await WaitingAsync();
            quiet = Hotel.Bot.Services.GetRequiredService<Doorbell>().IsDispatching && waiting.Count == 0 ? quiet + 1 : 0;
            Assert.False(limit.IsCancellationRequested, $"seed {seed}, {trouble}: after “{step}” something still waits: {string.Join(", ", waiting)}");
            await PassAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>The pauses between tries go by faster, but not so fast that the machine cannot keep up with the lease.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        for (var end = time.GetTimestamp() + span.Ticks; time.GetTimestamp() < end;)
        {
            time.Skip(TimeSpan.FromMilliseconds(100));
            await Task.Delay(20);
        }
    }

    private async Task<IReadOnlyList<string>> WaitingAsync() =>
        await store.ScanAsync("", CancellationToken.None)
            .Where(row => row.PartitionKey == "bells" || (row.PartitionKey.StartsWith(TeamRows.TeamPartitions, StringComparison.Ordinal) && Waits(row.RowKey)))
            .Select(row => $"{row.RowKey} {row.GetString("Content")} {row.GetInstant("NotBefore")} {row.GetString("LastError")}").ToListAsync();

    private static bool Waits(string rowKey) => ((string[])[TeamRows.Outbox, TeamRows.News, TeamRows.ToAttach, TeamRows.Waiting]).Any(prefix => rowKey.StartsWith(prefix, StringComparison.Ordinal));

    private async Task CloseFormsAsync()
    {
        if (platform != Platform.Slack) return;
        foreach (var user in Users)
            foreach (var view in Hotel.Slack.OpenViewsOf(user).Reverse()) await Hotel.Slack.CloseViewAsync(user, view.Id);
    }

    private static string[] Users { get; } = ["U0001", "U0002", "U0004"];

    /// <summary>What the platform calls somebody is asked for once, and who is in a hurry is written down as their account is called until then: that is not what is tried here.</summary>
    private async Task KnowNamesAsync()
    {
        var slack = Hotel.Bot.Services.GetServices<IChatDirectory>().Single(directory => directory.Platform == Platform.Slack);
        foreach (var user in Users) await slack.NameOfAsync(new(Platform.Slack, "T0001", user), user, CancellationToken.None);
        await slack.IsMemberAsync(new(Platform.Slack, "T0001", "C0001"), new(Platform.Slack, "T0001", "U0001"), CancellationToken.None);
    }

    private void Instrument(IServiceCollection services)
    {
        var real = services.Single(service => service.ServiceType == typeof(ITableStore));
        services.RemoveAll<ITableStore>();
        services.AddSingleton<ITableStore>(provider => new FaultyStore((ITableStore)real.ImplementationFactory!(provider), storage));
    }
}
