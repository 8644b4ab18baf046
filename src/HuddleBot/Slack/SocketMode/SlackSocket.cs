using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Tracing;
using HuddleBot.Slack.Inbound;
using HuddleBot.Telemetry;

namespace HuddleBot.Slack.SocketMode;

/// <summary>
/// One open connection. Whatever comes goes the way of <c>POST /slack/events</c>, and is acknowledged here with its answer. What is not acknowledged because it went
/// wrong, Slack sends again where it is an event.
/// </summary>
internal sealed partial class SlackSocket : IAsyncDisposable
{
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket wire;
    private readonly SocketReader reader;
    private readonly SlackIntake intake;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<Task, bool> working = new();
    private readonly TaskCompletionSource<string> renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer? age;
    private volatile bool closing;

    /// <param name="renewAfter">Null: when Slack asks for it.</param>
    public SlackSocket(ClientWebSocket wire, SocketReader reader, TimeSpan? renewAfter, SlackIntake intake, TimeProvider time, ILogger logger)
    {
        (this.wire, this.reader, this.intake, this.time, this.logger) = (wire, reader, intake, time, logger);
        if (renewAfter is { } due) age = time.CreateTimer(_ => renewal.TrySetResult("(age)"), null, due, Timeout.InfiniteTimeSpan);
        OpenedAt = time.GetTimestamp();
        Ended = Task.Run(ReadAsync);
    }

    public long OpenedAt { get; }

    /// <summary>Another connection is wanted: Slack renews this one, or it has ended. Says why.</summary>
    public Task<string> Renewal => renewal.Task;

    /// <summary>Nothing comes any more. Says why; never throws.</summary>
    public Task<string> Ended { get; }

    /// <summary>What was received is answered and finished, then the connection is closed. What comes in the very last moment is left to Slack, unacknowledged.</summary>
    /// <param name="patience">Ends the waiting for what is being worked on.</param>
    public async Task CloseAsync(CancellationToken patience)
    {
        await UntilIdleAsync(patience);
        closing = true;
        await UntilIdleAsync(patience);
        try
        {
            using var limit = new CancellationTokenSource(CloseLimit, time);
            if (wire.State is WebSocketState.Open or WebSocketState.CloseReceived) await wire.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            await Ended.WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // It is gone, or says nothing any more: so it ends as it is.
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (age is not null) await age.DisposeAsync();
        wire.Dispose();
        await Ended;
    }

    private async Task UntilIdleAsync(CancellationToken patience)
    {
        while (!working.IsEmpty && !patience.IsCancellationRequested) await Task.WhenAny(Task.WhenAll(working.Keys), Task.Delay(Timeout.InfiniteTimeSpan, time, patience));
    }

    private async Task<string> ReadAsync()
    {
        string end;
        try
        {
            while (await reader.NextAsync(CancellationToken.None) is { } message) Take(SocketFrame.Read(message));
            end = wire.CloseStatus is { } status ? $"(closed_{(int)status})" : "(closed)";
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            end = closing ? "(closed)" : IsSilence(e) ? "(silent)" : "(cut)";
        }

        renewal.TrySetResult(end);
        return end;
    }

    /// <summary>A ping without an answer in time ends the socket with a fault of its own, somewhere within.</summary>
    private static bool IsSilence(Exception e) =>
        e is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted } || (e is AggregateException several ? several.InnerExceptions.Any(IsSilence) : e.InnerException is { } inner && IsSilence(inner));

    private void Take(SocketFrame frame)
    {
        switch (frame)
        {
            case SocketFrame.Disconnect(var reason):
                renewal.TrySetResult(reason);
                break;
            case SocketFrame.Envelope envelope when !closing:
                Keep(AnswerAsync(envelope));
                break;
        }
    }

    private void Keep(Task task)
    {
        working[task] = true;
        _ = task.ContinueWith(finished => working.TryRemove(finished, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task AnswerAsync(SocketFrame.Envelope envelope)
    {
        try
        {
            if (SlackPayloadReader.TryReadEnvelope(envelope.Type, envelope.Payload) is not { } payload)
            {
                LogUnread(envelope.Type);
                return;
            }

            using var span = Traces.Start("slack envelope", ActivityKind.Consumer);
            var answer = await InboundCall.MeasureAsync("slack", call =>
            {
                call.Kind = payload.GetType().Name;
                return intake.TakeAsync(payload);
            });
            var acknowledgement = new JsonObject { ["envelope_id"] = envelope.Id };
            if (envelope.TakesPayload && answer.Body is { } body) acknowledgement["payload"] = body;
            if (!await SendAsync(JsonSerializer.SerializeToUtf8Bytes(acknowledgement))) LogNotToldAnyMore(payload.GetType().Name);
        }
        catch (Exception e)
        {
            // Not acknowledged: an event comes again, and a person sees that it did not work.
            LogNotTaken(e, envelope.Type);
        }
    }

    private async Task<bool> SendAsync(byte[] message)
    {
        using var limit = new CancellationTokenSource(SendLimit, time);
        try
        {
            await sending.WaitAsync(limit.Token);
            try
            {
                await wire.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
                return true;
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Slack: a message of type {Type} came over the socket that cannot be read")]
    private partial void LogUnread(string type);

    [LoggerMessage(LogLevel.Error, "Slack: a message of type {Type} went wrong and is not acknowledged")]
    private partial void LogNotTaken(Exception e, string type);

    [LoggerMessage(LogLevel.Information, "Slack: a {Payload} is done, but its connection ended before Slack could be told")]
    private partial void LogNotToldAnyMore(string payload);
}
