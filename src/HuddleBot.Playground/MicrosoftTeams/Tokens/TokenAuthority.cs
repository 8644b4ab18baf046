using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HuddleBot.Playground.MicrosoftTeams.Tokens;

/// <summary>Plays login.microsoftonline.com for one tenant, over TLS on a port of its own (docs: OAuth 2.0 client credentials flow).</summary>
internal sealed class TokenAuthority : IAsyncDisposable
{
    public const string Scope = "https://api.botframework.com/.default";
    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly bool ownsFile;

    private TokenAuthority(WebApplication app, X509Certificate2 certificate, string certificateFile, bool ownsFile)
    {
        (this.app, this.certificate, this.ownsFile) = (app, certificate, ownsFile);
        CertificateFile = certificateFile;
    }

    /// <summary>Such as <c>https://localhost:3980</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The authority's certificate in PEM, for <c>SSL_CERT_FILE</c>.</summary>
    public string CertificateFile { get; }

    public static async Task<TokenAuthority> StartAsync(TeamsServer teams)
    {
        var (certificate, pem) = CertificateAuthority.Make();
        var file = teams.Options.CertificateFile ?? Path.Combine(Path.GetTempPath(), $"playground-ca-{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(file, pem);
        var web = PlatformHost.Build(server => server.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, teams.Options.AuthorityPort, listen => listen.UseHttps(certificate))));
        var authority = new TokenAuthority(web, certificate, file, teams.Options.CertificateFile is null);
        web.MapPost("/{tenant}/oauth2/v2.0/token", (string tenant, HttpContext context) => authority.GiveTokenAsync(teams, tenant, context));
        web.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => authority.Metadata(teams, tenant));
        await web.StartAsync();
        var port = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        authority.Address = $"https://localhost:{port}";
        return authority;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        certificate.Dispose();
        if (ownsFile) File.Delete(CertificateFile);
    }

    private IResult Metadata(TeamsServer teams, string tenant)
    {
        if (tenant != teams.Options.TenantId) return Refused(NoTenant(tenant));
        return Results.Json(new
        {
            token_endpoint = $"{Address}/{tenant}/oauth2/v2.0/token",
            issuer = $"https://login.microsoftonline.com/{tenant}/v2.0",
            authorization_endpoint = $"{Address}/{tenant}/oauth2/v2.0/authorize",
        });
    }

    private async Task GiveTokenAsync(TeamsServer teams, string tenant, HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        // What proves the app is in no record.
        var recorded = new JsonObject();
        foreach (var (name, value) in form) recorded[name] = name is "client_secret" or "client_assertion" ? "…" : value.ToString();
        await teams.HandleAsync(context, new Connector.Call("token", tenant, recorded), () =>
        {
            if (Refuse(teams, tenant, form) is { } error)
            {
                teams.Complaints.Add($"token: {error.Description}");
                return Connector.Answer.Of(error.Error is "invalid_client" ? 401 : 400, Words(error));
            }

            var seconds = (int)teams.Options.TokenLifetime.TotalSeconds;
            return Connector.Answer.Ok(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = seconds, ["ext_expires_in"] = seconds, ["access_token"] = teams.BotTokens.Issue() });
        });
    }

    private TokenError? Refuse(TeamsServer teams, string tenant, IFormCollection form)
    {
        if (tenant != teams.Options.TenantId) return NoTenant(tenant);
        if (form["grant_type"] != "client_credentials") return new("unsupported_grant_type", $"AADSTS70003: The app requested an unsupported grant type '{form["grant_type"]}'.");
        if (form["scope"] != Scope) return new("invalid_scope", $"AADSTS70011: The provided value for the input parameter 'scope' is not valid: '{form["scope"]}'.");
        return ClientProof.Refuse(teams.Options, form, $"{Address}/{tenant}/oauth2/v2.0/token");
    }

    private static TokenError NoTenant(string tenant) => new("invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");

    private static IResult Refused(TokenError error) => Results.Json(new { error = error.Error, error_description = error.Description }, statusCode: StatusCodes.Status400BadRequest);

    private static JsonObject Words(TokenError error) => new()
    {
        ["error"] = error.Error, ["error_description"] = error.Description, ["error_codes"] = new JsonArray(int.Parse(error.Description[6..error.Description.IndexOf(':', StringComparison.Ordinal)])),
        ["correlation_id"] = Guid.NewGuid().ToString(),
    };
}
