using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Core.Triage.Balance;
using HuddleBot.Hosting;

namespace HuddleBot.Triage;

/// <summary>Looks once a month whether a team escalates nothing or everything.</summary>
internal sealed partial class BalanceRounds(BalanceNotes notes, StorageOutage outage, TimeProvider time, ILogger<BalanceRounds> logger) : IWhileDispatching
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>A start has more urgent things to do.</summary>
    private static readonly TimeSpan FirstLookAfter = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(FirstLookAfter, time, cancellationToken);
        while (true)
        {
            try
            {
                using var occasion = Occasion.Of("BalanceNotes");
                if (await notes.RunAsync(cancellationToken) is { Teams: var teams, Found: var found }) LogLooked(logger, teams, found);
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

    // Which teams is for their managers' eyes.
    [LoggerMessage(LogLevel.Information, "Looked at what {Teams} teams escalate; of {Found} their managers are told something")]
    private static partial void LogLooked(ILogger logger, int teams, int found);

    [LoggerMessage(LogLevel.Error, "What the teams escalate could not be looked at; trying again")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
