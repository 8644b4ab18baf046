using System.Text.Json.Nodes;

namespace HuddleBot.Playground.MicrosoftTeams.Tokens;

/// <summary>The tokens with which Teams proves itself to the bot, and where their keys are published (docs: Authenticate requests with the Bot Connector API).</summary>
internal sealed class ChannelTokens(TeamsPlaygroundOptions options) : IDisposable
{
    public const string Issuer = "https://api.botframework.com";
    private const string MetadataPath = "/botframework/v1/.well-known/openidconfiguration";
    private const string KeysPath = "/botframework/v1/.well-known/keys";
    private readonly Lock gate = new();
    private SigningKey key = new();

    public static Uri MetadataUrl(string address) => new(address + MetadataPath);

    /// <summary>Signs with another key from now on; the old one is published no more.</summary>
    public void RollOver()
    {
        lock (gate)
        {
            key.Dispose();
            key = new SigningKey();
        }
    }

    public string Issue(string serviceUrl)
    {
        var now = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        lock (gate)
            return key.Sign(new JsonObject { ["serviceurl"] = serviceUrl, ["nbf"] = now, ["exp"] = now + 3600, ["iss"] = Issuer, ["aud"] = options.AppId });
    }

    public void Map(IEndpointRouteBuilder routes, TeamsServer teams)
    {
        routes.MapGet(MetadataPath, (HttpContext context) => teams.AnswerAsync(context, "metadata", () => new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = teams.Address + KeysPath,
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        }));
        routes.MapGet(KeysPath, (HttpContext context) => teams.AnswerAsync(context, "keys", Keys));
    }

    public void Dispose()
    {
        lock (gate) key.Dispose();
    }

    private JsonObject Keys()
    {
        lock (gate) return new JsonObject { ["keys"] = new JsonArray(key.ToJwk("msteams", "webchat", "emulator")) };
    }
}
