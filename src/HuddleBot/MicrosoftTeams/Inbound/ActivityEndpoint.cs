using System.Buffers;
using System.Text.Json;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;
using Microsoft.Net.Http.Headers;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>
/// <c>POST /api/messages</c>: verifies first, then works under a key, and answers in time whatever the storage does. An invoke has its answer within three seconds;
/// what takes longer is finished afterwards. Any other activity is acknowledged; one that fails before that is answered 5xx, so that it is sent again.
/// </summary>
public sealed partial class ActivityEndpoint(
    IRequestVerification verification, ServiceUrls serviceUrls, IActivityRouter router, Deliveries<ActivityOutcome> deliveries, InvokeAnswers answers, TimeProvider time,
    ILogger<ActivityEndpoint> logger)
{
    public const string Path = "/api/messages";

    /// <summary>Microsoft Teams' own limit for a message is about 100 kB; a message action carries one, with its markup.</summary>
    public const int BodyLimit = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Work that hangs longer is given up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var sender = await verification.VerifyAsync(request, cancellationToken);
        if (sender is RequestSender.Refused refused) return Refuse(refused.Status, refused.Reason);
        if (!IsJson(request)) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (await ReadBodyAsync(request, cancellationToken) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (Read(body) is not { } activity) return Results.BadRequest();
        return ActivityRules.Refuse(sender, activity, serviceUrls) is { } reason ? Refuse(StatusCodes.Status403Forbidden, reason) : await WorkAsync(activity, body);
    }

    private async Task<IResult> WorkAsync(Activity activity, byte[] body)
    {
        var (work, _) = deliveries.Start(KeyOf(activity, body), () => HandleAsync(activity));
        await Task.WhenAny(work, Task.Delay(Patience, time, CancellationToken.None));
        if (activity.Type == ActivityTypes.Invoke) return AnswerOf(work.IsCompleted ? await work : new ActivityOutcome.Answer(answers.UnderWay(activity.Name)));
        return work.IsCompleted ? AnswerOf(await work) : Results.Accepted();
    }

    private async Task<ActivityOutcome> HandleAsync(Activity activity)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await router.HandleAsync(activity, limit.Token);
        }
        catch (StorageUnavailableException e) when (activity.Type == ActivityTypes.Invoke)
        {
            LogStorage(e, activity.Name);
            return new ActivityOutcome.Answer(answers.TryAgain(activity.Name)) { MayRepeat = true };
        }
        catch (Exception e) when (activity.Type == ActivityTypes.Invoke)
        {
            LogFault(e, activity.Type, activity.Name);
            return new ActivityOutcome.Answer(answers.Fault(activity.Name)) { MayRepeat = true };
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
        try
        {
            return JsonSerializer.Deserialize<Activity>(body, ProtocolJson.Options) is { } activity && ActivityRules.IsComplete(activity) ? activity : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What makes two deliveries the same. An edited message keeps its id, and every edit counts.</summary>
    private static string KeyOf(Activity activity, byte[] body) => activity.Id is { Length: > 0 } id && activity.Type != ActivityTypes.MessageUpdate
        ? StableHash.Of("teams", "activity", activity.Type!, activity.Conversation!.Id!, id)
        : StableHash.Of("teams", "body", Convert.ToBase64String(body));

    private IResult Refuse(int status, string reason)
    {
        LogRefused(reason);
        return Results.StatusCode(status);
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BodyLimit) return null;
        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(1), cancellationToken);
            if (read == 0) return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > BodyLimit) return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams: a request was refused, {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: the storage did not take an invoke ({Invoke}); the person was asked to try again")]
    private partial void LogStorage(Exception e, string? invoke);

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: an activity ({Type} {Invoke}) went wrong")]
    private partial void LogFault(Exception e, string? type, string? invoke);
}
