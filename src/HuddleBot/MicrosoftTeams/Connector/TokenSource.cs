using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>Asks for a token of the bot, or gives the one that is kept.</summary>
/// <param name="anew">Whatever is kept.</param>
/// <exception cref="MsalException">The authority says no, or cannot be asked.</exception>
/// <exception cref="HttpRequestException">The authority cannot be reached.</exception>
internal delegate Task<string> TokenSource(bool anew = false);

/// <summary>How a bot asks for its tokens (client credentials grant), by the credential that it has.</summary>
internal static class TokenSources
{
    /// <param name="certificate">What <see cref="MicrosoftTeamsOptions.CertificatePath"/> holds.</param>
    public static TokenSource Of(MicrosoftTeamsOptions options, X509Certificate2? certificate, IMsalHttpClientFactory http)
    {
        var cloud = CloudEnvironment.Of(options.Cloud);
        if (options.ManagedIdentityClientId is { } identity && identity.Equals(options.AppId, StringComparison.OrdinalIgnoreCase)) return ManagedIdentity(identity, cloud.Resource, http);

        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId).WithHttpClientFactory(http);
        if (options.ClientSecret is not null) builder.WithClientSecret(options.ClientSecret);
        if (certificate is not null) builder.WithCertificate(certificate, sendX5C: true);
        if (options.ManagedIdentityClientId is { } federated)
        {
            var assertions = ManagedIdentity(federated, cloud.TokenExchange, http);
            builder.WithClientAssertion((AssertionRequestOptions _) => assertions());
        }

        if (options.Authority is { } authority) builder.WithAuthority(authority, validateAuthority: false).WithInstanceDiscovery(false);
        else builder.WithAuthority($"https://{cloud.LoginHost}/{options.TenantId}");
        var client = builder.Build();
        return async anew => (await client.AcquireTokenForClient([$"{cloud.Resource}/.default"]).WithForceRefresh(anew).ExecuteAsync()).AccessToken;
    }

    private static TokenSource ManagedIdentity(string clientId, string resource, IMsalHttpClientFactory http)
    {
        var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(clientId)).WithHttpClientFactory(http).Build();
        return async anew => (await identity.AcquireTokenForManagedIdentity(resource).WithForceRefresh(anew).ExecuteAsync()).AccessToken;
    }
}
