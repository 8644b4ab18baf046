using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.WholeWay;

/// <summary>
/// Sunny Hotels with the real bot: real host, real storage, and the Playground as Slack. Ana (U0002) manages; Tom (U0001) and Ben (U0004) work at the
/// front desk; Mia (U0005) in the restaurant.
/// </summary>
internal sealed partial class Hotel : IAsyncDisposable
{
    public const string FrontDesk = "front-desk";
    public const string Restaurant = "restaurant";
    public const string Managers = "managers";
    private const string GardenRoute = """, { "attribute": "area", "equals": "garden" }""";
    private const string FeedbackSecret = "whsec_c2VjcmV0LW9mLXRoaXMtdGVzdC0wMTIzNDU2Nzg5";

    private readonly TemporaryFolder folder = new();
    private readonly TimeProvider time;
    private TimeProvider? clock;
    private string[] storage;
    private readonly HttpClient http = new();
    private IReadOnlyList<string> moreSettings = [];
    private Action<IServiceCollection> instrument = _ => { };
    private WebApplication? bot;

    private Hotel(SlackPlayground slack, TeamsPlayground? teams, TimeProvider time, string? azureTables)
    {
        (Slack, this.teams, this.time) = (slack, teams, time);
        storage = StorageIn(azureTables, DatabaseFile);
    }

    public SlackPlayground Slack { get; }

    public TimeProvider Time => time;

    /// <summary>What the bot is told of its storage.</summary>
    public IReadOnlyList<string> StorageSettings => storage;

    public string DatabaseFile => folder.File("huddlebot.db");

    public WebApplication Bot => bot ?? throw new InvalidOperationException("the bot is not running");

    public IFeedbackIntake Intake => Bot.Services.GetRequiredService<IFeedbackIntake>();

    public ITableStore Store => Bot.Services.GetRequiredService<ITableStore>();

    /// <param name="moreTeams">More teams for the file, with a comma before each.</param>
    /// <param name="instrument">Puts something of the test's own into every bot that is started.</param>
    /// <param name="frontDeskMore">More about the front desk, with a comma before it.</param>
    /// <param name="company">What the file says beyond its teams, with a comma before it.</param>
    /// <param name="clock">The bot's own, where it is another than everybody's.</param>
    public static async Task<Hotel> OpenAsync(
        string posting = "{}", TimeProvider? time = null, string? azureTables = null, SlackPlaygroundOptions? slack = null, TeamsPlayground? teams = null, Func<Hotel, string>? moreTeams = null,
        string? frontDeskMore = null, IReadOnlyList<string>? settings = null, Action<IServiceCollection>? instrument = null, Func<Hotel, string>? company = null,
        TimeProvider? clock = null)
    {
        var hotel = new Hotel(
            await SlackPlayground.StartAsync(slack ?? new() { RateLimitScale = null, TimeProvider = time ?? TimeProvider.System }), teams, time ?? TimeProvider.System, azureTables)
        {
            moreSettings = settings ?? [],
            instrument = instrument ?? (_ => { }),
            clock = clock,
        };

        if (teams is not null)
        {
            // Before the bot is installed there, nobody knows who is in the channels: a start must not look for it.
            await hotel.StartBotAsync();
            await hotel.ApplyTeamsAsync(posting, frontDeskMore, moreTeams: moreTeams?.Invoke(hotel), company: company?.Invoke(hotel), isOpening: true);
            return hotel;
        }

        // With its teams from the start: what is applied beside a running bot is seen within a second only, and that for each of hundreds of tests.
        var file = FileOf(posting, frontDeskMore, gardenTeam: null, moreTeams?.Invoke(hotel), company?.Invoke(hotel));
        await hotel.StartBotAsync(async store => Assert.True(await new StoredTeams(store, hotel.time).ApplyAsync(file, CancellationToken.None)));
        return hotel;
    }

    /// <param name="prepare">Done with the storage before the bot starts.</param>
    public async Task StartBotAsync(Func<ITableStore, Task>? prepare = null)
    {
        bot = await StartAnotherBotAsync(prepare);
        SendClicksTo(bot);
    }

    /// <summary>For whatever bot is started from now on.</summary>
    public void ChangeSettings(params IReadOnlyList<string> more) => moreSettings = [.. moreSettings, .. more];

    /// <summary>A replica on the same storage; whoever starts it ends it.</summary>
    public async Task<WebApplication> StartAnotherBotAsync(Func<ITableStore, Task>? prepare = null)
    {
        var another = Build(instrument);
        if (prepare is not null) await prepare(another.Services.GetRequiredService<ITableStore>());
        await another.StartAsync();
        return another;
    }

    private static string[] StorageIn(string? azureTables, string file) => azureTables is null
        ? [$"--Storage:ConnectionString=Data Source={file}"]
        : ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azureTables}", $"--Storage:TableName=T{Guid.NewGuid():N}"];

    /// <summary>Sees what the bots have stored; never started. Whoever builds it ends it.</summary>
    public WebApplication BuildOnlooker() => Build(_ => { });

    private WebApplication Build(Action<IServiceCollection> instruments) => HuddleBotBuilder.Build(
        clock ?? time,
        services =>
        {
            UseTokensOfTeams(services);
            instruments(services);
        },
        SettingsOfBots);

    private string[] SettingsOfBots =>
    [
        "--urls=http://127.0.0.1:0", .. storage, "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None", $"--Slack:ApiBaseUrl={Slack.ApiBaseUrl}",
        "--Slack:SigningSecret=playground-signing-secret", "--Slack:BotToken=xoxb-playground", "--Delivery:Slack:PerWorkspacePerMinute=6000",
        $"--Feedback:Sources:survey:Secret={FeedbackSecret}", $"--Feedback:Sources:kiosk:Secret={FeedbackSecret}", .. SettingsOfTeams, .. moreSettings,
    ];

    public void SendClicksTo(WebApplication replica) => SendClicksTo(new Uri(replica.Urls.Single()));

    public void SendClicksTo(Uri replica)
    {
        Slack.BotUrl = new(replica, "/slack/events");
        if (teams is not null) teams.BotUrl = new(replica, "/api/messages");
    }

    /// <summary>The first bot is gone; this one is the bot from now on.</summary>
    public void Succeed(WebApplication replica)
    {
        bot = replica;
        SendClicksTo(replica);
    }

    /// <summary>The bot is gone as it is: it finishes nothing and gives nothing back.</summary>
    public async Task LoseBotAsync()
    {
        var lost = Bot;
        bot = null;
        await lost.DisposeAsync();
    }

    public async Task StopBotAsync()
    {
        await Bot.StopAsync();
        await Bot.DisposeAsync();
        bot = null;
    }

    /// <param name="moreTeams">More teams for the file, with a comma before each.</param>
    public async Task ApplyTeamsAsync(string posting = "{}", string? frontDeskMore = null, string? gardenTeam = null, string? moreTeams = null, string? company = null, bool isOpening = false)
    {
        Assert.True(await Bot.Services.GetRequiredService<StoredTeams>().ApplyAsync(FileOf(posting, frontDeskMore, gardenTeam, moreTeams, company), CancellationToken.None));

        // What another process applies is seen within a second; before anything happens nobody wants to wait for it.
        if (isOpening && clock is null && time is TestTime test) test.Skip(TimeSpan.FromSeconds(1));
        while ((await Bot.Services.GetRequiredService<Core.FrontlineTeams.ITeamDirectory>().CurrentAsync(CancellationToken.None)).Version !=
               await Bot.Services.GetRequiredService<StoredTeams>().VersionAsync(CancellationToken.None)) await Task.Delay(10);
        await Intake.RouteWaitingAsync(PostChoice.Fresh, CancellationToken.None);
    }

    private static TeamsFile FileOf(string posting, string? frontDeskMore, string? gardenTeam, string? moreTeams, string? company)
    {
        var (file, errors) = TeamsFile.Read($$"""
            { "frontlineTeams": [
              { "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London",
                "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0001" },
                "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }],
                "managerChannel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" },
                "routes": [{ "attribute": "area", "equals": "front desk" }{{(gardenTeam == FrontDesk ? GardenRoute : "")}}], "posting": {{posting}} {{frontDeskMore}} },
              { "id": "restaurant", "name": "Restaurant", "timeZone": "Europe/Berlin",
                "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0002" },
                "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }, { "platform": "slack", "workspace": "T0001", "user": "U0003" }],
                "routes": [{ "attribute": "area", "equals": "restaurant" }{{(gardenTeam == Restaurant ? GardenRoute : "")}}], "posting": {{posting}} }{{moreTeams}} ]{{company}} }
            """);
        Assert.Empty(errors);
        return file!;
    }

    public static JsonObject Response(string id, int? score, string? comment, string area = "front desk") => new()
    {
        ["id"] = id, ["metric"] = "nps", ["score"] = score, ["comment"] = comment, ["attributes"] = new JsonObject { ["area"] = area },
    };

    /// <summary>Sends responses as the survey tool does, signed.</summary>
    public Task<JsonObject> SendAsync(params JsonObject[] responses) => SendFromAsync("survey", responses);

    public async Task<JsonObject> SendFromAsync(string source, params JsonObject[] responses)
    {
        using var answer = await PostAsync(source, responses);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<System.Net.HttpStatusCode> TrySendAsync(string source, params JsonObject[] responses)
    {
        using var answer = await PostAsync(source, responses);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(string source, JsonObject[] responses)
    {
        foreach (var response in responses) response.TryAdd("answeredAt", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        var body = Encoding.UTF8.GetBytes(new JsonArray([.. responses.Select(response => response.DeepClone())]).ToJsonString());
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var id = Guid.NewGuid().ToString("N");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body];
        var signature = HMACSHA256.HashData(Convert.FromBase64String(FeedbackSecret["whsec_".Length..]), signed);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(BotAddress, "/feedback/" + source)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        return await http.SendAsync(request);
    }

    /// <summary>The card in whose blocks these words stand, as soon as it is there.</summary>
    public Task<Message> CardAsync(string words, string channel = FrontDesk) =>
        Slack.WaitForAsync(() => Slack.MessagesIn(channel).SingleOrDefault(message => Shows(message, words)), TimeSpan.FromSeconds(20));

    /// <summary>Waits until the message shows these words.</summary>
    public Task UntilShownAsync(Message message, string words) =>
        Slack.WaitUntilAsync(() => AllOf(message.Channel).Any(now => now.Ts == message.Ts && Shows(now, words)), TimeSpan.FromSeconds(20));

    public Message Now(Message message) => AllOf(message.Channel).Single(now => now.Ts == message.Ts);

    public static bool Shows(Message message, string words) => (message.Text + " " + System.Text.Json.JsonSerializer.Serialize(message.Blocks, Relaxed)).Contains(words, StringComparison.Ordinal);

    /// <summary>Nothing waits in any outbox: what has not happened by now will not happen.</summary>
    public async Task DrainedAsync()
    {
        for (var waited = System.Diagnostics.Stopwatch.GetTimestamp(); await FirstAsync() is { } waits; await Task.Delay(20))
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(waited) < TimeSpan.FromSeconds(30), $"It waits: {waits.PartitionKey} {waits.RowKey} {string.Join(", ", waits.Values.Select(part => $"{part.Key}={part.Value}"))}; now {Time.GetUtcNow():u}");

        async Task<TableEntity?> FirstAsync() => await Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).Concat(Store.QueryAsync(TeamRows.Company, "", null, CancellationToken.None))
            .FirstOrDefaultAsync(row => row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) || row.RowKey.StartsWith(TeamRows.News, StringComparison.Ordinal));
    }

    /// <summary>The far side saw nothing that a correct bot would not do, and nothing is parked.</summary>
    public async Task AllIsWellAsync()
    {
        await DrainedAsync();
        Assert.Empty(Slack.Complaints);
        if (teams is not null) Assert.Empty(teams.Complaints);
        await foreach (var row in Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).Concat(Store.QueryAsync(TeamRows.Company, "", null, CancellationToken.None)))
            Assert.False(row.RowKey.StartsWith(TeamRows.Parked, StringComparison.Ordinal), $"parked: {row.GetString("LastError")}");
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null) await StopBotAsync();
        await Slack.DisposeAsync();
        if (teams is not null) await teams.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private IEnumerable<Message> AllOf(string channel) => Slack.MessagesIn(channel).SelectMany(message => Slack.ThreadOf(channel, message.Ts).Prepend(message));
}
