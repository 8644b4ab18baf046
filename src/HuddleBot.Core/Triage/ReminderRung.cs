namespace HuddleBot.Core.Triage;

/// <summary>Who is reminded of an escalation that is past its clock: the next one only when the one before has not answered either.</summary>
public enum ReminderRung
{
    /// <summary>Whose turn it is: the team's first manager, who accepted it, or (of a question) who escalated it.</summary>
    Owner,
    StandIn,
    TheirManager,
    CxLead,
}
