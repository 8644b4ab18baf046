using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary>People who are, by however many steps, their own manager.</summary>
internal static class ManagerCircles
{
    /// <summary>Each circle once.</summary>
    public static IEnumerable<IReadOnlyList<PersonId>> Of(IEnumerable<StaffMember> staff)
    {
        var managerOf = staff.Where(member => member.Manager is not null).ToDictionary(member => member.Person, member => member.Manager!);
        var seen = new HashSet<PersonId>();
        foreach (var first in managerOf.Keys)
        {
            var way = new List<PersonId>();
            for (var person = first; person is not null && seen.Add(person); person = managerOf.GetValueOrDefault(person)) way.Add(person);
            if (way.Count > 0 && managerOf.GetValueOrDefault(way[^1]) is { } last && way.IndexOf(last) is >= 0 and var start) yield return way[start..];
        }
    }
}
