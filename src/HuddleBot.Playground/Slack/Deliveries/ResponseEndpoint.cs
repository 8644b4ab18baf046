using System.Text.Json;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary><c>/response/{token}</c>: the response_urls. Recorded among the calls as <c>response_url</c>.</summary>
internal static class ResponseEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, SlackServer slack) => routes.MapPost("/response/{token}", (string token, HttpContext context) => HandleAsync(slack, token, context));

    private static async Task HandleAsync(SlackServer slack, string token, HttpContext context)
    {
        var at = slack.Options.TimeProvider.GetUtcNow();
        var body = await ReadAsync(context.Request);
        var fault = slack.Faults.Next("response_url", null);
        string? error = null;
        if (fault is null or { DoesTheWork: true })
        {
            if (fault is { Kind: FaultKind.Slow }) await Task.Delay(fault.Delay ?? TimeSpan.FromSeconds(5), slack.Options.TimeProvider, context.RequestAborted);
            error = body is { } json ? Run(slack, token, json) : "invalid_payload";
        }

        var status = error is null ? StatusCodes.Status200OK : error is "invalid_url" or "used_url" or "expired_url" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
        var answer = error is null ? Answer.Ok() : Answer.Fail(error);
        slack.Calls.Add(new WebApiCall("response_url", body ?? JsonElement.Parse("{}"), JsonSerializer.SerializeToElement(answer.Body), status, at, fault?.Kind.ToString(), error));
        if (error is not null && fault is null) slack.Complaints.Add($"response_url: {error}");
        slack.Workspace.Changes.Publish(new Change("call"));
        if (fault is not (null or { Kind: FaultKind.Slow }))
        {
            await FaultAnswer.WriteAsync(context, fault, slack.Options.TimeProvider, Answer.OfFault);
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(error ?? "ok", context.RequestAborted);
    }

    private static string? Run(SlackServer slack, string token, JsonElement body)
    {
        lock (slack.Workspace.Gate)
        {
            var (target, error) = slack.ResponseUrls.Use(token);
            return error ?? new ResponseMessage(slack, target!).Apply(body);
        }
    }

    private static async Task<JsonElement?> ReadAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
