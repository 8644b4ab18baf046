using HuddleBot.Core.Identity;

namespace HuddleBot.Slack.Inbound;

/// <summary>What identifies one click, form or command for ever: the desk does nothing twice under the same id. Short hashes, safe as a part of any key.</summary>
internal static class OperationIds
{
    /// <summary>A view's id stands for one opening of one form, whatever hash its updates have.</summary>
    public static string Of(SlackPayload.ViewSubmission view) => StableHash.Of("slack", "view", view.Who.Workspace, view.ViewId);

    public static string Of(SlackPayload.BlockAction action) =>
        StableHash.Of("slack", "action", action.Who.Workspace, action.Who.User, action.ActionTs, action.ActionId, action.Value ?? "");

    /// <summary>An event that Slack sends again has the same id.</summary>
    public static string Of(SlackPayload.EventCallback happened) => StableHash.Of("slack", "event", happened.Workspace, happened.EventId);

    public static string Of(SlackPayload.SlashCommand command) => StableHash.Of("slack", "command", command.Who.Workspace, command.Who.User, command.TriggerId, command.Text);
}
