using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Delivery;

/// <summary>Once a minute: a place that an operator has forgotten (<c>parked drop PLACE</c>) is no figure of this process any more.</summary>
internal sealed class ClosedPlacesWatch(ClosedPlaces closed, StorageOutage outage, TimeProvider time) : IWhileDispatching
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            try
            {
                await closed.LookAgainAsync(cancellationToken);
            }
            catch (StorageUnavailableException e)
            {
                outage.Noticed(e);
            }
        }
    }

    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
