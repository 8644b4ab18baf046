using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Opens a form of a follow-up, or shows the contact data, or says privately why not. A dialog leaves nothing behind: no message, no search, no notification.</summary>
internal sealed class LookAtFollowUpButton(IFollowUpDesk desk, SlackConversation conversation, FollowUpLook look) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var reply = await desk.LookAsync(item, conversation.OnlookerOf(action.Who), OperationIds.Of(action), look, cancellationToken);
        return await conversation.OpenAsync(reply, action.Who, action.TriggerId, cancellationToken);
    }
}
