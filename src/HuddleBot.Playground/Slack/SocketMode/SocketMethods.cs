using HuddleBot.Playground.Slack.WebApi;

namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>Where a connection begins (docs: apps.connections.open).</summary>
internal static class SocketMethods
{
    public static IReadOnlyList<Method> All { get; } = [new("apps.connections.open", Method.Tier3, [], [], Open) { TakesAppToken = true }];

    /// <summary>Null when the token is the app's own.</summary>
    public static string? Refuse(SlackServer slack, string? token) => token switch
    {
        null or "" => "not_authed",
        _ when token == slack.Options.AppToken => null,
        _ when token.StartsWith("xoxb-", StringComparison.Ordinal) || token.StartsWith("xoxp-", StringComparison.Ordinal) => "not_allowed_token_type",
        _ => "invalid_auth",
    };

    private static Answer Open(SlackServer slack, Arguments arguments)
    {
        var address = new UriBuilder(slack.Address) { Scheme = "ws", Path = SocketEndpoint.Path + "/", Query = $"ticket={slack.Sockets.IssueTicket()}&app_id={slack.Workspace.AppId}" };
        return Answer.Ok(new { url = address.Uri.AbsoluteUri });
    }
}
