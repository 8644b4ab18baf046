using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Promises;

/// <summary>In which zone somebody lives, as their platform says; the team's, where it does not say, or not soon enough.</summary>
internal sealed class OwnerZones(IEnumerable<IChatDirectory> directories, TimeProvider time)
{
    private static readonly TimeSpan AskPatience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Platform, IChatDirectory> directories = directories.ToDictionary(directory => directory.Platform);

    public async Task<IReadOnlyDictionary<PersonId, DateTimeZone>> OfAsync(FrontlineTeam team, IEnumerable<PersonId> people, CancellationToken cancellationToken)
    {
        var zones = await Task.WhenAll(people.Distinct().Select(async person => (person, Zone: await OfAsync(person, cancellationToken) ?? team.TimeZone)));
        return zones.ToDictionary(found => found.person, found => found.Zone);
    }

    private Task<DateTimeZone?> OfAsync(PersonId person, CancellationToken cancellationToken) => directories.TryGetValue(person.Platform, out var directory)
        ? directory.ZoneOfAsync(person, cancellationToken).WithinAsync(AskPatience, null, time, cancellationToken)
        : Task.FromResult<DateTimeZone?>(null);
}
