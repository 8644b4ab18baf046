namespace HuddleBot.MicrosoftTeams;

/// <summary>The Microsoft clouds that a bot can be registered in.</summary>
public enum TeamsCloud
{
    /// <summary>Worldwide, and US Government Community Cloud (GCC).</summary>
    Public,

    /// <summary>GCC High.</summary>
    USGov,

    /// <summary>US Department of Defense.</summary>
    USGovDoD,

    /// <summary>Operated by 21Vianet. Microsoft documents no service URL for it: AllowedServiceUrls must be set.</summary>
    China,
}

/// <summary>What differs from cloud to cloud ("Authenticate requests" of the connector; "Send proactive messages" for the service URLs).</summary>
/// <param name="Issuer">Of the connector's tokens.</param>
/// <param name="OpenIdMetadata">Where the connector's signing keys are announced.</param>
/// <param name="LoginHost">Where the bot gets its own tokens.</param>
/// <param name="Resource">What the bot's own tokens are for; the scope is this and <c>/.default</c>.</param>
/// <param name="TokenExchange">What a managed identity's token is for when it stands in for the bot's own credential.</param>
/// <param name="ServiceUrl">Where a conversation that was never heard from is sent to; null: not documented.</param>
/// <param name="ServiceUrls">The documented hosts.</param>
internal sealed record CloudEnvironment(string Issuer, string OpenIdMetadata, string LoginHost, string Resource, string TokenExchange, string? ServiceUrl, IReadOnlyList<string> ServiceUrls)
{
    public static CloudEnvironment Of(TeamsCloud cloud) => cloud switch
    {
        TeamsCloud.Public => new(
            "https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "login.microsoftonline.com", "https://api.botframework.com",
            "api://AzureADTokenExchange", "https://smba.trafficmanager.net/teams/", ["https://smba.trafficmanager.net/", "https://smba.infra.gcc.teams.microsoft.com/"]),
        TeamsCloud.USGov => UsGovernment("https://smba.infra.gov.teams.microsoft.us/"),
        TeamsCloud.USGovDoD => UsGovernment("https://smba.infra.dod.teams.microsoft.us/"),
        TeamsCloud.China => new(
            "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "login.partner.microsoftonline.cn",
            "https://api.botframework.azure.cn", "api://AzureADTokenExchangeChina", null, []),
        _ => throw new ArgumentOutOfRangeException(nameof(cloud), cloud, "is no cloud"),
    };

    private static CloudEnvironment UsGovernment(string host) => new(
        "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "login.microsoftonline.us", "https://api.botframework.us",
        "api://AzureADTokenExchangeUSGov", host + "teams/", [host]);
}
