using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>When the next step on an escalation is due, in the working time of whose turn it is. Pure.</summary>
public static class TriageClocks
{
    /// <summary>A team should answer a manager's question within so many working days.</summary>
    public const int QuestionWorkingDays = 2;

    /// <summary>An escalation is put off for so many working days, unless somebody says otherwise.</summary>
    public const int SnoozeWorkingDays = 5;

    /// <summary>The first answer: by the end of the manager's day.</summary>
    public static Instant AnswerBy(FrontlineTeam team, Instant now) => team.WorkingTimeOf(team.AnswersFirst).EndOfDay(now, team.AnswerWithinDays);

    /// <summary>The resolution: by the end of the manager's day.</summary>
    public static Instant ResolveBy(FrontlineTeam team, Instant now) => team.WorkingTimeOf(team.AnswersFirst).EndOfDay(now, team.ResolveWithinDays);

    /// <summary>The team's answer to a question: by the end of the day of whoever escalated it.</summary>
    public static Instant QuestionBy(FrontlineTeam team, PersonId escalatedBy, Instant now) => team.WorkingTimeOf(escalatedBy).EndOfDay(now, QuestionWorkingDays);

    /// <summary>What was accepted: by the end of its owner's day.</summary>
    public static Instant EndOf(FrontlineTeam team, LocalDate day, PersonId? owner)
    {
        var hours = team.WorkingTimeOf(owner);
        return hours.At(day, hours.To);
    }

    /// <summary>The first answer to what was put off: by the end of the manager's <see cref="DayOfReturn"/>.</summary>
    public static Instant AnswerAfterReturn(FrontlineTeam team, LocalDate until) => EndOf(team, DayOfReturn(team, until, team.AnswersFirst), team.AnswersFirst);

    /// <summary>The first working day of the person that begins when what was put off is back, or after: whoever chooses the day has a whole one.</summary>
    public static LocalDate DayOfReturn(FrontlineTeam team, LocalDate until, PersonId? person)
    {
        var (hours, back) = (team.WorkingTimeOf(person), SnoozeEnd(team, until));
        var day = back.InZone(hours.Zone).Date;
        return hours.Calendar.IsWorkingDay(day) && hours.At(day, hours.From) >= back ? day : hours.Calendar.Plus(day, 1);
    }

    /// <summary>From then on it is back in sight: the day begins in the team's zone.</summary>
    public static Instant SnoozeEnd(FrontlineTeam team, LocalDate until) => until.AtStartOfDayInZone(team.TimeZone).ToInstant();

    /// <summary>The day until which an escalation is put off by default: a working day of the team.</summary>
    public static LocalDate DefaultSnooze(FrontlineTeam team, Instant now) => team.Calendar.Plus(now.InZone(team.TimeZone).Date, SnoozeWorkingDays);
}
