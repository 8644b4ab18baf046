using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>What comes of an activity: the closed set.</summary>
public abstract record ActivityOutcome : IDeliveryOutcome
{
    private ActivityOutcome() { }

    public bool MayRepeat { get; init; }

    /// <summary>Nothing to answer (every activity that is no invoke).</summary>
    public sealed record Done : ActivityOutcome;

    /// <summary>The answer to an invoke.</summary>
    public sealed record Answer(InvokeResponse Response) : ActivityOutcome;
}

/// <summary>Gives a verified activity to whoever handles it.</summary>
public interface IActivityRouter
{
    Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken);
}
