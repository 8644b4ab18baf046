namespace HuddleBot.Core.Triage;

/// <summary>Who is reminded of an escalation that is past its clock: the next one only when the one before has not answered either.</summary>
public enum ReminderRung
{
    /// <summary>Whose turn it is: the team's first manager, who accepted it, or (of a question) who escalated it. Of what was accepted also on the morning of its day.</summary>
    Owner,
    StandIn,

    /// <summary>Of a question the team's first manager.</summary>
    TheirManager,
    CxLead,

    /// <summary>Whose turn it is: it had been put off, and the day has come.</summary>
    Back,

    /// <summary>The stand-in of whose turn it is, at once: they are on holiday.</summary>
    Cover,
}
