using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>When a call is due, and when people hear of it: always while they work. Pure.</summary>
public static class FollowUpTimes
{
    /// <summary>No customer waits longer before somebody who can act has been told, however long a team gives itself within it.</summary>
    public static readonly Duration Longest = Duration.FromHours(48);

    /// <summary>A time that ends in the night is brought forward to the end of the day before, as long as this part of it is left.</summary>
    private const double LeastPart = 0.25;

    /// <summary>Before a weekend that is too long, this much must do.</summary>
    private static readonly Duration LeastBeforeAWeekend = Duration.FromHours(1);

    /// <summary>Else it ends so long after the next working day has begun.</summary>
    private static readonly Period IntoTheDay = Period.FromHours(2);

    /// <summary>
    /// The team's hours after the bot got the answer. Outside of the team's working time it is the last working moment before, where a quarter of the hours is left; else two
    /// hours into the next working day. Where that is later than <see cref="LatestAt"/>: before the weekend, if an hour is left; else two hours after the first of those who answer
    /// for the team begins to work; and where nobody does in time, the last moment of the day before it is too late.
    /// </summary>
    public static Instant DueAt(FrontlineTeam team, Instant receivedAt)
    {
        var (hours, due, latest) = (team.WorkingTimeOf(null), receivedAt + team.FollowUp.Within, LatestAt(team, receivedAt));
        if (IsWorking(hours, due)) return due;
        var before = LastWorkingMoment(hours, due);
        if (before >= receivedAt + (team.FollowUp.Within * LeastPart)) return before;
        var into = hours.At(NextWorkingMoment(hours, due).InZone(hours.Zone).Date, hours.From + IntoTheDay);
        if (into <= latest) return into;
        if (before >= receivedAt + LeastBeforeAWeekend) return before;
        return FollowUpCover.FirstToWork(team, receivedAt, latest) is { } cover
            ? Instant.Min(cover.At + IntoTheDay.ToDuration(), latest)
            : LastDecentMoment(team.AnswersFirst is { } manager ? team.WorkingTimeOf(manager) : hours, latest);
    }

    /// <summary>By then somebody who can act has been told of a call whose clock began at <paramref name="since"/>.</summary>
    public static Instant LatestAt(FrontlineTeam team, Instant since) => since + Duration.Max(Longest, team.FollowUp.Within);

    /// <summary>When who left word tries again: by the end of the next working day.</summary>
    public static Instant NextWorkingDay(FrontlineTeam team, Instant now) => team.WorkingTimeOf(null).EndOfDay(now, 1);

    /// <summary>When nobody has claimed it and half of the time is gone; null: that is no working moment before it is due.</summary>
    public static Instant? HalfTime(FrontlineTeam team, FollowUp followUp)
    {
        var half = NextWorkingMoment(team.WorkingTimeOf(null), followUp.ClockSince + ((followUp.DueAt - followUp.ClockSince) / 2));
        return half < followUp.DueAt ? half : null;
    }

    /// <summary>So many working days after the moment (0: at once), while the person works.</summary>
    public static Instant WorkingDaysLater(WorkingTime hours, Instant moment, int workingDays)
    {
        var local = moment.InZone(hours.Zone);
        return NextWorkingMoment(hours, workingDays == 0 ? moment : hours.At(hours.Calendar.Plus(local.Date, workingDays), local.TimeOfDay));
    }

    /// <summary>The moment itself while the person works, else when they begin next.</summary>
    public static Instant NextWorkingMoment(WorkingTime hours, Instant moment)
    {
        if (IsWorking(hours, moment)) return moment;
        var local = moment.InZone(hours.Zone);
        var isBefore = hours.Calendar.IsWorkingDay(local.Date) && local.TimeOfDay < hours.From;
        return hours.At(isBefore ? local.Date : hours.Calendar.Plus(local.Date, 1), hours.From);
    }

    /// <summary>The moment itself within the hours of the day, else when these begin next: on any day, since somebody must be told now.</summary>
    public static Instant NextDecentMoment(WorkingTime hours, Instant moment) => NextWorkingMoment(hours with { Calendar = EveryDay }, moment);

    /// <summary>The day itself while the person works on it, else the last before it; the day itself, where that is more than two weeks ago.</summary>
    public static LocalDate LastWorkingDay(WorkingTime hours, LocalDate day)
    {
        for (var before = day; before > day.PlusDays(-14); before = before.PlusDays(-1))
        {
            if (hours.Calendar.IsWorkingDay(before)) return before;
        }

        return day;
    }

    private static Instant LastDecentMoment(WorkingTime hours, Instant moment)
    {
        var daily = hours with { Calendar = EveryDay };
        return IsWorking(daily, moment) ? moment : LastWorkingMoment(daily, moment);
    }

    private static WorkingCalendar EveryDay { get; } =
        new(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToHashSet(), new HashSet<LocalDate>());

    /// <summary>The end of the last working day before; a year before, where a calendar has no working day.</summary>
    public static Instant LastWorkingMoment(WorkingTime hours, Instant moment)
    {
        var day = moment.InZone(hours.Zone).Date;
        for (var looked = 0; looked < 366; looked++, day = day.PlusDays(-1))
        {
            if (hours.Calendar.IsWorkingDay(day) && hours.At(day, hours.To) is var end && end <= moment) return end;
        }

        return moment - Duration.FromDays(365);
    }

    private static bool IsWorking(WorkingTime hours, Instant moment)
    {
        var local = moment.InZone(hours.Zone);
        return hours.Calendar.IsWorkingDay(local.Date) && local.TimeOfDay >= hours.From && local.TimeOfDay <= hours.To;
    }
}
