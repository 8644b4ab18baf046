using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Delivery;

/// <summary>
/// Port: tells whoever dispatches that a team has something to post or to send. A hint that saves time: what is committed is found without it as well.
/// </summary>
public interface IDoorbell
{
    Task RingAsync(TeamId team, CancellationToken cancellationToken);
}
