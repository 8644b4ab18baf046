using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;

namespace HuddleBot.Feedback;

/// <summary><c>POST /feedback/{source}</c>: verify, read, store, answer. Whatever is refused changes nothing.</summary>
public sealed partial class FeedbackEndpoint(FeedbackSources sources, IServiceProvider services, TimeProvider time, ILogger<FeedbackEndpoint> logger)
{
    private const string RetryAfterSeconds = "10";

    public Task<IResult> ReceiveAsync(string source, HttpContext http) => InboundCall.MeasureAsync("feedback", async call =>
    {
        call.Kind = "webhook";
        DeliveryId.Begin(StableHash.Of("feedback", source, http.Request.Headers["webhook-id"].ToString() is { Length: > 0 } id ? id : http.TraceIdentifier));
        return await AnswerAsync(source, http);
    });

    private async Task<IResult> AnswerAsync(string source, HttpContext http)
    {
        if (sources.Find(source) is not { Signature: { } signature } known) return Refuse(StatusCodes.Status404NotFound, "There is no such source, or it takes files only.");
        if (await ReadBodyAsync(http.Request) is not { } body)
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {sources.MaxBodyBytes / 1024} kB: send fewer responses at once.");

        var now = time.GetCurrentInstant();
        using (Traces.StartWithin("verify"))
        {
            if (signature.RefusalOf(http.Request.Headers, body.Span, now) is { } unsigned)
            {
                LogUnsigned(known.Name, unsigned);
                return Refuse(StatusCodes.Status401Unauthorized, $"Not signed right: {unsigned}.");
            }
        }

        using var step = Traces.StartWithin("intake");
        var (items, status, refusal) = WebhookPayload.Read(known, body.Span, now);
        if (items is null) return Refuse(status, refusal!);
        try
        {
            var taken = await services.GetRequiredService<IFeedbackIntake>().AcceptAsync(known.Name, items, PostChoice.Fresh, http.RequestAborted);
            step?.SetTag(SpanKeys.Source, known.Name).SetTag(SpanKeys.Accepted, taken.Accepted).SetTag(SpanKeys.Updated, taken.Updated)
                .SetTag(SpanKeys.Duplicates, taken.Duplicates).SetTag(SpanKeys.Quarantined, taken.Quarantined);
            BotMetrics.Took(known.Name, taken);
            LogTaken(known.Name, taken.Accepted, taken.Updated, taken.Duplicates, taken.Quarantined, taken.Unrouted);
            return Results.Json(new FeedbackAnswer(taken.Accepted, taken.Updated, taken.Duplicates, taken.Quarantined), statusCode: StatusCodes.Status202Accepted);
        }
        catch (StorageUnavailableException e)
        {
            LogNotStored(known.Name, e);
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Refuse(StatusCodes.Status503ServiceUnavailable, "The storage does not answer. Please send this again in a little while.");
        }
    }

    private static IResult Refuse(int status, string words) => Results.Json(new FeedbackRefusal(words), statusCode: status);

    /// <summary>Null: larger than the limit.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > sources.MaxBodyBytes) return null;
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var length)
        {
            if (body.Length + length > sources.MaxBodyBytes) return null;
            body.Write(chunk, 0, length);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Accepted} accepted ({Unrouted} match no team), {Updated} updated, {Duplicates} duplicates, {Quarantined} quarantined")]
    private partial void LogTaken(string source, int accepted, int updated, int duplicates, int quarantined, int unrouted);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: refused a webhook: {Reason}")]
    private partial void LogUnsigned(string source, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the storage does not answer; the sender was asked to try again")]
    private partial void LogNotStored(string source, Exception exception);
}

/// <summary>What the sender is told.</summary>
public sealed record FeedbackAnswer(int Accepted, int Updated, int Duplicates, int Quarantined);

public sealed record FeedbackRefusal(string Error);
