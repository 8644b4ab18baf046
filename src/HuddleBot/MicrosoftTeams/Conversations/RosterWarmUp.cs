using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>
/// Reads who is in the teams' channels before somebody clicks: after a start, and again before what is known is too old for a click. Nothing waits for it, and it takes no
/// turn from messages that wait.
/// </summary>
internal sealed class RosterWarmUp(TeamsDirectory directory, ITeamDirectory teams, SendingPlaces places, StorageOutage outage, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterMessages = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            foreach (var channel in (await TeamsAsync(stoppingToken)).Select(team => team.Channel).Where(channel => channel.Platform == Platform.Teams).Distinct())
            {
                if (directory.IsUsableForLong(channel)) continue;
                while (places.HasQueue(Platform.Teams, channel.Workspace)) await Task.Delay(AfterMessages, time, stoppingToken);
                await directory.RosterOfAsync(channel, stoppingToken);
            }

            await Task.Delay(Again, time, stoppingToken);
        }
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
