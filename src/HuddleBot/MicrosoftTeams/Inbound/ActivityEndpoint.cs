using System.Text.Json;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Telemetry;
using Microsoft.Net.Http.Headers;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>
/// <c>POST /api/messages</c>: verifies first and does nothing for whom it cannot verify. 401: no good token. 403: a good token that does not cover this activity, or
/// nobody on this machine. 503: the connector's keys or the storage are away, so that it may be sent again. An activity that is no invoke is answered 200 when it
/// is done, 202 when it is still worked on.
/// </summary>
public sealed partial class ActivityEndpoint(IRequestVerification verification, ServiceUrls serviceUrls, ActivityWork work, ILogger<ActivityEndpoint> logger)
{
    public const string Path = "/api/messages";

    /// <summary>Microsoft Teams' own limit for a message is about 100 kB; a message action carries one, with its markup.</summary>
    public const int BodyLimit = 1024 * 1024;

    public Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken) => InboundCall.MeasureAsync("teams", call => AnswerAsync(call, request, cancellationToken));

    private async Task<IResult> AnswerAsync(InboundCall call, HttpRequest request, CancellationToken cancellationToken)
    {
        RequestSender sender;
        using (Traces.StartWithin("verify")) sender = await verification.VerifyAsync(request, cancellationToken);
        if (sender is RequestSender.Refused refused) return Refuse(refused.Status, refused.Reason);
        if (!IsJson(request)) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (await RequestBody.ReadAsync(request, BodyLimit, cancellationToken) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (Read(body) is not { } activity) return Results.BadRequest();
        if (ActivityRules.Refuse(sender, activity, serviceUrls) is { } reason) return Refuse(StatusCodes.Status403Forbidden, reason);
        call.Kind = ActivityWork.KindOf(activity);
        try
        {
            return await work.StartAsync(activity) is { } outcome ? AnswerOf(outcome) : Results.Accepted();
        }
        catch (StorageUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult AnswerOf(ActivityOutcome outcome) => outcome is not ActivityOutcome.Answer { Response: var response } ? Results.Ok()
        : response.Body is null ? Results.StatusCode(response.Status)
        : Results.Text(response.Body.ToJsonString(), "application/json", statusCode: response.Status);

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static Activity? Read(byte[] body)
    {
        LoneSurrogates.Mend(body);
        try
        {
            return JsonSerializer.Deserialize<Activity>(body, ProtocolJson.Options) is { } activity && ActivityRules.IsComplete(activity) ? activity : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IResult Refuse(int status, string reason)
    {
        LogRefused(reason);
        return Results.StatusCode(status);
    }

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams: a request was refused, {Reason}")]
    private partial void LogRefused(string reason);
}
