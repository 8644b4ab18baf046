using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Does something in a huddle at once. Its card shows it to everybody; only a refusal is told.</summary>
internal sealed class OneTapHuddleButton(IHuddleDesk huddles, SlackConversation conversation, HuddleCommand command) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (HuddleId.TryParse(action.Value) is not { } huddle) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(action.Who, cancellationToken);
        var reply = await huddles.DoAsync(huddle, actor, OperationIds.Of(action), command, cancellationToken);
        return reply is HuddleReply.Refused refused ? conversation.Refuse(refused.Team, refused.Refusal) : new SlackOutcome.Fine();
    }
}
