using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Works out when a team meets, by the days of its schedules and <see cref="HuddleClockRule"/>. Pure.</summary>
public static class HuddleCalendar
{
    private static readonly Duration LongestLook = Duration.FromDays(2 * 366);

    /// <summary>The occurrences of all the team's huddles that start in [<paramref name="from"/>, <paramref name="until"/>), soonest first; worked out as they are asked for.</summary>
    /// <param name="asked">A pause that somebody asked for, beside those of the teams file; null: none.</param>
    public static IEnumerable<HuddleOccurrence> Between(FrontlineTeam team, HuddlePause? asked, Instant from, Instant until) =>
        PlanBetween(team, asked, from, until).Where(planned => planned.LeftOut is null).Select(planned => planned.Occurrence);

    /// <summary>The next <paramref name="count"/> that start at or after <paramref name="from"/>; fewer where none comes within two years.</summary>
    public static IReadOnlyList<HuddleOccurrence> Next(FrontlineTeam team, HuddlePause? asked, Instant from, int count) =>
        [.. Between(team, asked, from, from + LongestLook).Take(count)];

    /// <summary>The occurrence of this id, as it is planned now; null: it is not planned.</summary>
    public static HuddleOccurrence? Find(FrontlineTeam team, HuddlePause? asked, HuddleId id)
    {
        var day = id.Date.AtMidnight().InUtc().ToInstant();
        return Between(team, asked, day - Duration.FromDays(2), day + Duration.FromDays(3)).FirstOrDefault(occurrence => occurrence.Id == id);
    }

    /// <summary>As <see cref="Between"/>, with those that are left out for a holiday or a pause.</summary>
    public static IEnumerable<PlannedHuddle> PlanBetween(FrontlineTeam team, HuddlePause? asked, Instant from, Instant until)
    {
        if (team.Huddles.Count == 0 || from >= until) yield break;

        // The clock rule keeps the order of the local times, so that the days can be gone through one by one. A day more at each end: a gap carries a start into the next
        // day, and clocks that go back at midnight show the day before once more.
        var last = until.InZone(team.TimeZone).Date.PlusDays(1);
        HuddleSchedule[] inOrder = [.. team.Huddles.OrderBy(schedule => schedule.At)];
        for (var day = from.InZone(team.TimeZone).Date.PlusDays(-2); day <= last; day = day.PlusDays(1))
        {
            foreach (var schedule in inOrder)
            {
                if (PlanOf(team, asked, schedule, day) is { } planned && planned.Occurrence.StartsAt >= from && planned.Occurrence.StartsAt < until) yield return planned;
            }
        }
    }

    /// <param name="startDay">The day on whose clock it starts; a night shift's huddle belongs to the day before.</param>
    private static PlannedHuddle? PlanOf(FrontlineTeam team, HuddlePause? asked, HuddleSchedule schedule, LocalDate startDay)
    {
        var date = schedule.IsOfDayBefore ? startDay.PlusDays(-1) : startDay;
        if (!(schedule.Days ?? team.Calendar.WorkingDays).Contains(date.DayOfWeek)) return null;
        var (startsAt, shift) = HuddleClockRule.Resolve(startDay + schedule.At, team.TimeZone);
        return new(new(new(team.Id, date, schedule.Id), schedule, startsAt, shift), LeftOutOn(date, team, asked, schedule));
    }

    private static LeftOut? LeftOutOn(LocalDate date, FrontlineTeam team, HuddlePause? asked, HuddleSchedule schedule) =>
        !HuddleClockRule.Has(team.TimeZone, date) ? LeftOut.NoSuchDay
        : !schedule.OnHolidays && team.Calendar.Holidays.Contains(date) ? LeftOut.Holiday
        : schedule.Pauses.Any(pause => pause.Contains(date)) ? LeftOut.Pause
        : asked?.Contains(date) == true ? LeftOut.AskedPause
        : null;
}
