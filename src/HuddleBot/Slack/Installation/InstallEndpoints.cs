using System.Net;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.Manifest;
using Microsoft.AspNetCore.WebUtilities;

namespace HuddleBot.Slack.Installation;

/// <summary><c>/slack/install</c> sends a browser to Slack; <c>/slack/oauth_redirect</c> is where it comes back to.</summary>
internal static partial class InstallEndpoints
{
    public static IResult Begin(HttpContext context, SlackOptions options, OAuthState states)
    {
        var state = states.Create();
        context.Response.Cookies.Append(OAuthState.Cookie, state, CookieOptionsFor(context));

        // The page for people lies beside the address for programs.
        var authorize = new Uri(options.ApiBaseUrl, "../oauth/v2/authorize").AbsoluteUri;
        return Results.Redirect(QueryHelpers.AddQueryString(authorize, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = options.ClientId,
            ["scope"] = string.Join(',', SlackScopes.Bot),
            ["state"] = state,
        }));
    }

    public static async Task<IResult> FinishAsync(
        HttpContext context, OAuthState states, OAuthClient client, SlackInstallations installations, SlackTokens tokens, WaitingMessages waiting,
        ILogger<OAuthClient> logger, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        context.Response.Cookies.Delete(OAuthState.Cookie, CookieOptionsFor(context));
        if (!states.IsGood(query["state"], context.Request.Cookies[OAuthState.Cookie]))
            return Page(400, "That took too long, or began elsewhere", "Nothing was installed. Please begin again at /slack/install in this browser.");
        if (query["error"].ToString() is { Length: > 0 } denied)
            return Page(400, "Not installed", denied == "access_denied" ? "You chose not to install HuddleBot. Nothing was changed." : $"Slack says: {denied}.");
        if (query["code"].ToString() is not { Length: > 0 } code) return Page(400, "Not installed", "Slack sent no code. Please begin again at /slack/install.");

        var (installation, error) = await client.AccessAsync(code, cancellationToken);
        if (installation is null)
        {
            LogRefused(logger, error);
            return Page(502, "Not installed", $"Slack says: {error}. Nothing was changed; please begin again at /slack/install.");
        }

        await installations.SaveAsync(installation, cancellationToken);
        tokens.Forget(installation.Workspace);
        await waiting.HurryAsync(Platform.Slack, installation.Workspace, cancellationToken);
        LogInstalled(logger, installation.Workspace);
        return Page(200, "HuddleBot is installed", $"It now works in {installation.Name ?? installation.Workspace}. Invite it to your team's channel with /invite @HuddleBot.");
    }

    private static CookieOptions CookieOptionsFor(HttpContext context) => new()
    {
        HttpOnly = true, IsEssential = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = OAuthState.Lifetime, Path = "/slack",
    };

    private static IResult Page(int status, string title, string words)
    {
        var (safeTitle, safeWords) = (WebUtility.HtmlEncode(title), WebUtility.HtmlEncode(words));
        var html = $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{safeTitle}</title>"
            + $"<body style=\"font:18px/1.5 system-ui;max-width:34em;margin:15vh auto;padding:0 1em\"><h1>{safeTitle}</h1><p>{safeWords}</p></body></html>";
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    [LoggerMessage(LogLevel.Information, "Slack: workspace {Workspace} has installed the bot")]
    private static partial void LogInstalled(ILogger logger, string workspace);

    [LoggerMessage(LogLevel.Warning, "Slack: an installation failed, {Error}")]
    private static partial void LogRefused(ILogger logger, string? error);
}
