using System.Net;
using System.Web;
using HuddleBot.Playground.Slack.WebApi;

namespace HuddleBot.Playground.Slack.Control;

/// <summary><c>/oauth/v2/authorize</c>: where a person allows the installation (docs: Installing with OAuth).</summary>
internal static class InstallPage
{
    public static void Map(IEndpointRouteBuilder routes, SlackServer slack) => routes.MapGet("/oauth/v2/authorize", (HttpRequest request) => Show(slack, request));

    /// <summary>Where the browser goes after "Allow": the bot's redirect address with a code and the state.</summary>
    public static Uri Allow(SlackServer slack, Uri authorizeUrl, string userId)
    {
        var query = HttpUtility.ParseQueryString(authorizeUrl.Query);
        if (query["client_id"] != slack.Options.ClientId) throw new InvalidOperationException("invalid_client_id");
        lock (slack.Workspace.Gate) return Back(RedirectOf(slack, query["redirect_uri"]), query["state"], ("code", slack.Installations.IssueCode(userId, query["redirect_uri"])));
    }

    private static IResult Show(SlackServer slack, HttpRequest request)
    {
        var (client, redirect, scopes) = (request.Query["client_id"].ToString(), RedirectOf(slack, request.Query["redirect_uri"]), request.Query["scope"].ToString());
        if (client != slack.Options.ClientId) return Page("Something went wrong", "<p>invalid_client_id</p>", StatusCodes.Status400BadRequest);
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
            return Page("Something went wrong", "<p>bad_redirect_uri</p>", StatusCodes.Status400BadRequest);
        var state = request.Query["state"].ToString();
        string installer;
        lock (slack.Workspace.Gate) installer = slack.Workspace.People.Keys.First();
        var allow = Allow(slack, new Uri($"{slack.Address}{request.Path}{request.QueryString}"), installer);
        var cancel = Back(redirect, state, ("error", "access_denied"));
        return Page($"Install in {slack.Workspace.Name}?", $"""
            <p>The app asks for: {WebUtility.HtmlEncode(scopes)}</p>
            <p><a id="allow" href="{WebUtility.HtmlEncode(allow.ToString())}">Allow</a> <a id="cancel" href="{WebUtility.HtmlEncode(cancel.ToString())}">Cancel</a></p>
            """, StatusCodes.Status200OK);
    }

    /// <summary>Without one, Slack takes the first that the app has configured (docs: Installing with OAuth); here, the bot's own.</summary>
    private static string RedirectOf(SlackServer slack, string? asked) =>
        string.IsNullOrEmpty(asked) ? (slack.Bot.Url is { } bot ? new Uri(bot, "/slack/oauth_redirect").AbsoluteUri : "") : asked;

    private static Uri Back(string redirect, string? state, (string Name, string Value) field) =>
        new($"{redirect}{(redirect.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{field.Name}={Uri.EscapeDataString(field.Value)}&state={Uri.EscapeDataString(state ?? "")}");

    private static IResult Page(string title, string body, int status) =>
        Results.Content($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title></head><body><h1>{WebUtility.HtmlEncode(title)}</h1>{body}</body></html>",
            "text/html; charset=utf-8", statusCode: status);
}
