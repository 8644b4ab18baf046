using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>Which reminder it is, in the order in which they come.</summary>
public enum ReminderStep
{
    /// <summary>Whose turn it is is on holiday: their stand-in is told that it waits.</summary>
    Cover,

    /// <summary>It had been put off.</summary>
    Back,

    /// <summary>On the morning of the day that was promised.</summary>
    DueToday,
    Owner,
    StandIn,
    TheirManager,
    CxLead,
}

/// <summary>Somebody who hears of an escalation that nobody decides.</summary>
/// <param name="DaysLater">So many working days after the first.</param>
/// <param name="Place">Where they are told: the person directly, or a channel.</param>
/// <param name="Hours">When they are written to.</param>
public sealed record LadderRung(ReminderStep Step, int DaysLater, ChannelId Place, WorkingTime Hours);

/// <summary>Who is reminded, one after the other. Nobody twice: a rung that does not exist, or is somebody of a rung before, is left out. Pure.</summary>
public static class EscalationLadder
{
    /// <summary>So many CX leads are told directly; the reminders of one moment are committed together.</summary>
    private const int MostLeadsAlone = 20;

    public static IReadOnlyList<LadderRung> Of(FrontlineTeam team, Turn turn)
    {
        var rungs = new List<LadderRung>();
        switch (turn)
        {
            case Turn.Team { EscalatedBy: var member }:
                Add(ReminderStep.Owner, 0, member);
                Add(ReminderStep.TheirManager, 1, team.AnswersFirst);
                return rungs;
            default:
                var owner = OwnerOf(team, turn);
                var known = owner is null ? null : team.Company.Find(owner);
                Add(ReminderStep.Owner, 0, owner);
                Add(ReminderStep.StandIn, 1, known?.StandIn, owner);
                Add(ReminderStep.TheirManager, 2, known?.Manager, owner);
                if (team.Company.CxLeadChannel is { } channel) rungs.Add(new(ReminderStep.CxLead, 3, channel, team.WorkingTimeOf(team.Company.CxLeads is [var first, ..] ? first : null)));
                else foreach (var lead in team.Company.CxLeads.Take(MostLeadsAlone)) Add(ReminderStep.CxLead, 3, lead);
                return rungs;
        }

        void Add(ReminderStep step, int daysLater, PersonId? person, PersonId? insteadOf = null)
        {
            if (person is null) return;
            var place = new ChannelId(person.Platform, person.Workspace, person.User);
            if (!rungs.Exists(rung => rung.Place == place)) rungs.Add(new(step, daysLater, place, team.WorkingTimeOf(person, insteadOf)));
        }
    }

    /// <summary>Whose turn it is; null: a team without managers.</summary>
    public static PersonId? OwnerOf(FrontlineTeam team, Turn turn) => turn switch
    {
        Turn.Managers => team.AnswersFirst,
        Turn.Team asked => asked.EscalatedBy,
        Turn.Owner owner => owner.Person,
        _ => throw new ArgumentOutOfRangeException(nameof(turn), turn, "no such turn"),
    };
}
