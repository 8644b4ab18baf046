using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.EndToEnd.Processes;

/// <summary>
/// Sunny Hotels with the bot as a process that can be killed, real storage, and the Playground as Slack. Ana (U0002) manages; Tom (U0001) and Ben (U0004)
/// work at the front desk; Mia (U0005) in the restaurant.
/// </summary>
internal sealed class LiveHotel : IAsyncDisposable
{
    public const string FrontDesk = "front-desk";
    public const string Restaurant = "restaurant";
    public const string Managers = "managers";
    private const string FeedbackSecret = "the-survey-tools-token";

    // After kill -9 the next bot waits out the lease of the one before; and the machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private readonly WebApplication onlooker;
    private readonly bool socketMode;
    private BotProcess? bot;

    private LiveHotel(SlackPlayground slack, string? azureTables, bool socketMode, IReadOnlyList<string> more)
    {
        (Slack, this.socketMode) = (slack, socketMode);
        Settings =
        [
            .. azureTables is null
                ? (string[])[$"--Storage:ConnectionString=Data Source={folder.File("huddlebot.db")}"]
                : ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azureTables}", $"--Storage:TableName=T{Guid.NewGuid():N}"],
            $"--Slack:ApiBaseUrl={Slack.ApiBaseUrl}", socketMode ? "--Slack:AppToken=xapp-playground" : "--Slack:SigningSecret=playground-signing-secret", "--Slack:BotToken=xoxb-playground",
            "--Delivery:Slack:PerWorkspacePerMinute=6000", $"--Feedback:Sources:survey:Secret={FeedbackSecret}", "--Feedback:Sources:survey:Verify=Bearer",
            "--Feedback:Sources:sample:Secret=playground-feedback-secret", .. more,
        ];
        // Never started: it only reads what the processes have stored.
        onlooker = HuddleBotBuilder.Build([.. Settings, "--Logging:LogLevel:Default=Warning"]);
    }

    public SlackPlayground Slack { get; }

    /// <summary>The same for <c>serve</c> and every other verb.</summary>
    public IReadOnlyList<string> Settings { get; }

    public string Folder => folder.FullPath;

    public BotProcess Bot => bot ?? throw new InvalidOperationException("the bot does not run");

    public IServiceProvider Services => onlooker.Services;

    public ITableStore Store => Services.GetRequiredService<ITableStore>();

    /// <param name="socketMode">The bot connects to Slack; an event's retries then come late enough for the next bot.</param>
    /// <param name="settings">More of them, for <c>serve</c> and every verb.</param>
    public static async Task<LiveHotel> OpenAsync(string posting = "{}", string? azureTables = null, bool socketMode = false, IReadOnlyList<string>? settings = null)
    {
        var slack = await SlackPlayground.StartAsync(new() { RateLimitScale = null, RetryWaitScale = socketMode ? 0.1 : 0.001, SocketMode = socketMode });
        var hotel = new LiveHotel(slack, azureTables, socketMode, settings ?? []);
        try
        {
            Assert.Equal(0, (await hotel.ApplyTeamsAsync(posting)).Code);
            await hotel.StartBotAsync();
            return hotel;
        }
        catch
        {
            await hotel.DisposeAsync();
            throw;
        }
    }

    public async Task StartBotAsync()
    {
        bot = await BotProcess.ServeAsync(Folder, Settings);
        Slack.BotUrl = new Uri(bot.Address, "/slack/events");
        if (socketMode) await Slack.WaitUntilAsync(() => Slack.Sockets.Count == 2, Patience);
    }

    /// <summary>A replica on the same storage; whoever starts it ends it.</summary>
    public Task<BotProcess> StartAnotherBotAsync() => BotProcess.ServeAsync(Folder, Settings);

    public async Task KillBotAsync()
    {
        Bot.Kill();
        await Bot.DisposeAsync();
        bot = null;
    }

    /// <summary>Runs a verb beside the bot.</summary>
    public Task<Ending> CliAsync(params IReadOnlyList<string> words) => BotProcess.RunAsync(Folder, [.. words, .. Settings]);

    public Task<Ending> ApplyTeamsAsync(string posting = "{}", string restaurantArea = Restaurant) => CliAsync("teams", "apply", Write("teams.json", $$"""
        { "frontlineTeams": [
          { "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London",
            "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0001" },
            "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }],
            "managerChannel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" },
            "routes": [{ "source": "survey", "attribute": "area", "equals": "front-desk" }, { "source": "sample", "attribute": "area", "equals": "front-desk" }, { "source": "rows", "attribute": "area", "equals": "front-desk" }],
            "posting": {{posting}} },
          { "id": "restaurant", "name": "Restaurant", "timeZone": "Europe/Berlin",
            "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0002" },
            "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }],
            "managerChannel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" },
            "routes": [{ "source": "survey", "attribute": "area", "equals": "{{restaurantArea}}" }, { "source": "rows", "attribute": "area", "equals": "{{restaurantArea}}" }],
            "posting": {{posting}} } ] }
        """));

    /// <summary>A file in the hotel's folder.</summary>
    public string Write(string name, string content)
    {
        File.WriteAllText(folder.File(name), content);
        return folder.File(name);
    }

    public static JsonObject Response(string id, int? score, string? comment, string area = FrontDesk) => new()
    {
        ["id"] = id, ["metric"] = "nps", ["score"] = score, ["comment"] = comment, ["attributes"] = new JsonObject { ["area"] = area },
        ["answeredAt"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
    };

    /// <summary>Sends responses as the survey tool does; 202 is asked for.</summary>
    public async Task<JsonObject> SendAsync(params JsonObject[] responses)
    {
        using var answer = await PostAsync(responses);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Sends them again and again until the bot has taken them, as survey tools do.</summary>
    public async Task SendUntilTakenAsync(params JsonObject[] responses)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await PostAsync(responses);
                if (answer.StatusCode == HttpStatusCode.Accepted) return;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                // Killed just now: that is what is tried here.
            }

            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>The card in whose blocks these words stand, as soon as it is there.</summary>
    public Task<Message> CardAsync(string words, string channel = FrontDesk) => Slack.WaitForAsync(() => CardsWith(words, channel).SingleOrDefault(), Patience);

    public IReadOnlyList<Message> CardsWith(string words, string channel = FrontDesk) => [.. Slack.MessagesIn(channel).Where(message => message.AllText.Contains(words, StringComparison.Ordinal))];

    /// <summary>Waits until the message shows these words.</summary>
    public Task UntilShownAsync(Message message, string words) =>
        Slack.WaitUntilAsync(() => Slack.MessagesIn(message.Channel).Any(now => now.Ts == message.Ts && now.AllText.Contains(words, StringComparison.Ordinal)), Patience);

    /// <summary>Waits for the bot's call of a method.</summary>
    public Task UntilCalledAsync(string method) => Slack.WaitUntilAsync(() => Slack.Calls.Any(call => call.Method == method), Patience);

    /// <summary>Opens the form of a button and submits it.</summary>
    public async Task DecideAsync(string user, Message card, string verb, IReadOnlyDictionary<string, string?>? values = null)
    {
        await Slack.ClickAsync(user, card.Channel, card.Ts, verb);
        var form = await Slack.WaitForAsync(() => Slack.OpenViewsOf(user).SingleOrDefault(), Patience);
        var submission = await Slack.SubmitAsync(user, form.Id, values);
        Assert.True(submission.IsOk, submission.ToString());
    }

    public async Task<int> CountAsync(string prefix)
    {
        var count = 0;
        await foreach (var row in Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None))
            if (row.RowKey.StartsWith(prefix, StringComparison.Ordinal)) count++;
        return count;
    }

    /// <summary>Nothing waits to be sent, the far side saw nothing that a correct bot would not do, and nothing is parked.</summary>
    public async Task AllIsWellAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await CountAsync(TeamRows.Outbox) > 0) await Task.Delay(50, patience.Token);
        Assert.Empty(Slack.Complaints);
        await foreach (var row in Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None))
            Assert.False(row.RowKey.StartsWith(TeamRows.Parked, StringComparison.Ordinal), $"parked: {row.GetString("LastError")}");
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
        await onlooker.DisposeAsync();
        await Slack.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private async Task<HttpResponseMessage> PostAsync(JsonObject[] responses)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Bot.Address, "/feedback/survey"));
        request.Content = JsonContent.Create(new JsonArray([.. responses.Select(response => response.DeepClone())]));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FeedbackSecret);
        return await http.SendAsync(request);
    }
}
