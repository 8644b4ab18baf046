using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Inbound;

/// <summary>
/// <c>POST /slack/events</c>: verifies first, then works under a key, and answers in time whatever the storage does. Slack waits three seconds; what takes longer
/// is acknowledged and finished afterwards, and the person is told privately how it went.
/// </summary>
public sealed partial class SlackEndpoint(
    SlackSignature signature, SlackRouter router, Deliveries<SlackOutcome> deliveries, SlackConversation conversation, TimeProvider time, ILogger<SlackEndpoint> logger)
{
    public const string Path = "/slack/events";

    /// <summary>A message with all its blocks and a view of 250 kB, percent-encoded, stay well below.</summary>
    public const int BodyLimit = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Work that hangs longer is given up, and the person is asked to try again.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(request, BodyLimit, cancellationToken) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var refusal = signature.Refuse(request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader], body, time.GetUtcNow());
        if (refusal is not null)
        {
            LogRefused(refusal);
            return Results.Unauthorized();
        }

        return SlackPayloadReader.TryRead(request.ContentType, body) switch
        {
            null => Results.BadRequest(),
            SlackPayload.UrlVerification(var challenge) => Results.Json(new { challenge }),
            SlackPayload.SslCheck or SlackPayload.ViewClosed or SlackPayload.Unknown => Results.Ok(),
            { } payload => await WorkAsync(payload),
        };
    }

    private async Task<IResult> WorkAsync(SlackPayload payload)
    {
        var (work, isFirst) = deliveries.Start(KeyOf(payload), () => HandleAsync(payload));
        await Task.WhenAny(work, Task.Delay(Patience, time, CancellationToken.None));
        if (work.IsCompleted) return AnswerOf(payload, await work);
        if (isFirst) deliveries.Keep(TellLateAsync(payload, work));
        return Results.Ok();
    }

    /// <summary>The handler's work; a fault becomes words for the person. Only a faulty event is thrown on: Slack sends it again.</summary>
    private async Task<SlackOutcome> HandleAsync(SlackPayload payload)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        SlackOutcome outcome;
        try
        {
            outcome = await router.HandleAsync(payload, limit.Token);
        }
        catch (StorageUnavailableException e) when (payload is not SlackPayload.EventCallback)
        {
            LogStorage(e, payload.GetType().Name);
            outcome = NotSaved(payload);
        }
        catch (Exception e) when (payload is not SlackPayload.EventCallback)
        {
            LogFault(e, payload.GetType().Name);
            outcome = NotSaved(payload);
        }

        if (outcome is not SlackOutcome.Tell tell || payload is SlackPayload.SlashCommand) return outcome;
        await conversation.TellAsync(WhoOf(payload)!, tell.Note, CancellationToken.None);
        return new SlackOutcome.Fine { MayRepeat = outcome.MayRepeat };
    }

    private SlackOutcome NotSaved(SlackPayload payload)
    {
        var note = conversation.TryAgain();
        return payload is SlackPayload.ViewSubmission { Values: var values } && values.BlockOf("") is { } first
            ? new SlackOutcome.FieldError(first, note.Note) { MayRepeat = true }
            : note;
    }

    private async Task TellLateAsync(SlackPayload payload, Task<SlackOutcome> work)
    {
        try
        {
            if ((await work).LateNote is { } note && WhoOf(payload) is { } who) await conversation.TellAsync(who, note, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The answer is out and nobody waits: the log is all that is left.
            LogFault(e, payload.GetType().Name);
        }
    }

    private static IResult AnswerOf(SlackPayload payload, SlackOutcome outcome) => outcome switch
    {
        SlackOutcome.Tell tell when payload is SlackPayload.SlashCommand =>
            Results.Json(new EphemeralResponse(SlackText.Escape(tell.Note.Summary), SlackPlatform.BlocksOf(tell.Note)), SlackJson.Options),
        SlackOutcome.FieldError error when payload is SlackPayload.ViewSubmission =>
            Results.Json(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [error.BlockId] = error.Note.Summary } }),
        SlackOutcome.ReplaceForm replace when payload is SlackPayload.ViewSubmission =>
            Results.Json(new JsonObject { ["response_action"] = "update", ["view"] = JsonNode.Parse(replace.Form.Json) }),
        _ => Results.Ok(),
    };

    /// <summary>What makes two deliveries the same. A form is submitted again with other values after an error, so its values count.</summary>
    private static string KeyOf(SlackPayload payload) => payload switch
    {
        SlackPayload.EventCallback happened => $"event {happened.Workspace} {happened.EventId}",
        SlackPayload.ViewSubmission view => $"view {view.Who.Workspace} {view.ViewId} {HashOf(view.Values)}",
        SlackPayload.BlockAction action => OperationIds.Of(action),
        SlackPayload.SlashCommand command => OperationIds.Of(command),
        SlackPayload.MessageAction shortcut => $"message action {shortcut.Who.Workspace} {shortcut.TriggerId}",
        SlackPayload.Shortcut shortcut => $"shortcut {shortcut.Who.Workspace} {shortcut.TriggerId}",
        _ => throw new ArgumentOutOfRangeException(nameof(payload), payload.GetType().Name, "is no work"),
    };

    private static string HashOf(FormValues form) =>
        StableHash.Of([.. form.Answer.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => new[] { entry.Key, entry.Value })]);

    private static PersonInPlace? WhoOf(SlackPayload payload) => payload switch
    {
        SlackPayload.BlockAction action => action.Who,
        SlackPayload.ViewSubmission submission => submission.Who,
        SlackPayload.MessageAction shortcut => shortcut.Who,
        SlackPayload.Shortcut shortcut => shortcut.Who,
        SlackPayload.SlashCommand command => command.Who,
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "Slack: a request was refused, {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "Slack: the storage did not take a {Payload}; the person was asked to try again")]
    private partial void LogStorage(Exception e, string payload);

    [LoggerMessage(LogLevel.Error, "Slack: a {Payload} went wrong")]
    private partial void LogFault(Exception e, string payload);
}
