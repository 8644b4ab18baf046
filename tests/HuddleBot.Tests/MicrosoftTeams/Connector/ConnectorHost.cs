using System.Collections.Concurrent;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>What the bot sends to Microsoft Teams, wired as in the bot, before a stub connector; nothing is started.</summary>
internal sealed class ConnectorHost : IAsyncDisposable, ITeamDirectory, IDoorbell, IBotTokens
{
    public const string Tenant = "2b4b3a6e-90a2-4a53-8f5e-1a0f6a1f7c22";
    public const string General = "19:general@thread.tacv2";
    public const string Lounge = "19:lounge@thread.tacv2";
    public const string Ann = "9d1c0d0e-7b0a-4a1c-8a65-0f4b1c2d3e4f";
    public const string Bob = "11111111-7b0a-4a1c-8a65-0f4b1c2d3e4f";

    private readonly WebApplication app;

    /// <param name="store">Another process on the same storage brings the one that is there.</param>
    public ConnectorHost(StubConnector connector, CountedRows? store = null, TestTime? time = null, params (string Key, string Value)[] settings)
    {
        (Connector, Store, Time) = (connector, store ?? new(), time ?? new());
        var builder = WebApplication.CreateSlimBuilder();
        (string, string)[] section =
            [("AppId", "6f9a1c2e-0a55-4a7e-9d2c-3f1f6f0f4b11"), ("TenantId", Tenant), ("ClientSecret", "secret"), ("AllowedServiceUrls:0", connector.ServiceUrl), .. settings];
        foreach (var (key, value) in section) builder.Configuration["MicrosoftTeams:" + key] = value;
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton<HuddleBot.Core.Delivery.SendingPlaces>();
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton<StorageOutage>().AddSingleton<ITableStore>(Store).AddSingleton<IIssueDesk, RecordingDesk>();
        builder.Services.AddSingleton<ITeamDirectory>(this).AddSingleton<IDoorbell>(this).AddSingleton<WaitingMessages>().AddSingleton<ClosedPlaces>();
        builder.AddMicrosoftTeams();
        builder.Services.AddSingleton<IBotTokens>(this);
        app = builder.Build();
    }

    public static ChannelId Channel { get; } = new(Platform.Teams, Tenant, Lounge);

    public static RenderedCard Card { get; } = new("""{"type":"AdaptiveCard","version":"1.5","body":[]}""", "Detractor 3 of 10: nobody came", "A new comment");

    public static FrontlineTeam Team { get; } = new(
        new("lhr-lounge"), "London Heathrow lounge", Channel, DateTimeZone.Utc, WorkingCalendar.MondayToFriday, [new(Platform.Teams, Tenant, Ann)], null, [], PostingRules.Default,
        FrontlineTeam.DefaultCategories);

    /// <summary>Those of the teams file.</summary>
    public IReadOnlyList<FrontlineTeam> Teams { get; set; } = [Team];

    public StubConnector Connector { get; }

    public CountedRows Store { get; }

    public TestTime Time { get; }

    public RecordedLog Log { get; } = new();

    public ConcurrentQueue<TeamId> Rung { get; } = new();

    /// <summary>What the authority gives out, one after the other; the last again and again.</summary>
    public ConcurrentQueue<BotToken> Tokens { get; } = new([new BotToken.Bearer(StubConnector.Token)]);

    public int AskedAnew { get; private set; }

    public IChatPlatform Platforms => Get<IChatPlatform>();

    public ConversationReferences References => Get<ConversationReferences>();

    public TeamsDirectory Directory => Get<TeamsDirectory>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public IReadOnlyList<T> All<T>() => [.. app.Services.GetServices<T>()];

    public Task<SendResult> PostAsync(string? thread = null, string? place = null, RenderedCard? card = null) =>
        Platforms.PostAsync(new("key", Channel with { Channel = place ?? Lounge }, thread, card ?? Card), CancellationToken.None);

    public Task NoteAsync(Activity activity) => References.NoteAsync(activity, CancellationToken.None);

    public async Task InstalledAsync(Activity activity)
    {
        await NoteAsync(activity);
        await References.InstalledAsync(activity, CancellationToken.None);
    }

    public async Task RemovedAsync(Activity activity)
    {
        await NoteAsync(activity);
        await References.RemovedAsync(activity, CancellationToken.None);
    }

    /// <summary>Something that somebody did in the lounge.</summary>
    /// <param name="minute">When, counted from an hour ago.</param>
    public Activity InChannel(int minute = 0, string type = ActivityTypes.Message, string? serviceUrl = null, string channel = Lounge) => new()
    {
        Type = type,
        Id = "1763700000001",
        Timestamp = Time.GetUtcNow().AddMinutes(minute - 60),
        ChannelId = "msteams",
        ServiceUrl = serviceUrl ?? Connector.ServiceUrl,
        From = new("29:ann", "Ann Example", Ann),
        Conversation = new(channel + ";messageid=1763700000000", "channel", Tenant, IsGroup: true),
        ChannelData = new(new(Tenant), new(General, "Heathrow"), new(channel, "Lounge")),
    };

    public Activity InChat(int minute = 0, string type = ActivityTypes.Message) => InChannel(minute, type) with
    {
        Conversation = new("a:chat-ann", "personal", Tenant),
        ChannelData = new(new(Tenant)),
    };

    public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", Teams));

    public Task RingAsync(TeamId team, CancellationToken cancellationToken)
    {
        Rung.Enqueue(team);
        return Task.CompletedTask;
    }

    public Task<BotToken> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Tokens.First());

    public Task<BotToken> GetAnewAsync(CancellationToken cancellationToken)
    {
        AskedAnew++;
        if (Tokens.Count > 1) Tokens.TryDequeue(out _);
        return GetAsync(cancellationToken);
    }

    /// <summary>Waits for what goes on in the background.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds()) await Task.Delay(10, patience.Token);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
