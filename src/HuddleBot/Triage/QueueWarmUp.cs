using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Hosting;

namespace HuddleBot.Triage;

/// <summary>
/// Reads what is open once the bot takes calls, so that the first manager who looks need not wait for it. Nothing waits for this; where somebody is faster, they wait for the
/// same reading.
/// </summary>
internal sealed partial class QueueWarmUp(QueueFeed feed, StorageOutage outage, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<QueueWarmUp> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await feed.CurrentAsync(stoppingToken);
                return;
            }
            catch (StorageUnavailableException e)
            {
                outage.Noticed(e);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Everything else of the bot works without it; whoever asks for the queue reads it then.
                LogTrouble(logger, e);
                return;
            }

            await Task.Delay(AfterTrouble, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The managers' queue could not be read at the start")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
