using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Storage;
using HuddleBot.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace HuddleBot.Tests.Webhooks;

/// <summary>One receiver, the real outbox on real storage, and the real client. Everything but the storage can be made anew, as after a crash.</summary>
internal sealed class WebhookScene : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;
    private readonly IConfiguration configuration;
    private HttpClient http = null!;

    private WebhookScene(Receiver receiver, string[] more, ITableStore? otherStore)
    {
        Receiver = receiver;
        store = new(new($"Data Source={folder.File("scene.db")}"));
        Store = otherStore ?? store;
        configuration = SettingsOf([$"Webhooks:crm:Url={receiver.Url}", $"Webhooks:crm:Secret={receiver.Secret}", .. more]);
        Restart();
    }

    public Receiver Receiver { get; }

    public ITableStore Store { get; }

    public SceneTime Time { get; } = new() { Now = HuddleScene.At("2026-11-20T09:00Z") };

    public WebhookOutbox Outbox { get; private set; } = null!;

    public WebhookSending Sending { get; private set; } = null!;

    public WebhookDiagnosis Doctor { get; private set; } = null!;

    public Webhook Crm { get; private set; } = null!;

    public static async Task<WebhookScene> OpenAsync(params string[] more) => new(await Receiver.StartAsync(), more, null);

    public static IConfiguration SettingsOf(params string[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => new KeyValuePair<string, string?>(pair[0], pair[1]))).Build();

    public void Restart()
    {
        http?.Dispose();
        http = new(WebhookClient.NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        var settings = WebhookSettings.Read(configuration);
        Crm = settings.All[0];
        Outbox = new(Store, new(), settings, Time);
        Sending = new(settings, Outbox, new(http, Time), new StorageOutage(Time, NullLogger<StorageOutage>.Instance), Time, NullLogger<WebhookSending>.Instance);
        Doctor = new(settings, Outbox, Time);
    }

    /// <summary>A comment with contact data, and what came of it.</summary>
    public static IssueNews News(string id, int version, params IssueEvent[] events)
    {
        var issue = events.Aggregate(Issue.Fresh(IssueId.OfResponse(CardSamples.Team.Id, "lounge", id), CardSamples.Now), IssueHistory.Apply);
        var response = new Response(
            "lounge", id, null, "Ten euros for the wifi. 日本", CardSamples.Now, null, "en", new("C-4711", "Olivia Hart", "olivia@example.com", "+44 20 7946 0000", null, 1200, true),
            new SortedDictionary<string, string>(StringComparer.Ordinal));
        return new(CardSamples.Team, new IssueWithResponse(issue, response), events, version);
    }

    public async Task PutAsync(params IssueNews[] news)
    {
        foreach (var one in news) await Outbox.PutAsync(Crm, one, CancellationToken.None);
    }

    public Task<Instant?> SendAsync() => Sending.SendWaitingAsync(Crm, CancellationToken.None);

    public async Task<int> WaitingAsync() => await Outbox.WaitingAsync(Crm, CancellationToken.None).CountAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        store.Dispose();
        folder.Dispose();
        await Receiver.DisposeAsync();
    }
}
