using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.SocketMode;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary><c>/api/{method}</c>: takes a call, meets it with the faults that are switched on, and records what happened.</summary>
internal static class WebApiEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, SlackServer slack) =>
        routes.MapMethods("/api/{method}", [HttpMethods.Get, HttpMethods.Post], (string method, HttpContext context) => HandleAsync(slack, method, context));

    private static async Task HandleAsync(SlackServer slack, string name, HttpContext context)
    {
        var at = slack.Options.TimeProvider.GetUtcNow();
        var (arguments, token, badBody) = await ArgumentReader.ReadAsync(context.Request, context.RequestAborted);
        var method = MethodTable.Find(name);
        if (method is { TakesAppToken: true } && !context.Request.Headers.ContainsKey("Authorization")) token = null;
        var fault = slack.Faults.Next(name, arguments.Text("channel"));
        var complaint = Complaint(method, name, arguments, badBody);
        Answer? answer = null;
        if (fault is null or { DoesTheWork: true })
        {
            if (fault is { Kind: FaultKind.Slow }) await Task.Delay(fault.Delay ?? TimeSpan.FromSeconds(5), slack.Options.TimeProvider, context.RequestAborted);
            answer = badBody is null || method is null ? Run(slack, method, arguments, token, ref complaint) : Answer.Fail(badBody);
        }

        slack.Calls.Add(new WebApiCall(
            name, JsonSerializer.SerializeToElement(arguments.Values), answer is null ? null : JsonSerializer.SerializeToElement(answer.Body), StatusOf(fault, answer), at, fault?.Kind.ToString(), complaint));
        if (complaint is not null) slack.Complaints.Add($"{name}: {complaint}");
        slack.Workspace.Changes.Publish(new Change("call"));
        if (fault is null or { Kind: FaultKind.Slow }) await WriteAsync(slack, method, context, answer!);
        else await FaultAnswer.WriteAsync(context, fault, slack.Options.TimeProvider, Answer.OfFault);
    }

    private static Answer Run(SlackServer slack, Method? method, Arguments arguments, string? token, ref string? complaint)
    {
        if (method is null) return Answer.Fail("unknown_method");
        lock (slack.Workspace.Gate)
        {
            if (!method.NeedsNoToken && (method.TakesAppToken ? SocketMethods.Refuse(slack, token) : slack.Installations.Refuse(token)) is { } refusal) return Answer.Fail(refusal);
            if (slack.RateLimits.Refuse(method, arguments.Text("channel")) is var (retryAfter, wasTold))
            {
                if (wasTold) complaint = "called before Retry-After was over";
                return Answer.Fail("ratelimited") with { Status = StatusCodes.Status429TooManyRequests, RetryAfter = retryAfter };
            }

            if (method.Scopes.Count > 0 && !method.Scopes.Any(slack.Options.Scopes.Contains)) return MissingScope(slack, method);
            return method.Handle(slack, arguments);
        }
    }

    private static Answer MissingScope(SlackServer slack, Method method)
    {
        var answer = Answer.Fail("missing_scope");
        answer.Body["needed"] = string.Join(',', method.Scopes);
        answer.Body["provided"] = string.Join(',', slack.Options.Scopes.Order(StringComparer.Ordinal));
        return answer;
    }

    private static string? Complaint(Method? method, string name, Arguments arguments, string? badBody)
    {
        if (method is null) return $"unknown method: {name}";
        if (badBody is not null) return $"a body that Slack does not read: {badBody}";
        // Slack's own framework sends team_id with every call; Slack asks for it in organisations and ignores it elsewhere.
        var unknown = arguments.Values.Keys.Except(method.Known, StringComparer.Ordinal).Where(argument => argument != "team_id").ToList();
        return unknown.Count > 0 ? $"unknown argument: {string.Join(", ", unknown)}" : null;
    }

    private static int StatusOf(Fault? fault, Answer? answer) => fault is null or { Kind: FaultKind.Slow } ? answer!.Status : FaultAnswer.StatusOf(fault) ?? 0;

    private static async Task WriteAsync(SlackServer slack, Method? method, HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-oauth-scopes"] = string.Join(',', slack.Options.Scopes.Order(StringComparer.Ordinal));
        if (method is not null) context.Response.Headers["x-accepted-oauth-scopes"] = string.Join(',', method.Scopes);
        context.Response.Headers["x-slack-req-id"] = IdSource.Secret(8);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(((JsonNode)answer.Body).ToJsonString(Answer.Wire), context.RequestAborted);
    }
}
