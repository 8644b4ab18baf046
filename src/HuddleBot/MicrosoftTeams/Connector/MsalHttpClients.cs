using Microsoft.Identity.Client;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>MSAL's connection to the authority: our own client, which trusts what the system (or <c>SSL_CERT_FILE</c>) trusts and follows no redirection.</summary>
internal sealed class MsalHttpClients(HttpClient client) : IMsalHttpClientFactory
{
    public HttpClient GetHttpClient() => client;
}
