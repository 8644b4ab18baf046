namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>The last step of an installation (docs: oauth.v2.access).</summary>
internal static class OAuthMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("oauth.v2.access", Method.Tier4, [], Method.Args("client_id client_secret code redirect_uri grant_type refresh_token"), Access) { NeedsNoToken = true },
    ];

    private static Answer Access(SlackServer slack, Arguments arguments)
    {
        if (arguments.Text("grant_type") is { } grant && grant != "authorization_code") return Answer.Fail("invalid_grant_type");
        if (arguments.Text("client_id") != slack.Options.ClientId) return Answer.Fail("invalid_client_id");
        if (arguments.Text("client_secret") != slack.Options.ClientSecret) return Answer.Fail("bad_client_secret");
        if (slack.Installations.Exchange(arguments.Text("code"), arguments.Text("redirect_uri")) is { Error: { } error }) return Answer.Fail(error);
        return Answer.Ok(new
        {
            app_id = slack.Workspace.AppId,
            authed_user = new { id = slack.Installations.LastInstalledBy },
            scope = string.Join(',', slack.Options.Scopes.Order(StringComparer.Ordinal)),
            token_type = "bot",
            access_token = slack.Installations.Token,
            bot_user_id = slack.Workspace.Bot.Id,
            team = new { slack.Workspace.Id, slack.Workspace.Name },
            is_enterprise_install = false,
        });
    }
}
