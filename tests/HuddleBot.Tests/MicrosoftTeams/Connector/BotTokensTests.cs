using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Tests.MicrosoftTeams.Inbound;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>The bot gets its own tokens by each credential, from an authority that only the environment makes trustworthy.</summary>
public sealed class BotTokensTests : IAsyncLifetime
{
    private const string Given = $"Bearer {{ Value = {LocalAuthority.Token} }}";

    private readonly TemporaryFolder folder = new();
    private LocalAuthority authority = null!;

    public async Task InitializeAsync()
    {
        authority = await LocalAuthority.StartAsync();
        await File.WriteAllTextAsync(folder.File("authority.pem"), authority.AuthorityPem);
    }

    public async Task DisposeAsync()
    {
        await authority.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task By_a_secret_once_for_many_calls()
    {
        var (answers, log) = await AskAsync(3, ("ClientSecret", "s3cret"));
        Assert.Equal([Given, Given, Given], answers);
        var asked = Assert.Single(authority.Asked);
        Assert.Equal(("client_credentials", ActivityHost.AppId, "s3cret", "https://api.botframework.com/.default"), (asked["grant_type"], asked["client_id"], asked["client_secret"], asked["scope"].Split(' ')[0]));
        Assert.DoesNotContain("s3cret", log, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalAuthority.Token, log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bot.pem", null)]
    [InlineData("bot.pem", "pass")]
    [InlineData("bot.pfx", "pass")]
    public async Task By_a_certificate_whose_key_signs_the_assertion(string name, string? password)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=HuddleBot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        if (name.EndsWith(".pfx", StringComparison.Ordinal))
        {
            await File.WriteAllBytesAsync(folder.File(name), certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password));
        }
        else
        {
            var keyPem = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
            await File.WriteAllTextAsync(folder.File(name), $"{certificate.ExportCertificatePem()}\n{keyPem}\n");
        }

        var (answers, _) = await AskAsync(1, [("CertificatePath", folder.File(name)), .. password is null ? [] : new[] { ("CertificatePassword", password) }]);
        Assert.Equal([Given], answers);
        var asked = Assert.Single(authority.Asked);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", asked["client_assertion_type"]);
        Assert.DoesNotContain("client_secret", asked.Keys);

        var parts = asked["client_assertion"].Split('.');
        var (header, claims) = (Json(parts[0]), Json(parts[1]));
        Assert.Equal(Convert.ToBase64String(certificate.RawData), (string?)(header["x5c"] as JsonArray)?[0] ?? (string?)header["x5c"]);
        Assert.Equal((ActivityHost.AppId, ActivityHost.AppId), ((string?)claims["iss"], (string?)claims["sub"]));
        Assert.Equal($"{authority.Url}/oauth2/v2.0/token", (string?)claims["aud"]);
        var padding = (string?)header["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, padding));
    }

    [Fact]
    public async Task By_the_managed_identity_as_which_the_bot_is_registered()
    {
        var (answers, _) = await AskAsync(2, ("ManagedIdentityClientId", ActivityHost.AppId));
        Assert.Equal([$"Bearer {{ Value = {LocalAuthority.IdentityToken} }}", $"Bearer {{ Value = {LocalAuthority.IdentityToken} }}"], answers);
        var asked = Assert.Single(authority.IdentityAsked);
        Assert.Equal(("https://api.botframework.com", ActivityHost.AppId), (asked["resource"], asked["client_id"]));
        Assert.Empty(authority.Asked);
    }

    [Fact]
    public async Task By_a_managed_identity_that_stands_in_for_a_secret()
    {
        var (answers, _) = await AskAsync(1, ("ManagedIdentityClientId", "an-identity"));
        Assert.Equal([Given], answers);
        Assert.Equal(("api://AzureADTokenExchange", "an-identity"), (Assert.Single(authority.IdentityAsked)["resource"], authority.IdentityAsked.First()["client_id"]));
        Assert.Equal((LocalAuthority.IdentityToken, ActivityHost.AppId), (Assert.Single(authority.Asked)["client_assertion"], authority.Asked.First()["client_id"]));
    }

    [Fact]
    public async Task A_wrong_secret_does_not_pass_and_a_troubled_authority_does()
    {
        authority.Refusals.Enqueue((401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1"}"""));
        authority.Refusals.Enqueue((429, """{"error":"temporarily_unavailable","error_description":"slow down"}"""));
        for (var i = 0; i < 2; i++) authority.Refusals.Enqueue((503, "")); // MSAL tries once more
        var (answers, log) = await AskAsync(4, ("ClientSecret", "s3cret"));
        Assert.Equal("Failed { Reason = invalid_client: A configuration issue is preventing authentication - check the error message from the server for details. You can modify the configuration in the application registration portal. See https://aka.ms/msal-net-invalid-client for details.  Original exception: AADSTS7000215: Invalid client secret provided., MayPass = False }", answers[0]);
        Assert.All(answers[1..3], answer => Assert.EndsWith("MayPass = True }", answer, StringComparison.Ordinal));
        Assert.Equal(Given, answers[3]);
        Assert.DoesNotContain("s3cret", log + string.Join(' ', answers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_nobody_vouches_for_gets_no_secret()
    {
        var (answers, _) = await BotTokenProcess.AskAsync(1, new Dictionary<string, string?>(StringComparer.Ordinal), Settings(("ClientSecret", "s3cret")));
        Assert.StartsWith("Failed { Reason = the authority does not answer", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Empty(authority.Asked);
    }

    [Fact]
    public async Task An_authority_that_is_not_there_may_come_back()
    {
        await authority.DisposeAsync();
        var (answers, _) = await BotTokenProcess.AskAsync(1, new Dictionary<string, string?>(StringComparer.Ordinal), ("AppId", ActivityHost.AppId), ("ClientSecret", "s"), ("Authority", "https://127.0.0.1:1/tenant-1"));
        Assert.EndsWith("MayPass = True }", Assert.Single(answers), StringComparison.Ordinal);
    }

    private static JsonNode Json(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;

    private Task<(List<string> Answers, string Log)> AskAsync(int times, params (string Key, string Value)[] credential) => BotTokenProcess.AskAsync(
        times,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SSL_CERT_FILE"] = folder.File("authority.pem"), ["IDENTITY_ENDPOINT"] = authority.IdentityEndpoint, ["IDENTITY_HEADER"] = LocalAuthority.IdentitySecret,
        },
        Settings(credential));

    private (string Key, string Value)[] Settings(params (string Key, string Value)[] credential) => [("AppId", ActivityHost.AppId), ("TenantId", "tenant-1"), ("Authority", authority.Url), .. credential];
}
