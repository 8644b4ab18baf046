using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Hosting;

namespace HuddleBot.Themes;

/// <summary>After a start, and once a day, the words of what was solved too long ago to be shown go.</summary>
internal sealed partial class LikenessForgetting(LikenessRebuild likeness, StorageOutage outage, TimeProvider time, ILogger<LikenessForgetting> logger) : IWhileDispatching
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromDays(1);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = ForgetEvery;
            try
            {
                if (await likeness.ForgetAsync(cancellationToken) is > 0 and var old) LogForgotten(logger, old);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, e);
                next = TryAgainAfter;
            }

            await Task.Delay(next, time, cancellationToken);
        }
    }

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    [LoggerMessage(LogLevel.Information, "The words of {Old} escalations that were solved long ago are not compared any more")]
    private static partial void LogForgotten(ILogger logger, int old);

    [LoggerMessage(LogLevel.Error, "The words of escalations that were solved long ago could not be taken out; trying again")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
