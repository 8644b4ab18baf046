using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>Announces keys and signs tokens as the connector's authority does, with nothing but what the platform has for RSA.</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, IssuerKey> announced = new();

    private LocalIssuer(WebApplication app)
    {
        this.app = app;
        Key = Announce("key-1", ["msteams", "webchat"]);
    }

    public IssuerKey Key { get; }

    public Uri Metadata => new($"{app.Urls.First()}/v1/.well-known/openidconfiguration");

    /// <summary>How often the metadata was asked for.</summary>
    public int Questions { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>Where the metadata says that the keys are; null: here.</summary>
    public string? KeysElsewhere { get; set; }

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        LocalIssuer issuer = null!;
        host.MapGet("/v1/.well-known/openidconfiguration", () => issuer.AnswerMetadata());
        host.MapGet("/v1/.well-known/keys", () => Results.Text(new JsonObject { ["keys"] = new JsonArray([.. issuer.announced.Values.Select(key => key.Json.DeepClone())]) }.ToJsonString(), "application/json"));
        host.MapGet("/moved", () => Results.Redirect("/v1/.well-known/openidconfiguration"));
        await host.StartAsync();
        return issuer = new(host);
    }

    /// <param name="endorsements">Null: the key has no such member.</param>
    public IssuerKey Announce(string id, string[]? endorsements, int bits = 2048, string? use = "sig") => announced[id] = new(id, endorsements, bits, use);

    public void Withdraw(string id) => announced.TryRemove(id, out _);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult AnswerMetadata()
    {
        Questions++;
        return IsAway ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(new JsonObject
        {
            ["issuer"] = "https://issuer.in.metadata.test",
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = KeysElsewhere ?? $"{app.Urls.First()}/v1/.well-known/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }.ToJsonString(), "application/json");
    }
}

internal sealed class IssuerKey
{
    private readonly RSA rsa;

    public IssuerKey(string id, string[]? endorsements, int bits, string? use)
    {
        (Id, rsa) = (id, RSA.Create(bits));
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        Json = new JsonObject { ["kty"] = "RSA", ["kid"] = id, ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
        if (use is not null) Json["use"] = use;
        if (endorsements is not null) Json["endorsements"] = new JsonArray([.. endorsements.Select(channel => (JsonNode?)channel)]);
    }

    public string Id { get; }

    public JsonObject Json { get; }

    public string PublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    public string Sign(JsonObject header, JsonObject claims)
    {
        var signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = (string?)header["alg"] switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(PublicPem), bytes),
            "RS384" => rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
