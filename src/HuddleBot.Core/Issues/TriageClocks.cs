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
    public static Instant EndOf(FrontlineTeam team, LocalDate day, PersonId owner)
    {
        var hours = team.WorkingTimeOf(owner);
        return hours.At(day, hours.To);
    }

    /// <summary>The day until which an escalation is put off by default: a working day of the team.</summary>
    public static LocalDate DefaultSnooze(FrontlineTeam team, Instant now) => team.Calendar.Plus(now.InZone(team.TimeZone).Date, SnoozeWorkingDays);
}
