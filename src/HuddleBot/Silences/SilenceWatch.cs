using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Silences;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Silences;

/// <summary>Tells the operator of a feed that has stopped, and of a channel that cannot be posted to, within the day: the digest comes once a week. Each silence once, as long as this process runs.</summary>
internal sealed partial class SilenceWatch(ISilences silences, SignLog signs, StorageOutage outage, TimeProvider time, ILogger<SilenceWatch> logger) : IWhileDispatching
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(6);

    /// <summary>A start has more urgent things to do.</summary>
    private static readonly TimeSpan FirstLookAfter = TimeSpan.FromMinutes(5);

    private readonly HashSet<(string What, Instant Since)> told = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(FirstLookAfter, time, cancellationToken);
        while (true)
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, e);
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetCurrentInstant();
        await signs.ForgetAsync(now, cancellationToken);
        foreach (var silence in (await silences.ListAsync(now, now, cancellationToken)).Silent)
        {
            if (silence.What is SilentThing.Feed { Source: var source } && told.Add(("feed " + source, silence.Since))) LogFeed(logger, source, silence.Since, Math.Round(silence.Wait!.Usual, 1));
            if (silence.What is SilentThing.Delivery { Team.Id: var team } && told.Add(($"channel {team}", silence.Since))) LogChannel(logger, team.Value, silence.Since);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nothing has come in from source {Source} since {Since}; usually it is no longer than {UsualDays} days. Look whether it still sends, and whether 'quarantine list' has something")]
    private static partial void LogFeed(ILogger logger, string source, Instant since, double usualDays);

    [LoggerMessage(LogLevel.Warning, "The channel of team {Team} has not taken messages since {Since}; 'doctor' says why")]
    private static partial void LogChannel(ILogger logger, string team, Instant since);

    [LoggerMessage(LogLevel.Error, "What has gone silent could not be looked at; trying again")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
