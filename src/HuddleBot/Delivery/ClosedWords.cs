using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;

namespace HuddleBot.Delivery;

/// <summary>Of a place that takes no messages, for an operator: what is the matter, and what to do. The table "Dead ends" of docs/operations.md says the same.</summary>
internal static class ClosedWords
{
    public static string WhatIsWrong(ClosedPlace place) => place.Because switch
    {
        ClosedBecause.Archived => "it is archived",
        ClosedBecause.NotThere => "it is not there, or is private and the bot is not in it",
        ClosedBecause.NotInvited => "the bot is not in it",
        ClosedBecause.Forbidden => "its rules keep the bot from writing",
        ClosedBecause.PersonGone => "the bot cannot write to this person",
        ClosedBecause.BlockedByPerson => "this person has removed or blocked the app",
        ClosedBecause.AddressNotAllowed => "its service URL is not among those that the settings allow",
        ClosedBecause.Uninstalled => "the workspace does not have the bot any more",
        ClosedBecause.Credentials => $"{PlatformOf(place)} does not take the bot's {SecretOf(place)}",
        ClosedBecause.WorkspaceGone => "the workspace or tenant is gone",
        ClosedBecause.MissingRights => "the bot has too few rights there",
        ClosedBecause.BlockedByAdmin => "an administrator has blocked the app",
        _ => $"{PlatformOf(place)} takes nothing there",
    };

    public static string WhatToDo(ClosedPlace place) => (place.Because, place.Platform) switch
    {
        (ClosedBecause.Archived, Platform.Slack) => "bring it back in Slack, or name another in the teams file and run 'teams apply FILE'",
        (ClosedBecause.Archived, _) => "restore the team in Microsoft Teams, or name another channel in the teams file and run 'teams apply FILE'",
        (ClosedBecause.NotThere, Platform.Slack) => "write /invite @HuddleBot there, or mend the id in the teams file and run 'teams apply FILE'",
        (ClosedBecause.NotThere, _) => "restore the channel in Microsoft Teams, or mend the id in the teams file and run 'teams apply FILE'",
        (ClosedBecause.NotInvited, Platform.Slack) => "write /invite @HuddleBot there",
        (ClosedBecause.NotInvited, _) => "add the app to the team (Apps, HuddleBot, Add to a team)",
        (ClosedBecause.Forbidden, _) => "let the bot write there, or name another channel in the teams file and run 'teams apply FILE'",
        (ClosedBecause.PersonGone, _) => "where they have left, take them out of the teams file and run 'teams apply FILE'",
        (ClosedBecause.BlockedByPerson, _) => "ask them to add the app again, or name somebody else in the teams file",
        (ClosedBecause.AddressNotAllowed, _) => "add it to MicrosoftTeams:AllowedServiceUrls where it is Microsoft's, and restart the bot",
        (ClosedBecause.Uninstalled, Platform.Slack) => "install the bot again, by /slack/install or on the app's page; with another token set Slack:BotToken and restart the bot",
        (ClosedBecause.Uninstalled, _) => "add the app again in Microsoft Teams",
        (ClosedBecause.Credentials, Platform.Slack) => "copy the \"Bot User OAuth Token\" from the app's page into Slack:BotToken, and restart the bot",
        (ClosedBecause.Credentials, _) => "see MicrosoftTeams:AppId, TenantId and the secret or certificate (it may have expired), and restart the bot",
        (ClosedBecause.WorkspaceGone, _) => "take its teams out of the teams file and run 'teams apply FILE', then drop what waits",
        (ClosedBecause.MissingRights, Platform.Slack) => "add the missing scope on the app's page under \"OAuth & Permissions\", then install the app again",
        (ClosedBecause.BlockedByAdmin, _) => "ask an administrator to allow the app (Teams admin centre, Manage apps)",
        _ => "run 'doctor' to see more",
    };

    private static string PlatformOf(ClosedPlace place) => place.Platform == Platform.Slack ? "Slack" : "Microsoft Teams";

    private static string SecretOf(ClosedPlace place) => place.Platform == Platform.Slack ? "token" : "credentials";
}
