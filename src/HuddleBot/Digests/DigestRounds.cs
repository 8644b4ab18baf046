using HuddleBot.Core.Delivery;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Digests;

/// <summary>Makes digests when they are due, in the process that dispatches. A bot that was down makes them when it is up again.</summary>
internal sealed partial class DigestRounds(DigestClock clock, DigestReading reading, PeriodReadings periods, StorageOutage outage, TimeProvider time, ILogger<DigestRounds> logger) : IWhileDispatching
{
    /// <summary>A new teams file, and a clock that was set, are noticed by then.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(15);
    private static readonly Duration Soonest = Duration.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = LookEvery;
            reading.Forget();
            periods.Forget(time.GetCurrentInstant());
            try
            {
                using var occasion = Occasion.Of("DigestClock");
                var failures = 0;
                var next = await clock.RunDueAsync((addressee, e) => { failures++; LogTrouble(logger, addressee, e); }, cancellationToken);
                if (next is { } at) wait = TimeSpan.FromTicks(Math.Min(LookEvery.Ticks, Duration.Max(Soonest, at - time.GetCurrentInstant()).ToTimeSpan().Ticks));
                if (failures > 0) wait = AfterTrouble;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                wait = AfterTrouble;
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, "all", e);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    [LoggerMessage(LogLevel.Error, "The digest for {Addressee} could not be made; trying again")]
    private static partial void LogTrouble(ILogger logger, string addressee, Exception exception);
}
