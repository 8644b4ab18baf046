using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;

namespace HuddleBot.Slack.Inbound;

/// <summary><c>POST /slack/events</c>: verifies first, then hands on.</summary>
public sealed partial class SlackEndpoint(SlackSignature signature, SlackIntake intake, TimeProvider time, ILogger<SlackEndpoint> logger)
{
    public const string Path = "/slack/events";

    /// <summary>A message with all its blocks and a view of 250 kB, percent-encoded, stay well below.</summary>
    public const int BodyLimit = 4 * 1024 * 1024;

    public Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken) => InboundCall.MeasureAsync("slack", call => AnswerAsync(call, request, cancellationToken));

    private async Task<IResult> AnswerAsync(InboundCall call, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(request, BodyLimit, cancellationToken) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using (Traces.StartWithin("verify"))
        {
            var refusal = signature.Refuse(request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader], body, time.GetUtcNow());
            if (refusal is not null)
            {
                LogRefused(refusal);
                return Results.Unauthorized();
            }
        }

        var read = SlackPayloadReader.TryRead(request.ContentType, body);
        call.Kind = read?.GetType().Name ?? "unreadable";
        if (read is not { } payload) return Results.BadRequest();
        return (await intake.TakeAsync(payload)).Body is { } answer ? Results.Json(answer) : Results.Ok();
    }

    [LoggerMessage(LogLevel.Warning, "Slack: a request was refused, {Reason}")]
    private partial void LogRefused(string reason);
}
