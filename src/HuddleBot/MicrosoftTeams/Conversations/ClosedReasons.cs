using HuddleBot.Core.Delivery;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>What Microsoft Teams has told us of places that take no messages, as rows keep it and an operator reads it.</summary>
internal static class ClosedReasons
{
    public const string RemovedFromTeam = "the app was removed from this team in Microsoft Teams: add it to the team again (Apps, HuddleBot, Add to a team)";
    public const string RemovedByPerson = "this person has removed the app in Microsoft Teams: messages wait until they add it again";
    public const string ChannelDeleted = "the channel was deleted";
    public const string TeamArchived = "the team was archived";
    public const string TeamDeleted = "the team was deleted";

    public static ClosedBecause BecauseOf(string reason) => reason switch
    {
        RemovedFromTeam => ClosedBecause.NotInvited,
        RemovedByPerson => ClosedBecause.BlockedByPerson,
        TeamArchived => ClosedBecause.Archived,
        ChannelDeleted or TeamDeleted => ClosedBecause.NotThere,
        _ => ClosedBecause.Unsaid,
    };
}
