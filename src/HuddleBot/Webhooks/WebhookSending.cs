using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>
/// Sends to each receiver on its own, in order: a slow or dead one holds back nothing but itself. At least once: a message leaves the outbox after the receiver has taken
/// it, so a crash in between sends it again, under the same id.
/// </summary>
internal sealed partial class WebhookSending(
    WebhookSettings settings, WebhookOutbox outbox, WebhookClient client, StorageOutage outage, TimeProvider time, ILogger<WebhookSending> logger) : IWhileDispatching
{
    /// <summary>Looked at this often without a bell, for what another process has changed.</summary>
    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    private static readonly Duration AfterTrouble = Duration.FromSeconds(5);

    private Instant Now => time.GetCurrentInstant();

    // Without a receiver it still runs until it is cancelled: whoever ends early ends the dispatching.
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(settings.All.Select(webhook => RunAsync(webhook, cancellationToken)).Append(Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)));

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Sends what can be sent now. Returns when to look again; null: when something new comes.</summary>
    public async Task<Instant?> SendWaitingAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        if (await outbox.StoppedAtAsync(webhook, cancellationToken) is not null) return null;
        var (held, next) = (new HashSet<string>(StringComparer.Ordinal), (Instant?)null);
        await foreach (var message in outbox.WaitingAsync(webhook, cancellationToken))
        {
            // What happened later to the same issue is told later.
            if (held.Contains(message.Issue)) continue;
            if (message.WaitsUntil(Now) is { } due)
            {
                next = Earlier(next, due);
                if (message.HoldsAll) return next;
                held.Add(message.Issue);
                continue;
            }

            switch (await client.PostAsync(webhook, message, cancellationToken))
            {
                case WebhookOutcome.Delivered:
                    await outbox.DoneAsync(message, cancellationToken);
                    LogSent(logger, webhook.Name, message.Id);
                    break;
                case WebhookOutcome.Gone:
                    await outbox.StopAsync(webhook, cancellationToken);
                    LogGone(logger, webhook.Name);
                    return null;
                case WebhookOutcome.Failed failure when WebhookRetries.Next(message.Id, message.CreatedAt, message.Attempts + 1, failure.RetryAfter, Now) is { } again:
                    await outbox.PutOffAsync(message, failure, again, cancellationToken);
                    LogPutOff(logger, webhook.Name, message.Id, again, message.Attempts + 1, failure.Reason);
                    next = Earlier(next, again);
                    if (failure.IsOfReceiver) return next;
                    held.Add(message.Issue);
                    break;
                case WebhookOutcome.Failed failure:
                    await outbox.ParkAsync(message, failure, cancellationToken);
                    LogParked(logger, webhook.Name, message.Id, message.Attempts + 1, failure.Reason);
                    break;
            }
        }

        return next;
    }

    private static Instant Earlier(Instant? one, Instant other) => one is { } first && first < other ? first : other;

    private async Task RunAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        while (true)
        {
            Instant? next;
            try
            {
                next = await SendWaitingAsync(webhook, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, webhook.Name, e);
                next = Now + AfterTrouble;
            }

            var wait = next is { } due ? Duration.Max(Duration.Zero, Duration.Min(LongestWait, due - Now)) : LongestWait;
            await WokenOrDueAsync(webhook, wait.ToTimeSpan(), cancellationToken);
        }
    }

    private async Task WokenOrDueAsync(Webhook webhook, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(outbox.WokenAsync(webhook, either.Token), Task.Delay(wait, time, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Debug, "Webhook {Webhook}: sent {Message}")]
    private static partial void LogSent(ILogger logger, string webhook, string message);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}: put off {Message} until {Next} after try {Attempts}: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string webhook, string message, Instant next, int attempts, string reason);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook}: parked {Message} after try {Attempts}, the last: {Reason}. 'doctor --retry-parked' tries again")]
    private static partial void LogParked(ILogger logger, string webhook, string message, int attempts, string reason);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook}: the receiver wants nothing any more (410); stopped. Change its Url or take it out of the settings; 'doctor --retry-parked' asks it again")]
    private static partial void LogGone(ILogger logger, string webhook);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook}: its messages could not be worked on; trying again")]
    private static partial void LogTrouble(ILogger logger, string webhook, Exception exception);
}
