using System.Threading.Channels;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Hosting;

namespace HuddleBot.Themes;

/// <summary>Passes on what happens to themes, in the process that dispatches: when a bell rings, and now and then in case one was lost.</summary>
internal sealed partial class ThemeCourier(Lazy<ThemePassing> passing, StorageOutage outage, TimeProvider time, ILogger<ThemeCourier> logger) : IWhileDispatching, IThemeBell
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(2);

    // Rung twice before it looks is rung once.
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rung.Writer.TryWrite(true);

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken)
    {
        Ring();
        return ValueTask.CompletedTask;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = LookEvery;
            rung.Reader.TryRead(out _);
            try
            {
                var failures = 0;
                await passing.Value.DrainAsync((theme, e) => { failures++; LogTrouble(logger, theme, e); }, cancellationToken);
                outage.Over();
                if (failures > 0) next = AfterTrouble;
            }
            catch (StorageUnavailableException e)
            {
                outage.Noticed(e);
                next = AfterTrouble;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await WaitAsync(next, cancellationToken);
        }
    }

    /// <summary>For the bell, or so long.</summary>
    private async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(longest, time, either.Token);
        var bell = rung.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(pause, bell);
        await either.CancelAsync();
        await Task.WhenAll(pause, bell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(LogLevel.Error, "What happened to {Theme} could not be passed on; trying again")]
    private static partial void LogTrouble(ILogger logger, string theme, Exception exception);
}
