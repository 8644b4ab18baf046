using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;
using HuddleBot.Triage;

namespace HuddleBot.Slack.Buttons;

/// <summary>Another part of the person's queue, in the place of what they look at.</summary>
internal sealed class QueueButton(SlackConversation conversation, ManagersQueue queue, HomeTab home) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        var who = action.Who;
        if (QueueQuery.TryParse(action.Value) is not { } query) return conversation.Refuse(null, new Refusal.Unknown());
        if (action.IsHome)
        {
            await home.PublishAsync(who.Workspace, who.User, query, cancellationToken);
            return new SlackOutcome.Fine();
        }

        // What is a manager's own never stands where others read it, whatever the button stands on.
        var page = conversation.Compose(await queue.ShowAsync(new(Platform.Slack, who.Workspace, who.User), query, cancellationToken));
        return action.IsPrivate ? await conversation.ReplaceAsync(who, page, cancellationToken) : new SlackOutcome.Tell(page);
    }
}
