using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Whether the app is installed, with which token, and the codes on the way there.</summary>
internal sealed class Installations(SlackPlaygroundOptions options)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, (string? RedirectUri, DateTimeOffset Until)> codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> revoked = new(StringComparer.Ordinal);
    private int count = 1;

    /// <summary>The token that is valid; null: the app is not installed.</summary>
    public string? Token { get; private set; } = options.BotToken;

    public string? LastInstalledBy { get; private set; }

    public string IssueCode(string userId, string? redirectUri)
    {
        var code = $"{count}.{IdSource.Secret(16)}";
        LastInstalledBy = userId;
        codes[code] = (redirectUri, options.TimeProvider.GetUtcNow() + CodeLifetime);
        return code;
    }

    public (string? Token, string? Error) Exchange(string? code, string? redirectUri)
    {
        if (code is null || !codes.Remove(code, out var issued)) return (null, "invalid_code");
        if (issued.Until < options.TimeProvider.GetUtcNow()) return (null, "invalid_code");
        if (issued.RedirectUri != redirectUri) return (null, "bad_redirect_uri");
        Token ??= $"{options.BotToken}-{++count}";
        return (Token, null);
    }

    public void Revoke()
    {
        if (Token is { } token) revoked.Add(token);
        Token = null;
    }

    /// <summary>Null when the token is right.</summary>
    public string? Refuse(string? token)
    {
        if (string.IsNullOrEmpty(token)) return "not_authed";
        if (token == Token) return null;
        return revoked.Contains(token) ? "account_inactive" : "invalid_auth";
    }
}
