using System.Diagnostics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>Tells the operator what became of each message; by its key, never by its words.</summary>
internal sealed partial class DeliveryLog(OutboxGauges gauges, ParkedCount parked, TimeProvider time, ILogger<DeliveryLog> logger) : IDeliveryObserver
{
    private readonly AsyncLocal<Attempt?> present = new();

    public IDisposable Sending(OutboxMessage message)
    {
        var attempt = new Attempt(this, message);
        present.Value = attempt;
        DeliveryId.Begin(message.Key);
        if (message.Attempts > 0) BotMetrics.TriesAgain(attempt.Platform);
        return attempt;
    }

    public void Waiting(TeamId team, IReadOnlyCollection<OutboxMessage> messages) => gauges.See(team, messages);

    public void NotTaken(OutboxMessage message, SendResult result) => present.Value?.End(result switch
    {
        SendResult.TryLater => "put_off",
        SendResult.ChannelClosed => "channel_closed",
        SendResult.Refused => "refused",
        SendResult.Gone => "gone",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "is taken"),
    });

    public void Sent(string key)
    {
        if (present.Value is { } attempt)
        {
            attempt.End("sent");
            var now = time.GetCurrentInstant();
            BotMetrics.Sent(attempt.Platform, (now - attempt.Message.CreatedAt).ToTimeSpan());
            if (attempt.Message is { ReceivedAt: { } received, Content: OutgoingContent.Post }) BotMetrics.Posted(attempt.Platform, (now - received).ToTimeSpan());
        }

        LogSent(logger, key);
    }

    public void Parked(TeamId team, string key, string reason)
    {
        parked.CountAnew(team);
        if (present.Value is { } attempt)
        {
            attempt.End("fault");
            BotMetrics.WasParked(attempt.Platform);
        }

        LogParked(logger, key, reason);
    }

    public void Closed(ClosedPlace place) => LogClosed(logger, place.Name, ClosedWords.WhatIsWrong(place), place.Reason, ClosedWords.WhatToDo(place));

    public void Opened(ClosedPlace place) => LogOpened(logger, place.Name, place.Since);

    public void PutOff(string key, int attempts, string reason, Instant next) => LogPutOff(logger, key, attempts, reason, next);

    /// <summary>One message on its way: a span in the trace of what caused it.</summary>
    private sealed class Attempt : IDisposable
    {
        private readonly DeliveryLog log;
        private readonly Activity? span;
        private readonly string? outerId = DeliveryId.Current;
        private bool hasEnded;

        public Attempt(DeliveryLog log, OutboxMessage message)
        {
            (this.log, Message, Platform) = (log, message, PlatformNames.NameOf(message.Channel.Platform));
            span = Traces.Continue("dispatch", ActivityKind.Consumer, message.Trace);
            span?.SetTag(SpanKeys.Platform, Platform).SetTag(SpanKeys.Content, Content).SetTag(SpanKeys.Attempt, message.Attempts + 1)
                .SetTag("messaging.system", "huddlebot").SetTag("messaging.operation.type", "process").SetTag("messaging.message.id", message.Key);
        }

        public OutboxMessage Message { get; }

        public string Platform { get; }

        private string Content => Message.Content switch
        {
            OutgoingContent.Post => "post",
            OutgoingContent.Redraw => "redraw",
            OutgoingContent.Tell => "tell",
            _ => throw new InvalidOperationException("no such content"),
        };

        /// <summary>The first that is said of it counts: what is refused is parked next.</summary>
        public void End(string outcome)
        {
            if (hasEnded) return;
            hasEnded = true;
            span?.SetTag(SpanKeys.Outcome, outcome);
            if (outcome != "sent") span?.SetTag("error.type", outcome).SetStatus(ActivityStatusCode.Error);
            BotMetrics.Tried(Platform, Content, outcome);
        }

        public void Dispose()
        {
            span?.Dispose();
            log.present.Value = null;
            DeliveryId.Begin(outerId);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Sent {Key}")]
    private static partial void LogSent(ILogger logger, string key);

    [LoggerMessage(LogLevel.Warning, "{Place} takes no messages: {What} ({Reason}). To do: {WhatToDo}")]
    private static partial void LogClosed(ILogger logger, string place, string what, string reason, string whatToDo);

    [LoggerMessage(LogLevel.Warning, "{Place} takes messages again; it took none since {Since}")]
    private static partial void LogOpened(ILogger logger, string place, Instant since);

    [LoggerMessage(LogLevel.Error, "Parked {Key}, it cannot be delivered: {Reason}")]
    private static partial void LogParked(ILogger logger, string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Put off {Key} until {Next} after try {Attempts}: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string key, int attempts, string reason, Instant next);
}
