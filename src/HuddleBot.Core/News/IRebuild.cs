using HuddleBot.Core.Identity;

namespace HuddleBot.Core.News;

/// <summary>Port: something that news keep and that crosses teams, made from what the teams have: for what was there before it, and where it was lost.</summary>
public interface IRebuild
{
    /// <summary>What is made, as the operator reads it: its partition.</summary>
    string Name { get; }

    /// <summary>For each team once, marked by a row when it is done; everything else goes on meanwhile. Where it was done for all of them, this is one read.</summary>
    /// <returns>For how many teams it was made now.</returns>
    /// <exception cref="Storage.StorageUnavailableException">The storage does not answer; the next run goes on where this one stopped.</exception>
    Task<int> RunAsync(IReadOnlyList<TeamId> teams, CancellationToken cancellationToken);
}
