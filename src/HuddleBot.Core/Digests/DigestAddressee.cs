using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Who gets the digest: the CX leads of the whole company, each manager of their teams.</summary>
/// <param name="Place">A channel, or the person.</param>
/// <param name="Scope">Whose teams it speaks of.</param>
/// <param name="Zone">By whose clock it comes, and in whose days it counts.</param>
public sealed record DigestAddressee(ChannelId Place, DigestScope Scope, DateTimeZone Zone)
{
    /// <summary>Names it in rows; the same for as long as it is the same place and the same teams file says whose teams.</summary>
    public string Key => StableHash.Of("digest", Place.ToString(), (Scope as DigestScope.TeamsOf)?.Manager.ToString() ?? "");

    /// <summary>All who get it by the calendar; none where the teams file plans no digest. Nobody gets two: a CX lead who manages teams reads of these in the whole.</summary>
    public static IReadOnlyList<DigestAddressee> Of(TeamsSnapshot teams)
    {
        if (teams.Company is not { Digest: { } schedule } company) return [];
        var managers = schedule.ToManagers ? teams.Teams.SelectMany(team => team.Managers).Distinct().Where(manager => !company.CxLeads.Contains(manager) && company.Find(manager)?.WantsDigest != false) : [];
        return [.. OfLeads(teams), .. managers.Select(manager => OfManager(manager, teams))];
    }

    /// <summary>Their channel, or each of them where they have none.</summary>
    public static IReadOnlyList<DigestAddressee> OfLeads(TeamsSnapshot teams)
    {
        var zone = teams.Company.Digest?.Zone ?? teams.Teams.Select(team => team.TimeZone).FirstOrDefault() ?? DateTimeZone.Utc;
        return teams.Company.CxLeadChannel is { } channel
            ? [new(channel, new DigestScope.WholeCompany(), zone)]
            : [.. teams.Company.CxLeads.Select(lead => new DigestAddressee(DirectTo(lead), new DigestScope.WholeCompany(), teams.Company.Find(lead)?.Hours?.Zone ?? zone))];
    }

    /// <summary>What one person may read, told directly: CX leads and admins the whole, managers of their teams. Null: nothing.</summary>
    public static DigestAddressee? For(PersonId person, TeamsSnapshot teams)
    {
        var company = teams.Company;
        if (company.CxLeads.Contains(person) || company.Admins.Contains(person))
            return new(DirectTo(person), new DigestScope.WholeCompany(), company.Find(person)?.Hours?.Zone ?? company.Digest?.Zone ?? teams.Teams.Select(team => team.TimeZone).FirstOrDefault() ?? DateTimeZone.Utc);
        return teams.Teams.Any(team => team.Managers.Contains(person)) ? OfManager(person, teams) : null;
    }

    private static DigestAddressee OfManager(PersonId manager, TeamsSnapshot teams) =>
        new(DirectTo(manager), new DigestScope.TeamsOf(manager), teams.Company.Find(manager)?.Hours?.Zone ?? teams.Teams.First(team => team.Managers.Contains(manager)).TimeZone);

    private static ChannelId DirectTo(PersonId person) => new(person.Platform, person.Workspace, person.User);
}
