namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>The connections of Socket Mode, to be looked at and to go wrong.</summary>
public sealed class PlaygroundSockets
{
    private readonly AppSockets sockets;

    internal PlaygroundSockets(AppSockets sockets) => this.sockets = sockets;

    /// <summary>How many there are now.</summary>
    public int Count => sockets.Open.Count;

    /// <summary>Of them, those on which nothing arrives any more.</summary>
    public int Deaf => sockets.Open.Count(socket => socket.Wire.IsDeaf);

    /// <summary>Lets something go wrong with an envelope on its way: <see cref="FaultKind.CutConnection"/> in its middle, <see cref="FaultKind.DropAnswer"/> (cut when the
    /// bot has answered), <see cref="FaultKind.TimeOut"/> (the line is deaf from then on), <see cref="FaultKind.Slow"/>.</summary>
    public IDisposable Inject(Fault fault) =>
        fault.Kind is FaultKind.CutConnection or FaultKind.DropAnswer or FaultKind.TimeOut or FaultKind.Slow
            ? sockets.Faults.Add(fault) : throw new InvalidOperationException($"a socket knows no {fault.Kind}");

    /// <summary>Slack asks for new connections.</summary>
    /// <param name="reason"><c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</param>
    /// <param name="count">How many, from the oldest; null: all.</param>
    /// <returns>Done when the old ones are closed.</returns>
    public Task RenewAsync(string reason, int? count = null) => Task.WhenAll(Some(count).Select(async socket =>
    {
        try
        {
            await socket.RenewAsync(reason);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The other side was faster.
        }
    }));

    /// <summary>The line is cut, without a word.</summary>
    public void Cut(int? count = null)
    {
        foreach (var socket in Some(count)) socket.Wire.Cut();
    }

    /// <summary>From now on nothing arrives on either side, and neither is told.</summary>
    public void Deafen(int? count = null)
    {
        foreach (var socket in Some(count)) socket.Wire.IsDeaf = true;
    }

    /// <summary>"Enable Socket Mode" on the app's page, on or off.</summary>
    public Task EnableAsync(bool enabled)
    {
        sockets.IsEnabled = enabled;
        return enabled ? Task.CompletedTask : RenewAsync("link_disabled");
    }

    private IEnumerable<AppSocket> Some(int? count) => sockets.Open.Take(count ?? int.MaxValue);
}
