using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>After a start, before somebody clicks, reads who is in the teams' channels. Nothing waits for it.</summary>
internal sealed class RosterWarmUp(TeamsDirectory directory, ITeamDirectory teams, StorageOutage outage, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var channel in (await TeamsAsync(stoppingToken)).Select(team => team.Channel).Where(channel => channel.Platform == Platform.Teams).Distinct())
            await directory.RosterOfAsync(channel, stoppingToken);
    }

    private async Task<IReadOnlyList<FrontlineTeam>> TeamsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (await teams.CurrentAsync(cancellationToken)).Teams;
            }
            catch (StorageUnavailableException e)
            {
                outage.Noticed(e);
            }

            await Task.Delay(AfterTrouble, time, cancellationToken);
        }
    }
}
