using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Core.Huddles;

/// <summary>Another huddle at the same time, and why that is one too many.</summary>
public sealed record HuddleClash(ClashReason Reason, FrontlineTeam Team, HuddleOccurrence Other);

public enum ClashReason
{
    /// <summary>It is of the same team.</summary>
    SameTeam,

    /// <summary>It is in the same channel.</summary>
    SameChannel,

    /// <summary>The same person may have to lead both.</summary>
    SameLead,
}
