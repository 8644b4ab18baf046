namespace HuddleBot.Slack.SocketMode;

/// <summary>What an operator has to do about a connection that does not come; the same words in the log and in <c>doctor</c>.</summary>
internal static class SocketAdvice
{
    public const string TooMany = "too_many_websockets";

    public const string Disabled = "link_disabled";

    private const string OfNetwork = "look at the network and the proxy: the bot must reach Slack by WebSocket (wss, port 443); it goes on trying";

    /// <summary>No waiting helps: a person has to do something. Without a reason nobody has to.</summary>
    public static bool NeedsSomebody(string? reason) => reason is not null && For(reason) != OfNetwork;

    public static string For(string reason) => reason switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "missing_args" =>
            "make an app-level token (xapp-…, scope connections:write) on the app's page \"Basic Information\", put it into Slack:AppToken and restart the bot",
        "missing_scope" or "not_allowed_token_type" or "no_permission" =>
            "Slack:AppToken must be an app-level token (xapp-…) with the scope connections:write; make one on the app's page \"Basic Information\" and restart the bot",
        "account_inactive" or "user_removed_from_team" or "team_disabled" or "access_denied" or "forbidden_team" => "the app or its workspace is gone or switched off: look at the app's page",
        Disabled => "switch on \"Enable Socket Mode\" on the app's page \"Socket Mode\"; the bot goes on trying",
        TooMany => "Slack allows 10 connections for one app: run fewer bots with this Slack:AppToken, or lower Slack:SocketConnections",
        _ => OfNetwork,
    };
}
