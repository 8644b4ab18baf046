using System.Collections.Frozen;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.FrontlineTeams;

/// <summary>What the teams file says of people, groups and roles beyond one team.</summary>
/// <param name="Admins">They may do everything.</param>
/// <param name="CxLeads">They read the digest, hear of what nobody answers, and may triage everywhere.</param>
/// <param name="CxLeadChannel">Null: each CX lead is told directly.</param>
public sealed record Company(
    IReadOnlyList<StaffMember> Staff, IReadOnlyList<PeopleGroup> Groups, IReadOnlyList<PersonId> Admins, IReadOnlyList<PersonId> CxLeads, ChannelId? CxLeadChannel)
{
    public static Company Empty { get; } = new([], [], [], [], null);

    /// <summary>When the digest comes; null: it does not.</summary>
    public DigestSchedule? Digest { get; init; }

    /// <summary>For every team that does not say its own; null: nothing is said.</summary>
    public Portfolio.QuadrantBounds? Quadrants { get; init; }

    private readonly FrozenDictionary<PersonId, StaffMember> byPerson = Index(Staff);

    public IReadOnlyList<StaffMember> Staff
    {
        get;
        init => (field, byPerson) = (value, Index(value));
    } = Staff;

    /// <summary>Costs the same however many there are.</summary>
    public StaffMember? Find(PersonId person) => byPerson.GetValueOrDefault(person);

    public PeopleGroup? FindGroup(string id) => Groups.FirstOrDefault(group => string.Equals(group.Id, id, StringComparison.OrdinalIgnoreCase));

    private static FrozenDictionary<PersonId, StaffMember> Index(IReadOnlyList<StaffMember> staff) => staff.DistinctBy(member => member.Person).ToFrozenDictionary(member => member.Person);
}

/// <summary>Somebody who decides on escalations, beyond what their teams say.</summary>
/// <param name="Hours">Null: not said; <see cref="FrontlineTeam.WorkingTimeOf"/> finds them.</param>
/// <param name="StandIn">Is reminded where the person does not answer; null: nobody.</param>
/// <param name="Manager">Is reminded where neither does; null: nobody.</param>
public sealed record StaffMember(PersonId Person, WorkingTime? Hours, PersonId? StandIn, PersonId? Manager)
{
    /// <summary>Where they manage teams, they get the digest of these directly.</summary>
    public bool WantsDigest { get; init; } = true;
}

/// <summary>When the digest comes, once a week.</summary>
/// <param name="Zone">The CX leads' channel's; whoever is told directly has it at the same time of day in their own.</param>
/// <param name="ToManagers">Managers get one of their teams.</param>
public sealed record DigestSchedule(IsoDayOfWeek Day, LocalTime At, DateTimeZone Zone, bool ToManagers);

/// <summary>People who own escalations together, accountable by their lead.</summary>
/// <param name="Id">1 to 63 of <c>a-z 0-9 -</c>.</param>
/// <param name="People">The lead among them.</param>
/// <param name="Channel">Where what they own is shown; null: to the lead directly.</param>
public sealed record PeopleGroup(string Id, string Name, PersonId Lead, IReadOnlyList<PersonId> People, ChannelId? Channel)
{
    /// <summary>What a form sends that wants no group; no group has this id.</summary>
    public const string None = ".";
}

/// <summary>When somebody works: days, holidays and hours of their own zone.</summary>
/// <param name="From">The day begins.</param>
/// <param name="To">The day ends, later than <paramref name="From"/>.</param>
public sealed record WorkingTime(DateTimeZone Zone, WorkingCalendar Calendar, LocalTime From, LocalTime To)
{
    public static LocalTime UsualFrom { get; } = new(9, 0);

    public static LocalTime UsualTo { get; } = new(17, 0);

    /// <summary>The end of the working day that lies so many working days (1 or more) after the day of <paramref name="now"/>.</summary>
    public Instant EndOfDay(Instant now, int workingDays) => At(Calendar.Plus(now.InZone(Zone).Date, workingDays), To);

    /// <summary>The first moment of working time at <paramref name="now"/> or after it; where there is none within two years, the moment itself.</summary>
    public Instant FirstWithin(Instant now)
    {
        var local = now.InZone(Zone).LocalDateTime;
        if (Calendar.IsWorkingDay(local.Date) && local.TimeOfDay >= From && local.TimeOfDay < To) return now;
        var day = Calendar.IsWorkingDay(local.Date) && local.TimeOfDay < From ? local.Date : Calendar.Plus(local.Date, 1);
        return Calendar.IsWorkingDay(day) ? At(day, From) : now;
    }

    /// <summary>
    /// The first moment at <paramref name="from"/> or after it, and before <paramref name="end"/>, at which they are on holiday: what would be their next working time falls on one.
    /// Null: there is none.
    /// </summary>
    public Instant? AwayFrom(Instant from, Instant end)
    {
        var local = from.InZone(Zone).LocalDateTime;
        var first = local.TimeOfDay < To ? local.Date : local.Date.PlusDays(1);
        var isNext = true;
        for (var day = first; day < first.PlusYears(1); day = day.PlusDays(1))
        {
            if (!Calendar.WorkingDays.Contains(day.DayOfWeek)) continue;
            var begins = At(day, From);
            if (begins >= end) return null;
            if (Calendar.Holidays.Contains(day)) return isNext ? from : begins;
            isNext = false;
        }

        return null;
    }

    /// <summary>The time on that day; past a gap of the clocks, the earlier of two.</summary>
    public Instant At(LocalDate day, LocalTime time) => (day + time).InZoneLeniently(Zone).ToInstant();
}
