using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Hosting;

namespace HuddleBot.Themes;

/// <summary>Lets older escalations be compared too: after a start, and when teams have come. Once a day, and after a start, what is too old to be shown goes.</summary>
internal sealed partial class LikenessRebuilding(LikenessRebuild rebuild, ITeamDirectory directory, StorageOutage outage, TimeProvider time, ILogger<LikenessRebuilding> logger) : IWhileDispatching
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? looked = null;
        DateTimeOffset? forgot = null;
        while (true)
        {
            try
            {
                var current = await directory.CurrentAsync(cancellationToken);
                if (current.Version != looked)
                {
                    if (await rebuild.RunAsync([.. current.Teams.Select(team => team.Id)], cancellationToken) is > 0 and var teams) LogRebuilt(logger, teams);
                    looked = current.Version;
                }

                var isForgettingTime = forgot is null || time.GetUtcNow() - forgot >= ForgetEvery;
                if (isForgettingTime && await rebuild.ForgetAsync(cancellationToken) is > 0 and var old) LogForgotten(logger, old);
                if (isForgettingTime) forgot = time.GetUtcNow();
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

    [LoggerMessage(LogLevel.Information, "The earlier escalations of {Teams} teams are compared with new ones now")]
    private static partial void LogRebuilt(ILogger logger, int teams);

    [LoggerMessage(LogLevel.Information, "The words of {Old} escalations that were solved long ago are not compared any more")]
    private static partial void LogForgotten(ILogger logger, int old);

    [LoggerMessage(LogLevel.Error, "Earlier escalations could not be made ready to be compared; trying again")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
