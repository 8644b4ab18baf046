using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.EndToEnd.Processes;

/// <summary>
/// Sunny Hotels in Microsoft Teams: the bot as a process that can be killed, with real storage and tokens, and the Playground as Microsoft Teams. Ana manages the front desk.
/// </summary>
internal sealed class LiveTeamsHotel : IAsyncDisposable
{
    public const string FrontDesk = "Front desk";
    public const string Managers = "Managers";
    private const string FeedbackSecret = "the-survey-tools-token";

    // After kill -9 the next bot waits out the lease of the one before; and the machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private readonly WebApplication onlooker;
    private readonly string[] settings;
    private BotProcess? bot;

    private LiveTeamsHotel(TeamsPlayground teams, string? azureTables, IEnumerable<string> more)
    {
        Teams = teams;
        settings =
        [
            .. azureTables is null
                ? (string[])[$"--Storage:ConnectionString=Data Source={folder.File("huddlebot.db")}"]
                : ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azureTables}", $"--Storage:TableName=T{Guid.NewGuid():N}"],
            $"--MicrosoftTeams:AppId={Teams.AppId}", $"--MicrosoftTeams:TenantId={Teams.TenantId}", $"--MicrosoftTeams:ClientSecret={Teams.ClientSecret}",
            $"--MicrosoftTeams:OpenIdMetadataUrl={Teams.OpenIdMetadataUrl}", $"--MicrosoftTeams:Authority={Teams.Authority}", $"--MicrosoftTeams:AllowedServiceUrls:0={Teams.ServiceUrl}",
            "--Feedback:Sources:sample:Secret=playground-feedback-secret", $"--Feedback:Sources:survey:Secret={FeedbackSecret}", "--Feedback:Sources:survey:Verify=Bearer", .. more,
        ];
        // Never started: it only reads what the processes have stored.
        onlooker = HuddleBotBuilder.Build([.. settings, "--Logging:LogLevel:Default=Warning"]);
    }

    public TeamsPlayground Teams { get; }

    public ITableStore Store => onlooker.Services.GetRequiredService<ITableStore>();

    public static async Task<LiveTeamsHotel> OpenAsync(string? azureTables = null, params IEnumerable<string> more)
    {
        var hotel = new LiveTeamsHotel(await TeamsPlayground.StartAsync(new() { RateLimitScale = null }), azureTables, more);
        try
        {
            await hotel.ApplyTeamsAsync();
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
        bot = await StartAnotherBotAsync();
        Teams.BotUrl = new Uri(bot.Address, "/api/messages");
    }

    /// <summary>A replica on the same storage; whoever starts it ends it. The token endpoint's certificate is the Playground's own.</summary>
    public Task<BotProcess> StartAnotherBotAsync() => BotProcess.ServeAsync(folder.FullPath, settings, new(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = Teams.CertificateFile });

    public BotProcess Bot => bot ?? throw new InvalidOperationException("the bot does not run");

    public async Task KillBotAsync()
    {
        bot!.Kill();
        await bot.DisposeAsync();
        bot = null;
    }

    /// <summary>Comments from the survey tool; 202 is asked for.</summary>
    public async Task SendAsync(params string[] comments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bot!.Address, "/feedback/survey"));
        request.Content = JsonContent.Create(new JsonArray([.. comments.Select(words => new JsonObject
        {
            ["id"] = StableHash.Of(words), ["metric"] = "nps", ["score"] = 3, ["comment"] = words, ["attributes"] = new JsonObject { ["area"] = FrontDesk },
            ["answeredAt"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        })]));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FeedbackSecret);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public IReadOnlyList<Message> CardsWith(string words, string channel = FrontDesk) => [.. Teams.MessagesIn(channel).Where(message => Shows(message, words))];

    /// <summary>The card in which these words stand, as soon as it is there; of several the last.</summary>
    public Task<Message> CardAsync(string words, string channel = FrontDesk) => Teams.WaitForAsync(() => CardsWith(words, channel) is [.., var last] ? last : null, Patience);

    public Task UntilShownAsync(Message message, string words) => Teams.WaitUntilAsync(() => Shows(Teams.Now(message), words), Patience);

    public Task UntilAsync(Func<bool> holds) => Teams.WaitUntilAsync(holds, Patience);

    public static bool Shows(Message message, string words) => message.AllText.Contains(words, StringComparison.Ordinal);

    /// <summary>Presses a button; once more as often as the bot asks for it, because it does not know yet who is in the channel.</summary>
    public async Task DecideAsync(string person, Message card, string verb, params (string Input, string Value)[] values)
    {
        using var patience = new CancellationTokenSource(Patience);
        Interaction click;
        while ((click = await Teams.ClickAsync(person, card, verb, values.ToDictionary(value => value.Input, value => (string?)value.Value, StringComparer.Ordinal))).Toast?.Contains("try again", StringComparison.Ordinal) is true)
            await Task.Delay(50, patience.Token);
        Assert.True(click is { IsOk: true, Card: not null }, click.ToString());
    }

    /// <summary>Nothing waits to be sent, the far side saw nothing that a correct bot would not do, and nothing is parked.</summary>
    public async Task AllIsWellAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await AnyAsync(TeamRows.Outbox, patience.Token)) await Task.Delay(50, patience.Token);
        Assert.False(await AnyAsync(TeamRows.Parked, patience.Token));
        Assert.Empty(Teams.Complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
        await onlooker.DisposeAsync();
        await Teams.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private async Task<bool> AnyAsync(string prefix, CancellationToken cancellationToken)
    {
        await foreach (var row in Store.ScanAsync(TeamRows.TeamPartitions, cancellationToken))
            if (row.RowKey.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }

    private async Task ApplyTeamsAsync()
    {
        string Place(string kind, string id) => $$"""{ "platform": "teams", "workspace": "{{Teams.TenantId}}", "{{kind}}": "{{id}}" }""";
        await File.WriteAllTextAsync(folder.File("teams.json"), $$"""
            { "frontlineTeams": [
              { "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London", "channel": {{Place("channel", Teams.ChannelNamed(FrontDesk).Id)}},
                "managers": [{{Place("user", Teams.PersonNamed("ana").Id)}}], "managerChannel": {{Place("channel", Teams.ChannelNamed(Managers).Id)}},
                "routes": [{ "attribute": "area", "equals": "Front desk" }, { "attribute": "area", "equals": "Front desk in Teams" }] } ] }
            """);
        var applied = await BotProcess.RunAsync(folder.FullPath, ["teams", "apply", folder.File("teams.json"), .. settings]);
        Assert.True(applied.Code == 0, applied.Error);
    }
}
