using System.Collections.Concurrent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;

namespace HuddleBot.Commands;

/// <summary>The pauses that people asked for in the chat, of many teams.</summary>
internal static class AskedPauses
{
    private const int ReadsAtOnce = 16;

    /// <summary>Only those teams are in it that have one.</summary>
    public static async Task<IReadOnlyDictionary<TeamId, HuddlePause>> OfAsync(IEnumerable<FrontlineTeam> teams, HuddlePauses pauses, CancellationToken cancellationToken)
    {
        var asked = new ConcurrentDictionary<TeamId, HuddlePause>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(teams.Where(team => team.Huddles.Count > 0), options, async (team, token) =>
        {
            if (await pauses.AskedAsync(team.Id, token) is { } pause) asked[team.Id] = pause;
        });
        return asked;
    }
}
