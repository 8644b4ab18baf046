using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Promises;

/// <summary>In which zone somebody lives, as their platform says; the team's, where it does not say, or not soon enough.</summary>
internal sealed class OwnerZones(IEnumerable<IChatDirectory> directories, TimeProvider time)
{
    /// <summary>The directory keeps an answer that comes later, for the next time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Platform, IChatDirectory> directories = directories.ToDictionary(directory => directory.Platform);

    public async Task<IReadOnlyDictionary<PersonId, DateTimeZone>> OfAsync(FrontlineTeam team, IEnumerable<PersonId> people, CancellationToken cancellationToken)
    {
        var zones = await Task.WhenAll(people.Distinct().Select(async person => (person, Zone: await OfAsync(person, cancellationToken) ?? team.TimeZone)));
        return zones.ToDictionary(found => found.person, found => found.Zone);
    }

    private async Task<DateTimeZone?> OfAsync(PersonId person, CancellationToken cancellationToken)
    {
        if (!directories.TryGetValue(person.Platform, out var directory)) return null;
        var question = directory.ZoneOfAsync(person, cancellationToken);
        if (!question.IsCompleted) await Task.WhenAny(question, Task.Delay(Patience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return question.IsCompleted ? await question : null;
    }
}
