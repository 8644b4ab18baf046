using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Issues;

/// <summary>What somebody is to a team, as the teams file says: the closed set. Each of them may triage.</summary>
public enum Role
{
    Manager,
    Triager,

    /// <summary>Stands in for one of its managers.</summary>
    StandIn,

    /// <summary>Manages one of its managers.</summary>
    ManagersManager,

    CxLead,
    Admin,
}

public static class Roles
{
    /// <summary>All that the person is to the team; none for everybody else. Costs the same however many people the company has.</summary>
    public static IEnumerable<Role> Of(FrontlineTeam team, PersonId person)
    {
        if (team.Managers.Contains(person)) yield return Role.Manager;
        if (team.Triagers.Contains(person)) yield return Role.Triager;
        if (team.Managers.Any(manager => team.Company.Find(manager)?.StandIn == person)) yield return Role.StandIn;
        if (team.Managers.Any(manager => team.Company.Find(manager)?.Manager == person)) yield return Role.ManagersManager;
        if (team.Company.CxLeads.Contains(person)) yield return Role.CxLead;
        if (team.Company.Admins.Contains(person)) yield return Role.Admin;
    }
}
