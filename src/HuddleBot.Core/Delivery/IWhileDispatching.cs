using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Delivery;

/// <summary>Port: something that runs in the one process that dispatches, for as long as it does.</summary>
public interface IWhileDispatching
{
    /// <summary>Runs until it is cancelled; what goes wrong meanwhile it says and mends itself. When it returns, nothing of it goes on.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>The team's bell has rung: something of it has changed. Returns at once.</summary>
    ValueTask HearAsync(TeamId team, CancellationToken cancellationToken);
}
