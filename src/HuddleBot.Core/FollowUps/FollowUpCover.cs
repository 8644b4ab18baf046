using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>Who acts for a team whose people do not work in time: over a weekend, a holiday, in another zone. Pure.</summary>
public static class FollowUpCover
{
    /// <summary>Those who answer for a team, the nearest first: its managers, their stand-ins, their managers, the CX leads.</summary>
    public static IReadOnlyList<PersonId> Of(FrontlineTeam team)
    {
        var staff = team.Managers.Select(team.Company.Find).OfType<StaffMember>().ToList();
        return [.. team.Managers.Concat(staff.Select(member => member.StandIn).OfType<PersonId>()).Concat(staff.Select(member => member.Manager).OfType<PersonId>()).Concat(team.Company.CxLeads).Distinct()];
    }

    /// <summary>Whoever of them works soonest, and since when; of several, the nearest. Null: nobody does until <paramref name="latest"/>.</summary>
    public static (PersonId Person, Instant At)? FirstToWork(FrontlineTeam team, Instant from, Instant latest, PersonId? except = null) =>
        Of(team).Where(person => person != except).Select(person => (Person: person, At: FollowUpTimes.NextWorkingMoment(team.WorkingTimeOf(person), from))).Where(one => one.At <= latest)
            .OrderBy(one => one.At).Select(one => ((PersonId, Instant)?)one).FirstOrDefault();

    /// <summary>
    /// Who is told that a customer waits, and when: whoever works soonest; where nobody does in time, the first of them by day, on whatever day. Null: nobody answers for the team.
    /// </summary>
    /// <param name="except">Who has it already; null: nobody.</param>
    public static (PersonId Person, Instant At)? ToTell(FrontlineTeam team, Instant from, Instant latest, PersonId? except = null)
    {
        if (FirstToWork(team, from, latest, except) is { } working) return working;
        return Of(team).FirstOrDefault(person => person != except) is { } first ? (first, FollowUpTimes.NextDecentMoment(team.WorkingTimeOf(first), from)) : null;
    }
}
