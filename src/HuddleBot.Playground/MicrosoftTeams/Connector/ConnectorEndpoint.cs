using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary><c>/teams/v3/…</c>: the Bot Connector REST API as far as Teams has it. Everything else is refused and complained about.</summary>
internal static class ConnectorEndpoint
{
    /// <summary>Of the whole activity as UTF-16 (docs: Format your bot messages).</summary>
    public const int MostBytes = 100 * 1024;

    public static void Map(IEndpointRouteBuilder routes, TeamsServer teams)
    {
        var postings = new Postings(teams);
        var rosters = new Rosters(teams);
        var api = routes.MapGroup("/teams/v3");
        api.MapPost("/conversations", context => WithBodyAsync(teams, context, "create", postings.Create));
        api.MapPost("/conversations/{id}/activities", context => WithBodyAsync(teams, context, "send", body => postings.Send(Id(context), body)));
        api.MapPost("/conversations/{id}/activities/{activity}", context => WithBodyAsync(teams, context, "reply", body => postings.Reply(Id(context), Value(context, "activity"), body)));
        api.MapPut("/conversations/{id}/activities/{activity}", context => WithBodyAsync(teams, context, "update", body => postings.Update(Id(context), Value(context, "activity"), body)));
        api.MapDelete("/conversations/{id}/activities/{activity}", context => AskAsync(teams, context, "delete", () => postings.Delete(Id(context), Value(context, "activity"))));
        api.MapGet("/conversations/{id}/pagedmembers", context => AskAsync(teams, context, "members", () => rosters.Members(Id(context), context.Request.Query), "pageSize", "continuationToken"));
        api.MapGet("/conversations/{id}/members/{member}", context => AskAsync(teams, context, "member", () => rosters.Member(Id(context), Value(context, "member"))));
        api.MapGet("/teams/{id}", context => AskAsync(teams, context, "team", () => rosters.Team(Id(context))));
        api.MapGet("/teams/{id}/conversations", context => AskAsync(teams, context, "channels", () => rosters.Channels(Id(context))));
        routes.Map("/teams/{**rest}", context => AskAsync(teams, context, "unknown", () => Unknown(teams, context)));
    }

    private static string Id(HttpContext context) => Value(context, "id");

    private static string Value(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    private static Answer Unknown(TeamsServer teams, HttpContext context)
    {
        teams.Complaints.Add($"unknown call: {context.Request.Method} {context.Request.Path}");
        return Answer.Fail(StatusCodes.Status404NotFound, "ServiceError", "There is no such call.");
    }

    private static async Task WithBodyAsync(TeamsServer teams, HttpContext context, string operation, Func<JsonObject, Answer> work)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var body = Parse(text);
        var conversation = context.GetRouteValue("id") as string ?? body?["channelData"]?["channel"]?["id"]?.ToString();
        await teams.HandleAsync(context, new Call(operation, conversation, body), () => Guard(teams, context, operation, conversation, [], () =>
        {
            if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is not true || body is null)
            {
                teams.Complaints.Add($"{operation}: the body is no JSON object");
                return Answer.Fail(StatusCodes.Status400BadRequest, "BadSyntax", "The body is no JSON object.");
            }

            return text.Length * sizeof(char) > MostBytes ? Answer.Fail(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Message size too large.") : work(body);
        }));
    }

    private static Task AskAsync(TeamsServer teams, HttpContext context, string operation, Func<Answer> work, params IReadOnlyList<string> queries)
    {
        var conversation = context.GetRouteValue("id") as string;
        return teams.HandleAsync(context, new Call(operation, conversation), () => Guard(teams, context, operation, conversation, queries, work));
    }

    private static Answer Guard(TeamsServer teams, HttpContext context, string operation, string? conversation, IReadOnlyList<string> queries, Func<Answer> work)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || !teams.BotTokens.IsGood(authorization["Bearer ".Length..]))
            return Answer.Fail(StatusCodes.Status401Unauthorized, "Unauthorized", "Authorization has been denied for this request.");
        if (teams.RateLimits.Refuse(operation, conversation) is var (retryAfter, wasTold))
        {
            if (wasTold) teams.Complaints.Add($"{operation}: called before Retry-After was over");
            return Answer.Fail(StatusCodes.Status429TooManyRequests, "Throttled", "Too many requests.") with { RetryAfter = retryAfter };
        }

        foreach (var query in context.Request.Query.Keys.Except(queries, StringComparer.Ordinal)) teams.Complaints.Add($"{operation}: unknown query: {query}");
        lock (teams.Tenant.Gate) return work();
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
