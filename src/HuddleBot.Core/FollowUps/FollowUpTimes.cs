using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>When a call is due, and when people hear of it: always while they work. Pure.</summary>
public static class FollowUpTimes
{
    /// <summary>A time that ends in the night is brought forward to the end of the day before, as long as this part of it is left.</summary>
    private const double LeastPart = 0.25;

    /// <summary>Else it ends so long after the next working day has begun.</summary>
    private static readonly Period IntoTheDay = Period.FromHours(2);

    /// <summary>
    /// The team's hours after the bot got the answer. Outside of the team's working time it is the last working moment before, where a quarter of the hours is left; else two
    /// hours into the next working day.
    /// </summary>
    public static Instant DueAt(FrontlineTeam team, Instant receivedAt)
    {
        var (hours, due) = (team.WorkingTimeOf(null), receivedAt + team.FollowUp.Within);
        if (IsWorking(hours, due)) return due;
        var before = LastWorkingMoment(hours, due);
        return before >= receivedAt + (team.FollowUp.Within * LeastPart) ? before : hours.At(NextWorkingMoment(hours, due).InZone(hours.Zone).Date, hours.From + IntoTheDay);
    }

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

    /// <summary>The end of the last working day before; a year before, where a calendar has no working day.</summary>
    private static Instant LastWorkingMoment(WorkingTime hours, Instant moment)
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
