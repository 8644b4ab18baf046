using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.WebApi;

namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>One connection of the app, as Slack's side sees it.</summary>
internal sealed class AppSocket(WebSocket socket, WireStream wire, TimeProvider time, Action<string> complain) : IDisposable
{
    /// <summary>"About 10 seconds before the disconnect."</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SocketAnswer>> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ended = new();

    public WireStream Wire => wire;

    /// <summary>It is asked to go and gets nothing new.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Sends an envelope and waits for its acknowledgement.</summary>
    public async Task<SocketAnswer> DeliverAsync(string envelopeId, JsonObject envelope, TimeSpan within, bool losesAnswer)
    {
        var answer = waiting.GetOrAdd(envelopeId, _ => new TaskCompletionSource<SocketAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
        known[envelopeId] = true;
        try
        {
            if (ended.IsCancellationRequested || !await SayAsync(envelope)) return SocketAnswer.Lost;
            var given = await answer.Task.WaitAsync(within);
            if (!losesAnswer) return given;
            wire.Cut();
            return SocketAnswer.Lost;
        }
        catch (TimeoutException)
        {
            return SocketAnswer.Late;
        }
        finally
        {
            waiting.TryRemove(envelopeId, out _);
        }
    }

    /// <summary>Reads acknowledgements until the connection is over.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await NextAsync() is { } message) Take(message);
            await CloseAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The line is gone.
        }
        finally
        {
            await ended.CancelAsync();
            foreach (var answer in waiting.Values) answer.TrySetResult(SocketAnswer.Lost);
        }
    }

    /// <summary>When its time is over: a warning, and what follows it.</summary>
    public async Task AgeAsync(TimeSpan lifetime)
    {
        try
        {
            await Task.Delay(lifetime > Notice ? lifetime - Notice : TimeSpan.Zero, time, ended.Token);
            await RenewAsync("warning");
        }
        catch (OperationCanceledException)
        {
            // It did not live so long.
        }
    }

    /// <summary>After a <c>warning</c> it goes on as before for a while; <c>refresh_requested</c> and <c>link_disabled</c> mean now, and what is in hand may still be acknowledged.</summary>
    public async Task RenewAsync(string reason)
    {
        await SayAsync(SocketEndpoint.Disconnect(reason));
        if (reason == "warning")
        {
            await Task.Delay(Notice, time, ended.Token);
            await SayAsync(SocketEndpoint.Disconnect("refresh_requested"));
        }

        IsLeaving = true;
        await Task.WhenAny(Task.WhenAll(waiting.Values.Select(answer => answer.Task)), Task.Delay(TimeSpan.FromSeconds(3), time, ended.Token));
        await CloseAsync();
    }

    /// <returns>False: the line is gone.</returns>
    public async Task<bool> SayAsync(JsonObject message)
    {
        try
        {
            await sending.WaitAsync();
            try
            {
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, Answer.Wire), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                return true;
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }

    public async Task CloseAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    public void Dispose()
    {
        ended.Dispose();
        sending.Dispose();
    }

    private async Task<string?> NextAsync()
    {
        var chunk = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var got = await socket.ReceiveAsync(chunk.AsMemory(), CancellationToken.None);
            if (got.MessageType is WebSocketMessageType.Close) return null;
            message.Write(chunk, 0, got.Count);
            if (got.EndOfMessage) return System.Text.Encoding.UTF8.GetString(message.ToArray());
        }
    }

    private void Take(string message)
    {
        var id = SocketAnswer.TryRead(message, out var answer);
        if (id is null || !known.ContainsKey(id)) complain($"over a socket the bot said what is no acknowledgement of anything that it was sent: {(id is null ? "no envelope_id" : id)}");
        else if (waiting.TryGetValue(id, out var waits)) waits.TrySetResult(answer);
    }
}
