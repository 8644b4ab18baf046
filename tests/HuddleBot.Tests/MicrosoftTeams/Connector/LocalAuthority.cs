using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

/// <summary>A token endpoint over TLS with a certificate of its own authority, and the endpoint of a machine's identity beside it.</summary>
internal sealed class LocalAuthority : IAsyncDisposable
{
    public const string Token = "token-of-the-bot";
    public const string IdentityToken = "token-of-the-identity";
    public const string IdentitySecret = "header-of-the-identity";

    private readonly WebApplication app;

    private LocalAuthority(WebApplication app, string authorityPem) => (this.app, AuthorityPem) = (app, authorityPem);

    /// <summary>The certificate of the authority that must be trusted.</summary>
    public string AuthorityPem { get; }

    public string Url => app.Urls.First(url => url.StartsWith("https", StringComparison.Ordinal)) + "/tenant-1";

    public string IdentityEndpoint => app.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal)) + "/identity";

    public ConcurrentQueue<Dictionary<string, string>> Asked { get; } = new();

    public ConcurrentQueue<Dictionary<string, string>> IdentityAsked { get; } = new();

    /// <summary>What is answered instead of tokens, in turn.</summary>
    public ConcurrentQueue<(int Status, string Body)> Refusals { get; } = new();

    public static async Task<LocalAuthority> StartAsync()
    {
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Local authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = authority.CreateSelfSigned(from, until);
        using var key = RSA.Create(2048);
        var server = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(issuer, from, until, [1, 2, 3, 4]);
        var certificate = signed.CopyWithPrivateKey(key);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var host = builder.Build();
        LocalAuthority mine = new(host, issuer.ExportCertificatePem());
        host.MapPost("/tenant-1/oauth2/v2.0/token", mine.AnswerAsync);
        host.MapGet("/identity", mine.AnswerIdentity);
        await host.StartAsync();
        return mine;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        Asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        if (Refusals.TryDequeue(out var refusal)) return Results.Text(refusal.Body, "application/json", statusCode: refusal.Status);
        return Results.Text(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3599, ["access_token"] = Token }.ToJsonString(), "application/json");
    }

    private IResult AnswerIdentity(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != IdentitySecret) return Results.Unauthorized();
        IdentityAsked.Enqueue(request.Query.ToDictionary(field => field.Key, field => field.Value.ToString()));
        var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        return Results.Text(new JsonObject { ["token_type"] = "Bearer", ["expires_on"] = $"{expires}", ["resource"] = "r", ["access_token"] = IdentityToken }.ToJsonString(), "application/json");
    }
}
