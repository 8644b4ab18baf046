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

    public static string WhatToDo(ClosedPlace place)
    {
        var mended = $"{Mend(place)}; what waits goes out then by itself";
        return Instead(place) is { } other ? $"{mended}. Or {other}, run 'teams apply FILE', and forget what waits here with 'parked drop {place.Name}'" : mended;
    }

    private static string Mend(ClosedPlace place) => (place.Because, place.Platform) switch
    {
        (ClosedBecause.Archived, Platform.Slack) => "bring it back in Slack",
        (ClosedBecause.Archived, _) => "restore the team in Microsoft Teams",
        (ClosedBecause.NotThere, Platform.Slack) => "write /invite @HuddleBot there",
        (ClosedBecause.NotThere, _) => "restore the channel in Microsoft Teams",
        (ClosedBecause.NotInvited, Platform.Slack) => "write /invite @HuddleBot there",
        (ClosedBecause.NotInvited, _) => "add the app to the team (Apps, HuddleBot, Add to a team)",
        (ClosedBecause.Forbidden, _) => "let the bot write there",
        (ClosedBecause.PersonGone, _) => "see whether they are still there and may use the app",
        (ClosedBecause.BlockedByPerson, _) => "ask them to add the app again",
        (ClosedBecause.AddressNotAllowed, _) => "add it to MicrosoftTeams:AllowedServiceUrls where it is Microsoft's, and restart the bot",
        (ClosedBecause.Uninstalled, Platform.Slack) => "install the bot again, by /slack/install or on the app's page; with another token set Slack:BotToken and restart the bot",
        (ClosedBecause.Uninstalled, _) => "add the app again in Microsoft Teams",
        (ClosedBecause.Credentials, Platform.Slack) => "copy the \"Bot User OAuth Token\" from the app's page into Slack:BotToken, and restart the bot",
        (ClosedBecause.Credentials, _) => "see MicrosoftTeams:AppId, TenantId and the secret or certificate (it may have expired), and restart the bot",
        (ClosedBecause.WorkspaceGone, _) => "ask who looks after it whether it comes back",
        (ClosedBecause.MissingRights, Platform.Slack) => "add the missing scope on the app's page under \"OAuth & Permissions\", then install the app again",
        (ClosedBecause.BlockedByAdmin, _) => "ask an administrator to allow the app (Teams admin centre, Manage apps)",
        _ => "run 'doctor' to see more",
    };

    /// <summary>Where it will not be mended: in the teams file. What was to go there does not move with it.</summary>
    private static string? Instead(ClosedPlace place) => place.Because switch
    {
        ClosedBecause.Archived or ClosedBecause.NotThere or ClosedBecause.Forbidden => "name another channel in the teams file",
        ClosedBecause.PersonGone or ClosedBecause.BlockedByPerson => "name somebody else in the teams file",
        ClosedBecause.WorkspaceGone => "take its teams out of the teams file",
        _ => null,
    };

    private static string PlatformOf(ClosedPlace place) => place.Platform == Platform.Slack ? "Slack" : "Microsoft Teams";

    private static string SecretOf(ClosedPlace place) => place.Platform == Platform.Slack ? "token" : "credentials";
}
