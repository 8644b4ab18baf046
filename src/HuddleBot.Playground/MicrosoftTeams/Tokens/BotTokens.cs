using System.Text.Json.Nodes;

namespace HuddleBot.Playground.MicrosoftTeams.Tokens;

/// <summary>The bearer tokens that the token endpoint gave out: the only ones that the connector takes.</summary>
internal sealed class BotTokens(TeamsPlaygroundOptions options) : IDisposable
{
    private readonly SigningKey key = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> issued = new(StringComparer.Ordinal);

    public string Issue()
    {
        var now = options.TimeProvider.GetUtcNow();
        var token = key.Sign(new JsonObject
        {
            ["aud"] = "https://api.botframework.com", ["iss"] = $"https://sts.windows.net/{options.TenantId}/", ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + options.TokenLifetime).ToUnixTimeSeconds(), ["appid"] = options.AppId, ["tid"] = options.TenantId, ["uti"] = Guid.NewGuid().ToString("N"),
        });
        lock (gate) issued[token] = now + options.TokenLifetime;
        return token;
    }

    public bool IsGood(string? token)
    {
        lock (gate) return token is not null && issued.TryGetValue(token, out var until) && until > options.TimeProvider.GetUtcNow();
    }

    /// <summary>None that is out is good any more.</summary>
    public void Revoke()
    {
        lock (gate) issued.Clear();
    }

    public void Dispose() => key.Dispose();
}
