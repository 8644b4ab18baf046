using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Tests.Storage;

namespace HuddleBot.EndToEnd.Processes;

/// <summary>Sunny Hotels in Microsoft Teams: the bot as a process of its own, with real storage and tokens, and the Playground as Microsoft Teams. Ana manages the front desk.</summary>
internal sealed class LiveTeamsHotel : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private BotProcess? bot;

    private LiveTeamsHotel(TeamsPlayground teams) => Teams = teams;

    public TeamsPlayground Teams { get; }

    public static async Task<LiveTeamsHotel> OpenAsync()
    {
        var hotel = new LiveTeamsHotel(await TeamsPlayground.StartAsync(new() { RateLimitScale = null }));
        try
        {
            await hotel.StartBotAsync();
            return hotel;
        }
        catch
        {
            await hotel.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
        await Teams.DisposeAsync();
        folder.Dispose();
    }

    private async Task StartBotAsync()
    {
        string[] settings =
        [
            $"--Storage:ConnectionString=Data Source={folder.File("huddlebot.db")}", "--Feedback:Sources:sample:Secret=playground-feedback-secret",
            $"--MicrosoftTeams:AppId={Teams.AppId}", $"--MicrosoftTeams:TenantId={Teams.TenantId}", $"--MicrosoftTeams:ClientSecret={Teams.ClientSecret}",
            $"--MicrosoftTeams:OpenIdMetadataUrl={Teams.OpenIdMetadataUrl}", $"--MicrosoftTeams:Authority={Teams.Authority}", $"--MicrosoftTeams:AllowedServiceUrls:0={Teams.ServiceUrl}",
        ];
        string Place(string kind, string id) => $$"""{ "platform": "teams", "workspace": "{{Teams.TenantId}}", "{{kind}}": "{{id}}" }""";
        await File.WriteAllTextAsync(folder.File("teams.json"), $$"""
            { "frontlineTeams": [
              { "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London", "channel": {{Place("channel", Teams.ChannelNamed("Front desk").Id)}},
                "managers": [{{Place("user", Teams.PersonNamed("ana").Id)}}], "managerChannel": {{Place("channel", Teams.ChannelNamed("Managers").Id)}},
                "routes": [{ "source": "sample", "attribute": "area", "equals": "Front desk" }] } ] }
            """);
        var applied = await BotProcess.RunAsync(folder.FullPath, ["teams", "apply", folder.File("teams.json"), .. settings]);
        Assert.True(applied.Code == 0, applied.Error);
        // The token endpoint's certificate is the Playground's own.
        bot = await BotProcess.ServeAsync(folder.FullPath, settings, new(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = Teams.CertificateFile });
        Teams.BotUrl = new Uri(bot.Address, "/api/messages");
    }
}
