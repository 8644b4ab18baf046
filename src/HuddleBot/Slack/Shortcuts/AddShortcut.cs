using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Shortcuts;

/// <summary>Opens the form that raises an issue, with the words of the message in it.</summary>
internal sealed class AddShortcut(IIssueDesk desk, SlackConversation conversation) : ISlackShortcut
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.MessageAction shortcut, CancellationToken cancellationToken)
    {
        var who = shortcut.Who;
        if (await conversation.TeamOfAsync(who.Workspace, who.Channel, cancellationToken) is not { } team)
            return new SlackOutcome.Tell(conversation.Compose(new CardContent.Help(null)));
        var actor = conversation.OnlookerOf(who);
        return await conversation.OpenAsync(await desk.LookToAddAsync(team.Id, actor, IssueLimits.Beginning(shortcut.Text), cancellationToken), who, shortcut.TriggerId, cancellationToken);
    }
}
