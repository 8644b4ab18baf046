using System.Threading.Channels;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Themes;

/// <summary>
/// Passes on what happens to themes, and reminds of those that wait, in the process that dispatches: when a bell rings, when somebody is to be reminded, and now and then in case
/// a bell was lost.
/// </summary>
internal sealed partial class ThemeCourier(Lazy<ThemePassing> passing, ThemeClock clock, StorageOutage outage, TimeProvider time, ILogger<ThemeCourier> logger) : IWhileDispatching, IThemeBell
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(2);
    private static readonly Duration Soonest = Duration.FromSeconds(1);

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
        // A bell of any team rings here; the themes that wait are looked at only where something happened to one, or is due.
        var lookAt = Instant.MinValue;
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = LookEvery;
            rung.Reader.TryRead(out _);
            try
            {
                var failures = 0;
                var passed = await passing.Value.DrainAsync((theme, e) => { failures++; LogTrouble(logger, theme, e); }, cancellationToken);
                if (passed > 0) lookAt = Instant.MinValue;
                if (time.GetCurrentInstant() >= lookAt)
                {
                    using var occasion = Occasion.Of("ThemeClock");
                    var due = await clock.RunDueAsync((theme, e) => { failures++; LogClockTrouble(logger, theme, e); }, cancellationToken);
                    var now = time.GetCurrentInstant();
                    var latest = now + Duration.FromTimeSpan(failures > 0 ? AfterTrouble : LookEvery);
                    lookAt = due is { } at && at < latest ? Instant.Max(at, now + Soonest) : latest;
                }

                outage.Over();
                next = failures > 0 ? AfterTrouble : Duration.Max(Duration.Zero, lookAt - time.GetCurrentInstant()).ToTimeSpan();
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

    [LoggerMessage(LogLevel.Error, "Whoever should decide on {Theme} could not be reminded; trying again")]
    private static partial void LogClockTrouble(ILogger logger, string theme, Exception exception);

    [LoggerMessage(LogLevel.Error, "What happened to {Theme} could not be passed on; trying again")]
    private static partial void LogTrouble(ILogger logger, string theme, Exception exception);
}
