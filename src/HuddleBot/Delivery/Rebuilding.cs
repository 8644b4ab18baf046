using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Delivery;

/// <summary>Makes complete what crosses teams: after a start, and when teams have come. One that fails keeps no other from being made.</summary>
internal sealed partial class Rebuilding(IEnumerable<IRebuild> rebuilds, ITeamDirectory directory, StorageOutage outage, TimeProvider time, ILogger<Rebuilding> logger) : IWhileDispatching
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(rebuilds.Select(rebuild => RunAsync(rebuild, cancellationToken)).Append(Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)));

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task RunAsync(IRebuild rebuild, CancellationToken cancellationToken)
    {
        string? looked = null;
        while (true)
        {
            try
            {
                var current = await directory.CurrentAsync(cancellationToken);
                if (current.Version != looked)
                {
                    if (await rebuild.RunAsync([.. current.Teams.Select(team => team.Id)], cancellationToken) is > 0 and var teams) LogRebuilt(logger, rebuild.Name, teams);
                    looked = current.Version;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, rebuild.Name, e);
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "'{Rebuild}' has what {Teams} teams had before")]
    private static partial void LogRebuilt(ILogger logger, string rebuild, int teams);

    [LoggerMessage(LogLevel.Error, "'{Rebuild}' could not be made complete; trying again")]
    private static partial void LogTrouble(ILogger logger, string rebuild, Exception exception);
}
