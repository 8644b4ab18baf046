using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HuddleBot.Playground.MicrosoftTeams;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HuddleBot.Tests.Playground;

/// <summary>Proof in both directions: what the bot shows the connector, and what Teams shows the bot.</summary>
public sealed class MicrosoftTeamsTokenTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private MicrosoftTeamsScene scene = null!;

    private TeamsPlayground Teams => scene.Teams;

    public async Task InitializeAsync() => scene = await MicrosoftTeamsScene.OpenAsync(new TeamsPlaygroundOptions { RateLimitScale = null, TimeProvider = time });

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task The_official_library_gets_a_token_that_the_connector_takes()
    {
        using var trusting = new HttpClient(Trusting());
        var app = ConfidentialClientApplicationBuilder.Create(Teams.AppId).WithClientSecret(Teams.ClientSecret)
            .WithAuthority(Teams.Authority.AbsoluteUri, validateAuthority: false).WithInstanceDiscovery(false).WithHttpClientFactory(new OneClient(trusting)).Build();

        var token = await app.AcquireTokenForClient(["https://api.botframework.com/.default"]).ExecuteAsync();

        Assert.Equal(HttpStatusCode.OK, await AskAsync(token.AccessToken));
        var call = Assert.Single(Teams.Calls, call => call.Operation == "token");
        Assert.DoesNotContain(Teams.ClientSecret, call.Body!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(Teams.Complaints);
    }

    [Fact]
    public async Task Who_does_not_trust_the_authority_s_certificate_gets_no_token()
    {
        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"{Teams.Authority}/v2.0/.well-known/openid-configuration")));
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("client_secret", null, 401, "invalid_client")]
    [InlineData("client_id", "5a77e1d1-0000-4000-b000-ffffffffffff", 400, "unauthorized_client")]
    [InlineData("scope", "https://graph.microsoft.com/.default", 400, "invalid_scope")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("client_assertion", "a.b.c", 401, "invalid_client")]
    public async Task A_wrong_request_for_a_token_is_refused(string field, string? value, int status, string error)
    {
        var form = Form();
        if (value is null) form.Remove(field);
        else form[field] = value;
        if (field == "client_assertion") form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

        var (answer, body) = await AskForTokenAsync($"{Teams.Authority}/oauth2/v2.0/token", form);

        Assert.Equal((status, error), ((int)answer, body.GetProperty("error").GetString()));
        Assert.Single(Teams.Complaints);
    }

    [Fact]
    public async Task Another_tenant_has_no_tokens()
    {
        var (status, body) = await AskForTokenAsync(new Uri(Teams.Authority, "/5a77e1d1-0000-4000-a000-ffffffffffff/oauth2/v2.0/token").AbsoluteUri, Form());

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task The_connector_takes_only_tokens_that_were_given_out_and_are_not_over()
    {
        var token = Teams.IssueBotToken();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("made.up.token"));

        time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token));

        var next = Teams.IssueBotToken();
        Teams.RevokeBotTokens();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(next));
    }

    [Fact]
    public async Task Every_activity_carries_a_token_that_the_published_keys_verify()
    {
        await Teams.SayAsync("tom", "Front desk", "@HuddleBot help");

        var result = await ValidateAsync(BearerOf(scene.Bot.Requests.Single()));

        Assert.True(result.IsValid, result.Exception?.Message);
        var activity = scene.Bot.Requests.Single().Payload;
        Assert.Equal(activity.GetProperty("serviceUrl").GetString(), result.Claims["serviceurl"]);
        Assert.Equal(Teams.ServiceUrl.AbsoluteUri, result.Claims["serviceurl"]);
    }

    [Fact]
    public async Task The_signing_key_is_endorsed_for_Teams()
    {
        var configuration = await ConfigurationAsync();

        var key = Assert.Single(configuration.JsonWebKeySet.Keys);
        Assert.Contains("msteams", JsonSerializer.Serialize(key.AdditionalData["endorsements"]), StringComparison.Ordinal);
        Assert.Equal("https://api.botframework.com", configuration.Issuer);
    }

    [Fact]
    public async Task After_a_new_key_the_old_token_verifies_no_more()
    {
        await Teams.SayAsync("tom", "Front desk", "@HuddleBot help");
        var old = BearerOf(scene.Bot.Requests.Single());
        Teams.RollOverKeys();
        await Teams.SayAsync("tom", "Front desk", "@HuddleBot help");

        Assert.False((await ValidateAsync(old)).IsValid);
        Assert.True((await ValidateAsync(BearerOf(scene.Bot.Requests.Last()))).IsValid);
    }

    private async Task<TokenValidationResult> ValidateAsync(string token) => await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = "https://api.botframework.com",
        ValidAudience = Teams.AppId,
        IssuerSigningKeys = (await ConfigurationAsync()).SigningKeys,
        ValidAlgorithms = ["RS256"],
        LifetimeValidator = (notBefore, expires, _, _) => notBefore <= time.GetUtcNow().UtcDateTime && expires > time.GetUtcNow().UtcDateTime,
    });

    private Task<OpenIdConnectConfiguration> ConfigurationAsync() =>
        OpenIdConnectConfigurationRetriever.GetAsync(Teams.OpenIdMetadataUrl.AbsoluteUri, new HttpDocumentRetriever { RequireHttps = false }, CancellationToken.None);

    private static string BearerOf(FakeBot.Received request) => request.Headers["Authorization"]["Bearer ".Length..];

    private Dictionary<string, string> Form() => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "client_credentials", ["client_id"] = Teams.AppId, ["client_secret"] = Teams.ClientSecret, ["scope"] = "https://api.botframework.com/.default",
    };

    private async Task<(HttpStatusCode Status, JsonElement Body)> AskForTokenAsync(string url, Dictionary<string, string> form)
    {
        using var http = new HttpClient(Trusting());
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri(url), content);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<HttpStatusCode> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Teams.ServiceUrl, $"v3/teams/{scene.General}"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private SocketsHttpHandler Trusting()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Teams.CertificateFile));
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
    }

    private sealed class OneClient(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
