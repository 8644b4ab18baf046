using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>
/// Reads who is in the teams' channels before somebody clicks: after a start, and again before what is known is too old for a click. Nothing waits for it, and it takes no
/// turn from messages that wait. Each process does, but only the one that sends at the tenant's pace: the others leave it that pace, which counts for all of them together.
/// </summary>
internal sealed class RosterWarmUp(TeamsDirectory directory, ITeamDirectory teams, SendingPlaces places, StorageOutage outage, TimeProvider time) : BackgroundService, IWhileDispatching
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterMessages = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(30);

    /// <summary>From one channel to the next where another process sends: with two such processes the tenant's 50 a second are not passed.</summary>
    private static readonly TimeSpan BesideTheSender = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource sends = NewTurn();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        sends.SetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        finally
        {
            sends = NewTurn();
        }
    }

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            foreach (var channel in (await TeamsAsync(stoppingToken)).Select(team => team.Channel).Where(channel => channel.Platform == Platform.Teams).Distinct())
            {
                if (directory.IsUsableForLong(channel)) continue;
                while (places.HasQueue(Platform.Teams, channel.Workspace)) await Task.Delay(AfterMessages, time, stoppingToken);
                await directory.WarmUpAsync(channel, stoppingToken);
                await Task.WhenAny(sends.Task, Task.Delay(BesideTheSender, time, stoppingToken));
            }

            await Task.Delay(Again, time, stoppingToken);
        }
    }

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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
