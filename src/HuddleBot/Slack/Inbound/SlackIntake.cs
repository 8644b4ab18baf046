using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.Slack.WebApi;
using HuddleBot.Telemetry;

namespace HuddleBot.Slack.Inbound;

/// <summary>
/// The one way of everything that Slack sends, whether it came by HTTP or over a socket: works under a key, and answers in time whatever the storage does. Slack waits
/// three seconds; what takes longer is acknowledged and finished afterwards, and the person is told privately how it went.
/// </summary>
public sealed partial class SlackIntake(
    SlackRouter router, Deliveries<SlackOutcome> deliveries, SlackConversation conversation, TimeProvider time, ILogger<SlackIntake> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Work that hangs longer is given up, and the person is asked to try again.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <param name="payload">From a verified request, or over a socket that Slack gave to us.</param>
    /// <exception cref="Exception">An event went wrong in time: it must not be acknowledged, so that Slack sends it again.</exception>
    public Task<SlackAnswer> TakeAsync(SlackPayload payload) => payload switch
    {
        SlackPayload.UrlVerification(var challenge) => Task.FromResult(new SlackAnswer(new JsonObject { ["challenge"] = challenge })),
        SlackPayload.SslCheck or SlackPayload.ViewClosed or SlackPayload.Unknown => Task.FromResult(SlackAnswer.Taken),
        _ => WorkAsync(payload),
    };

    private async Task<SlackAnswer> WorkAsync(SlackPayload payload)
    {
        var key = KeyOf(payload);
        DeliveryId.Begin(StableHash.Of("slack", key));
        var (work, isFirst) = deliveries.Start(key, () => HandleAsync(payload));
        using (var answered = new CancellationTokenSource())
        {
            await Task.WhenAny(work, Task.Delay(Patience, time, answered.Token));
            await answered.CancelAsync();
        }

        if (work.IsCompleted) return AnswerOf(payload, await work);
        if (isFirst) deliveries.Keep(TellLateAsync(payload, work));
        return SlackAnswer.Taken;
    }

    /// <summary>The handler's work; a fault becomes words for the person. Only a faulty event is thrown on: Slack sends it again.</summary>
    private async Task<SlackOutcome> HandleAsync(SlackPayload payload)
    {
        using var step = Traces.StartWithin("handle " + payload.GetType().Name);
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

    private static SlackAnswer AnswerOf(SlackPayload payload, SlackOutcome outcome) => outcome switch
    {
        SlackOutcome.Tell tell when payload is SlackPayload.SlashCommand =>
            new(JsonSerializer.SerializeToNode(new EphemeralResponse(SlackText.Escape(tell.Note.Summary), SlackPlatform.BlocksOf(tell.Note)), SlackJson.Options)),
        SlackOutcome.FieldError error when payload is SlackPayload.ViewSubmission =>
            new(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [error.BlockId] = error.Note.Summary } }),
        SlackOutcome.ReplaceForm replace when payload is SlackPayload.ViewSubmission =>
            new(new JsonObject { ["response_action"] = "update", ["view"] = JsonNode.Parse(replace.Form.Json) }),
        _ => SlackAnswer.Taken,
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

    [LoggerMessage(LogLevel.Error, "Slack: the storage did not take a {Payload}; the person was asked to try again")]
    private partial void LogStorage(Exception e, string payload);

    [LoggerMessage(LogLevel.Error, "Slack: a {Payload} went wrong")]
    private partial void LogFault(Exception e, string payload);
}
