using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Feedback;
using HuddleBot.FrontlineTeams;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using HuddleBot.Storage;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using HuddleBot.Themes;
using HuddleBot.Triage;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sent = HuddleBot.Playground.MicrosoftTeams.Deliveries.Delivery;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>
/// Sunny Hotels with the real bot: real host, real storage, tokens that are checked, and the Playground as Microsoft Teams. Ana manages both teams; Tom, Ben and Mia
/// work there; Olga is in no team.
/// </summary>
internal sealed class TeamsHotel : IAsyncDisposable
{
    public const string FrontDesk = "Front desk";
    public const string Restaurant = "Restaurant";
    public const string Managers = "Managers";
    public const string Everybody = "Sunny Hotels";
    private const string FeedbackSecret = "secret-of-this-test";

    private readonly TemporaryFolder folder;
    private readonly HttpClient http = new();

    private TeamsHotel(TeamsPlayground teams, WebApplication bot, AlarmLog log, TemporaryFolder folder) => (Teams, Bot, Log, this.folder) = (teams, bot, log, folder);

    /// <summary>In the place of the bot's own huddles: what the adapter asks of them.</summary>
    public RecordingHuddles Huddles => Bot.Services.GetRequiredService<RecordingHuddles>();

    public TeamsPlayground Teams { get; }

    public WebApplication Bot { get; }

    public AlarmLog Log { get; }

    public ITableStore Store => Bot.Services.GetRequiredService<ITableStore>();

    /// <param name="hearsChannels">The bot is told of what does not mention it.</param>
    public static async Task<TeamsHotel> OpenAsync(bool isInstalled = true, bool isWarm = true, bool hearsChannels = false)
    {
        var teams = await TeamsPlayground.StartAsync(new() { RateLimitScale = null, HearsChannelMessages = hearsChannels });
        var log = new AlarmLog();
        var files = new TemporaryFolder();
        var bot = BuildBot(teams, log, files);
        var hotel = new TeamsHotel(teams, bot, log, files);
        await bot.StartAsync();
        teams.BotUrl = new(new Uri(bot.Urls.Single()), "/api/messages");
        await hotel.ApplyTeamsAsync(isOpening: true);
        hotel.Huddles.Team = (await bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Find(new("front-desk"))!;
        if (!isInstalled) return hotel;
        await teams.InstallAsync(Everybody, FrontDeskId(teams));
        if (!isWarm) return hotel;
        foreach (var channel in (string[])[FrontDesk, Restaurant])
            Assert.NotNull(await bot.Services.GetRequiredService<TeamsDirectory>().RosterOfAsync(hotel.PlaceOf(channel), CancellationToken.None));
        return hotel;
    }

    public ChannelId PlaceOf(string channel) => new(Platform.Teams, Teams.TenantId, Teams.ChannelNamed(channel).Id);

    public async Task ApplyTeamsAsync(bool isOpening = false)
    {
        var (file, errors) = TeamsFile.Read($$"""
            { "frontlineTeams": [
              { "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London", "channel": {{Place(FrontDesk)}}, "managers": [{{Person("ana")}}], "managerChannel": {{Place(Managers)}},
                "routes": [{ "attribute": "area", "equals": "front desk" }] },
              { "id": "restaurant", "name": "Restaurant", "timeZone": "Europe/London", "channel": {{Place(Restaurant)}}, "managers": [{{Person("ana")}}],
                "routes": [{ "attribute": "area", "equals": "restaurant" }] } ] }
            """);
        Assert.Empty(errors);
        Assert.True(await Bot.Services.GetRequiredService<StoredTeams>().ApplyAsync(file!, CancellationToken.None));

        // It is seen within a second; before anything happens nobody wants to wait for it.
        if (isOpening) ((TestTime)Bot.Services.GetRequiredService<TimeProvider>()).Skip(TimeSpan.FromSeconds(1));
        while ((await Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Version != await Bot.Services.GetRequiredService<StoredTeams>().VersionAsync(CancellationToken.None))
            await Task.Delay(10);

        string Place(string channel) => $$"""{ "platform": "teams", "workspace": "{{Teams.TenantId}}", "channel": "{{Teams.ChannelNamed(channel).Id}}" }""";
        string Person(string name) => $$"""{ "platform": "teams", "workspace": "{{Teams.TenantId}}", "user": "{{Teams.PersonNamed(name).Id}}" }""";
    }

    /// <summary>A guest's comment, as soon as its card is there.</summary>
    public async Task<Message> CommentAsync(string words, int score = 2, string channel = FrontDesk, string? shown = null)
    {
        var response = new JsonObject
        {
            ["id"] = StableHash.Of(words), ["metric"] = "nps", ["score"] = score, ["comment"] = words,
            ["answeredAt"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["attributes"] = new JsonObject { ["area"] = channel.ToLowerInvariant() },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new(Bot.Urls.Single()), "/feedback/survey"))
        {
            Content = new StringContent(response.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FeedbackSecret);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await CardAsync(shown ?? words, channel);
    }

    public Task<Message> CardAsync(string words, string channel = FrontDesk) =>
        Teams.WaitForAsync(() => Teams.MessagesIn(channel).SingleOrDefault(message => message.AllText.Contains(words, StringComparison.Ordinal)), TimeSpan.FromSeconds(20));

    public Task UntilShownAsync(Message message, string words) =>
        Teams.WaitUntilAsync(() => Teams.Now(message).AllText.Contains(words, StringComparison.Ordinal), TimeSpan.FromSeconds(20));

    public Task<Message> ToldPrivatelyAsync(string person, string words) =>
        Teams.WaitForAsync(() => Teams.PersonalChat(person).LastOrDefault(message => message.IsBot && message.AllText.Contains(words, StringComparison.Ordinal)), TimeSpan.FromSeconds(20));

    public Task<Message> RepliedAsync(Message message, string words) =>
        Teams.WaitForAsync(() => Teams.ThreadOf(message).LastOrDefault(reply => reply.IsBot && reply.AllText.Contains(words, StringComparison.Ordinal)), TimeSpan.FromSeconds(20));

    /// <summary>The issue whose card it is, as its buttons say.</summary>
    public static IssueId IssueOn(Message message) => IssueId.TryParse(Buttons(message.Card!.Value).Select(data => data.GetProperty("item").GetString()).First())!;

    /// <summary>What has happened to an issue so far: kinds of events, oldest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryOfAsync(IssueId issue) =>
        await Store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryOf(issue.Key), null, CancellationToken.None).Select(row => row.RequireString("Event")).ToListAsync();

    public Task<IReadOnlyList<string>> HistoryOfAsync(Message message) => HistoryOfAsync(IssueOn(message));

    /// <summary>Presses a button with data of the sender's own making, as a client that is not to be trusted.</summary>
    public Task<Sent> PressAsync(string person, Message message, string? verb, JsonNode? data) =>
        Teams.SendActivityAsync(Invoke("adaptiveCard/action", person, message, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data } }));

    public Task<Sent> PressAsync(string person, Message message, string verb, params (string Name, JsonNode? Value)[] more) =>
        PressAsync(person, message, verb, new JsonObject([new("item", IssueOn(message).ToString()), .. more.Select(entry => KeyValuePair.Create(entry.Name, entry.Value))]));

    /// <summary>Sends an activity in which a placeholder is replaced by bytes that no serializer of ours would write.</summary>
    public async Task<Sent> SendRawAsync(JsonObject activity, string placeholder, string raw)
    {
        var bot = Teams.BotUrl!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var relay = builder.Build();
        relay.MapPost("/", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            using var onward = new HttpRequestMessage(HttpMethod.Post, bot)
            {
                Content = new StringContent((await reader.ReadToEndAsync()).Replace($"\"{placeholder}\"", raw, StringComparison.Ordinal), Encoding.UTF8, "application/json"),
            };
            onward.Headers.TryAddWithoutValidation("Authorization", request.Headers.Authorization.ToString());
            using var answer = await http.SendAsync(onward);
            return Results.Text(await answer.Content.ReadAsStringAsync(), "application/json", statusCode: (int)answer.StatusCode);
        });
        await relay.StartAsync();
        Teams.BotUrl = new(relay.Urls.Single());
        var delivery = await Teams.SendActivityAsync(activity);
        Teams.BotUrl = bot;
        return delivery;
    }

    public JsonObject Invoke(string name, string person, Message message, JsonNode? value) => Activity("invoke", person, message.ConversationId, activity => (activity["name"], activity["value"]) = (name, value));

    /// <param name="conversation">Of a channel or a chat.</param>
    public JsonObject Activity(string type, string person, string conversation, Action<JsonObject>? more = null)
    {
        var who = Teams.PersonNamed(person);
        var activity = new JsonObject
        {
            ["type"] = type, ["id"] = $"f:{Guid.NewGuid()}", ["channelId"] = "msteams", ["serviceUrl"] = Teams.ServiceUrl.AbsoluteUri,
            ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["from"] = new JsonObject { ["id"] = who.Mri, ["aadObjectId"] = who.Id, ["name"] = who.RealName },
            ["recipient"] = new JsonObject { ["id"] = "28:" + Teams.AppId, ["name"] = "HuddleBot" },
            ["conversation"] = new JsonObject { ["id"] = conversation, ["tenantId"] = Teams.TenantId, ["conversationType"] = conversation.StartsWith("19:", StringComparison.Ordinal) ? "channel" : "personal" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Teams.TenantId } },
        };
        more?.Invoke(activity);
        return activity;
    }

    /// <summary>The body of an answer to a card's action: always HTTP 200 with a code, a type and a value.</summary>
    public static (int Code, string Type, JsonElement Value) AnswerOf(Sent delivery)
    {
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        var body = JsonElement.Parse(delivery.AnswerBody);
        return (body.GetProperty("statusCode").GetInt32(), body.GetProperty("type").GetString()!, body.GetProperty("value"));
    }

    public static string MessageOf(Sent delivery)
    {
        var (code, type, value) = AnswerOf(delivery);
        Assert.Equal((200, "application/vnd.microsoft.activity.message"), (code, type));
        return value.GetString()!;
    }

    public static JsonElement CardOf(Sent delivery)
    {
        var (code, type, value) = AnswerOf(delivery);
        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), (code, type));
        return value;
    }

    public static string TextOf(JsonElement card) => Message.TextsOf(card);

    public static JsonElement InputOf(JsonElement card, string id) => Objects(card).First(element => element.TryGetProperty("id", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() == id);

    /// <summary>The data of every button.</summary>
    public static IEnumerable<JsonElement> Buttons(JsonElement card) =>
        Objects(card).Where(element => element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "Action.Execute" or "Action.Submit")
            .Select(action => action.GetProperty("data"));

    public static IEnumerable<string?> VerbsOn(JsonElement card) =>
        Objects(card).Where(element => element.TryGetProperty("verb", out _)).Select(element => element.GetProperty("verb").GetString()).Distinct(StringComparer.Ordinal);

    public PersonId IdOf(string person) => new(Platform.Teams, Teams.TenantId, Teams.PersonNamed(person).Id);

    /// <summary>Something was tried, could not be sent, and waits.</summary>
    public async Task UntilPutOffAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await Store.ScanAsync(TeamRows.TeamPartitions, limit.Token).AnyAsync(row => row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) && row.GetString("LastError") is not null, limit.Token))
            await Task.Delay(20, limit.Token);
    }

    /// <summary>Nothing waits in any outbox, the far side saw nothing that a correct bot would not do, and nothing is parked.</summary>
    public async Task AllIsWellAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await AnyAsync(TeamRows.Outbox) || await AnyAsync(TeamRows.News)) await Task.Delay(20, limit.Token);
        Assert.False(await AnyAsync(TeamRows.Parked));
        Assert.Empty(Teams.Complaints);
        Assert.Empty(Log.Alarms);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.StopAsync();
        await Bot.DisposeAsync();
        await Teams.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private static string FrontDeskId(TeamsPlayground teams) => teams.ChannelNamed(FrontDesk).Id;

    private static WebApplication BuildBot(TeamsPlayground teams, AlarmLog log, TemporaryFolder folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Sqlite", ["Storage:ConnectionString"] = $"Data Source={folder.File("huddlebot.db")}",
            ["MicrosoftTeams:AppId"] = teams.AppId, ["MicrosoftTeams:TenantId"] = teams.TenantId, ["MicrosoftTeams:ClientSecret"] = teams.ClientSecret,
            ["MicrosoftTeams:OpenIdMetadataUrl"] = teams.OpenIdMetadataUrl.AbsoluteUri, ["MicrosoftTeams:AllowedServiceUrls:0"] = teams.ServiceUrl.AbsoluteUri,
            ["Feedback:Sources:survey:Verify"] = "Bearer", ["Feedback:Sources:survey:Secret"] = FeedbackSecret,
        });
        builder.Services.AddSingleton<TimeProvider>(new TestTime()).AddSingleton<StorageOutage>();
        builder.AddStorage();
        builder.AddFrontlineTeams();
        builder.AddFeedback();
        builder.AddCards();
        builder.AddDelivery();
        builder.AddManagerQueue();
        builder.AddThemes();
        builder.AddMicrosoftTeams();
        builder.Services.AddSingleton<RecordingHuddles>().AddSingleton<IHuddleDesk>(s => s.GetRequiredService<RecordingHuddles>());
        builder.Services.AddSingleton<IScoreDesk, RecordingScores>();
        builder.Services.AddSingleton<IDigestDesk, NoDigests>();

        // The token endpoint's certificate is trusted by a process of its own (SSL_CERT_FILE); in this one the far side's tokens come at once.
        builder.Services.AddSingleton<IBotTokens>(new TokensAtHand(teams));
        var bot = builder.Build();
        bot.MapFeedback();
        bot.MapMicrosoftTeams();
        return bot;
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    private async Task<bool> AnyAsync(string prefix)
    {
        await foreach (var row in Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None))
            if (row.RowKey.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }

    private sealed class TokensAtHand(TeamsPlayground teams) : IBotTokens
    {
        public Task<BotToken> GetAsync(CancellationToken cancellationToken) => Task.FromResult<BotToken>(new BotToken.Bearer(teams.IssueBotToken()));

    }

    /// <summary>What an operator would be woken for.</summary>
    internal sealed class AlarmLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Alarms { get; } = new();

        public ConcurrentQueue<string> Warnings { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) (logLevel >= LogLevel.Error ? Alarms : Warnings).Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose() { }
    }
}

internal static class TeamsHotelServices
{
    public static Core.Issues.IIssueDesk GetDesk(this IServiceProvider services) => services.GetRequiredService<Core.Issues.IIssueDesk>();

    public static TeamsDirectory GetDirectory(this IServiceProvider services) => services.GetRequiredService<TeamsDirectory>();
}
