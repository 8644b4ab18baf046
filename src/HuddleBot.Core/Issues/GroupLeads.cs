using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Core.Issues;

/// <summary>Groups are accountable by their leads.</summary>
internal static class GroupLeads
{
    /// <summary>With a name; whom the platform does not know is called by the group's.</summary>
    public static async Task<Actor> NameAsync(IEnumerable<IChatDirectory> people, PeopleGroup group, Actor actor, CancellationToken cancellationToken)
    {
        if (group.Lead == actor.Id) return actor;
        var name = people.FirstOrDefault(one => one.Platform == group.Lead.Platform) is { } platform
            ? await platform.NameOfAsync(group.Lead, group.Name, cancellationToken)
            : group.Name;
        return new(group.Lead, name);
    }
}
