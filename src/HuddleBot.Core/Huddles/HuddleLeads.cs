using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Finds whose turn it is to lead, with their name.</summary>
public sealed class HuddleLeads(HuddleStore huddles, IEnumerable<IChatDirectory> directories)
{
    internal const int DaysOfLate = 60;

    /// <param name="huddle">The one that is to be led; it does not count as one of late.</param>
    /// <param name="out">Who cannot, this time.</param>
    internal async Task<Actor?> NextAsync(FrontlineTeam team, HuddleId huddle, IReadOnlySet<PersonId> @out, CancellationToken cancellationToken)
    {
        var past = (await huddles.SinceAsync(team.Id, huddle.Date.PlusDays(-DaysOfLate), cancellationToken))
            .Where(one => one.Id != huddle && one.Phase is not (HuddlePhase.Skipped or HuddlePhase.CalledOff)).ToList();
        var listed = team.Huddles.FirstOrDefault(schedule => schedule.Id == huddle.Schedule)?.Leads ?? [];
        return LeadRotation.Next(listed, past, @out) is { } person ? new(person, await NameOfAsync(person, past, cancellationToken)) : null;
    }

    /// <summary>As they were called last; who never took part is asked for.</summary>
    private async Task<string> NameOfAsync(PersonId person, IReadOnlyList<PastHuddle> past, CancellationToken cancellationToken)
    {
        var known = past.Reverse().SelectMany(huddle => huddle.Present.Prepend(huddle.Lead).OfType<Actor>()).FirstOrDefault(one => one.Id == person && one.Name.Length > 0)?.Name;
        if (known is not null) return known;
        return directories.FirstOrDefault(directory => directory.Platform == person.Platform) is { } directory
            ? await directory.NameOfAsync(person, person.User, cancellationToken)
            : person.User;
    }
}
