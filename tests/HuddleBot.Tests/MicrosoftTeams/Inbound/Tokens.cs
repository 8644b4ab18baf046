using System.Text.Json.Nodes;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>The connector's tokens: right in all, unless the test changes something.</summary>
internal static class Tokens
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public static long At(int seconds) => Now.ToUnixTimeSeconds() + seconds;

    public static JsonObject Header(string keyId) => new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = keyId };

    public static JsonObject Claims() => new()
    {
        ["iss"] = "https://api.botframework.com", ["aud"] = ActivityHost.AppId, ["serviceurl"] = ActivityHost.ServiceUrl, ["nbf"] = At(-60), ["exp"] = At(3600),
    };

    public static string Bearer(IssuerKey key, Action<JsonObject>? header = null, Action<JsonObject>? claims = null)
    {
        var (head, body) = (Header(key.Id), Claims());
        header?.Invoke(head);
        claims?.Invoke(body);
        return $"Bearer {key.Sign(head, body)}";
    }
}
