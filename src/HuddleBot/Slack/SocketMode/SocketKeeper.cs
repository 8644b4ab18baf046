using System.Collections.Concurrent;

namespace HuddleBot.Slack.SocketMode;

/// <summary>
/// Keeps as many connections as <see cref="SlackOptions.SocketConnections"/> says. When Slack renews one, the new one is up before the old one goes; one that is lost is
/// replaced at once, and then with growing pauses.
/// </summary>
internal sealed partial class SocketKeeper(SocketOpener opener, SlackOptions options, SocketState state, TimeProvider time, ILogger<SocketKeeper> logger) : BackgroundService
{
    /// <summary>Slack warns about ten seconds ahead and goes on sending until it closes ("Using Socket Mode"); only where it does not close do we.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>For what a retired connection still works on.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<SlackSocket, bool> open = new();
    private readonly ConcurrentDictionary<Task, bool> retiring = new();

    /// <summary>What was received is answered before the sockets close; the host's own patience bounds it.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        state.Stops();
        await Task.WhenAll(open.Keys.Select(socket => socket.CloseAsync(cancellationToken)));
        await Task.WhenAll(retiring.Keys);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        state.Begins(options.SocketConnections);
        return Task.WhenAll(Enumerable.Range(0, options.SocketConnections).Select(number => KeepAsync(number, stoppingToken)));
    }

    /// <param name="number">
    /// Connections that are opened together would be renewed together, and Slack would have none for a moment. So all but the first are renewed once, early, by ourselves.
    /// </param>
    private async Task KeepAsync(int number, CancellationToken stopping)
    {
        var pause = new ReconnectPause(Random.Shared);
        SlackSocket? old = null;
        while (true)
        {
            double? share = number > 0 && (old is null || old.Ended.IsCompleted) ? (double)number / options.SocketConnections : null;
            var start = await opener.OpenAsync(share, stopping);
            if (start is SocketStart.Opened { Socket: var socket })
            {
                Add(socket);
                if (old is not null) Retire(old, stopping);
                old = socket;
                var reason = await socket.Renewal.WaitAsync(stopping);
                pause.Ended(time.GetElapsedTime(socket.OpenedAt));
                LogRenewal(reason);
                if (reason is SocketAdvice.Disabled or SocketAdvice.TooMany) start = new SocketStart.Refused(reason);
            }

            if (start is SocketStart.Refused refused) state.Refused(refused.Reason);
            await Task.Delay(pause.Next((start as SocketStart.Refused)?.RetryAfter), time, stopping);
        }
    }

    private void Add(SlackSocket socket)
    {
        open[socket] = true;
        state.Opened();
        _ = CountDownAsync(socket);
    }

    private async Task CountDownAsync(SlackSocket socket)
    {
        var reason = await socket.Ended;
        if (open.TryRemove(socket, out _)) state.Ended(reason);
        await socket.CloseAsync(CancellationToken.None);
    }

    private void Retire(SlackSocket socket, CancellationToken stopping)
    {
        var task = RetireAsync(socket, stopping);
        retiring[task] = true;
        _ = task.ContinueWith(done => retiring.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RetireAsync(SlackSocket socket, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(socket.Ended, Task.Delay(Grace, time, enough.Token));
        await enough.CancelAsync();
        using var patience = new CancellationTokenSource(Drain, time);
        await socket.CloseAsync(patience.Token);
    }

    [LoggerMessage(LogLevel.Information, "Slack: a socket is renewed, {Reason}")]
    private partial void LogRenewal(string reason);
}
