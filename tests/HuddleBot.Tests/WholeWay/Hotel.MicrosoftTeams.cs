using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The part of the hotel that is in Microsoft Teams: the spa. Tom, Ben and Mia work there; Ana manages it, in Teams or in Slack.</summary>
internal sealed partial class Hotel
{
    public const string Spa = "spa";

    /// <summary>The spa's channel in Teams.</summary>
    public const string SpaChannel = "Front desk";
    public const string SpaManagers = "Managers";

    private readonly TeamsPlayground? teams;

    public TeamsPlayground Teams => teams ?? throw new InvalidOperationException("this hotel has no Microsoft Teams");

    private IEnumerable<string> SettingsOfTeams => teams is null ? [] :
    [
        $"--MicrosoftTeams:AppId={teams.AppId}", $"--MicrosoftTeams:TenantId={teams.TenantId}", $"--MicrosoftTeams:ClientSecret={teams.ClientSecret}",
        $"--MicrosoftTeams:OpenIdMetadataUrl={teams.OpenIdMetadataUrl}", $"--MicrosoftTeams:AllowedServiceUrls:0={teams.ServiceUrl}",
    ];

    /// <summary>A hotel on both platforms.</summary>
    /// <param name="spaManager">Null: Ana in Teams, and the managers' channel there. Else who manages the spa, as the teams file writes it; there is no channel then.</param>
    /// <param name="moreTeams">More teams for the file, with a comma before each.</param>
    /// <param name="spaMore">More about the spa, with a comma before it.</param>
    /// <param name="rateLimitScale">Null: Microsoft Teams takes whatever comes; 1: its real limits.</param>
    public static async Task<Hotel> OpenMixedAsync(
        string? spaManager = null, string posting = "{}", TimeProvider? time = null, Func<Hotel, string>? moreTeams = null, double? rateLimitScale = null, string? spaMore = null,
        string? azureTables = null, IReadOnlyList<string>? settings = null, Action<IServiceCollection>? instrument = null, Func<Hotel, string>? company = null,
        SlackPlaygroundOptions? slack = null, TimeProvider? clock = null)
    {
        time ??= new TestTime();
        var playground = await TeamsPlayground.StartAsync(new() { RateLimitScale = rateLimitScale, TimeProvider = time, HearsChannelMessages = true });
        // All teams at once: a change of the file later is seen within seconds only.
        var hotel = await OpenAsync(posting, time, azureTables, slack, playground, settings: settings, clock: clock, instrument: instrument, company: company, moreTeams: hotel =>
        {
            var managers = spaManager is null
                ? $$""" "managers": [{ {{hotel.InTeams}}, "user": "{{playground.PersonNamed("ana").Id}}" }], "managerChannel": { {{hotel.InTeams}}, "channel": "{{playground.ChannelNamed(SpaManagers).Id}}" }"""
                : $$""" "managers": [{{spaManager}}]""";
            return $$"""
                , { "id": "spa", "name": "Spa", "timeZone": "Europe/London", "channel": { {{hotel.InTeams}}, "channel": "{{playground.ChannelNamed(SpaChannel).Id}}" },
                    {{managers}}, "routes": [{ "attribute": "area", "equals": "spa" }], "posting": {{posting}} {{spaMore}} }{{moreTeams?.Invoke(hotel)}}
                """;
        });
        await playground.InstallAsync("Sunny Hotels");

        // Which channels the team has is learnt beside it; before that, what happens to the team is not known of them.
        var conversations = hotel.Bot.Services.GetRequiredService<ConversationStore>();
        while ((await conversations.ReadAsync<KnownTeam>(playground.TenantId, playground.ChannelNamed("General").Id, CancellationToken.None)).ChannelsAt is null) await Task.Delay(10);
        var directory = hotel.Bot.Services.GetRequiredService<TeamsDirectory>();
        Assert.NotNull(await directory.RosterOfAsync(new(Platform.Teams, playground.TenantId, playground.ChannelNamed(SpaChannel).Id), CancellationToken.None));
        return hotel;
    }

    /// <summary>What an old client sends: a button of a card that has changed since.</summary>
    public Task<HuddleBot.Playground.MicrosoftTeams.Deliveries.Delivery> PressInTeamsAsync(string person, HuddleBot.Playground.MicrosoftTeams.Tenant.Message card, string verb, string item)
    {
        var who = Teams.PersonNamed(person);
        return Teams.SendActivityAsync(new JsonObject
        {
            ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["id"] = $"f:{Guid.NewGuid()}", ["channelId"] = "msteams", ["serviceUrl"] = Teams.ServiceUrl.AbsoluteUri,
            ["from"] = new JsonObject { ["id"] = who.Mri, ["aadObjectId"] = who.Id, ["name"] = who.RealName },
            ["recipient"] = new JsonObject { ["id"] = "28:" + Teams.AppId },
            ["conversation"] = new JsonObject { ["id"] = card.ConversationId, ["tenantId"] = Teams.TenantId, ["conversationType"] = "channel" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Teams.TenantId } },
            ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = new JsonObject { ["item"] = item } }, ["trigger"] = "manual" },
        });
    }

    /// <summary>The beginning of a place or a person in the teams file.</summary>
    public string InTeams => $"\"platform\": \"teams\", \"workspace\": \"{Teams.TenantId}\"";

    /// <summary>The token endpoint's certificate is trusted by processes of their own (SSL_CERT_FILE); within this one the far side's tokens come at once.</summary>
    private void UseTokensOfTeams(IServiceCollection services)
    {
        if (teams is not null) services.AddSingleton<IBotTokens>(new TokensAtHand(teams));
    }

    private sealed class TokensAtHand(TeamsPlayground teams) : IBotTokens
    {
        public Task<BotToken> GetAsync(CancellationToken cancellationToken) => Task.FromResult<BotToken>(new BotToken.Bearer(teams.IssueBotToken()));
    }
}
