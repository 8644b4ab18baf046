using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Claims a call, gives it back, takes it over, or keeps what was promised. The card shows it to everybody; only a refusal is told.</summary>
internal sealed class OneTapFollowUpButton(IFollowUpDesk desk, SlackConversation conversation, FollowUpCommand command) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(action.Who, cancellationToken);
        var reply = await desk.DoAsync(item, actor, OperationIds.Of(action), command, cancellationToken);
        return reply is IssueReply.Refused refused ? conversation.Refuse(refused.Team, refused.Refusal) : new SlackOutcome.Fine();
    }
}
