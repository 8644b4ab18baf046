using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Puts one comment of a gathered message into its thread as a card of its own.</summary>
internal sealed class OpenGatheredButton(IIssueDesk desk, SlackConversation conversation) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(action.Who, cancellationToken);
        var reply = await desk.OpenAsync(item, actor, cancellationToken);
        return reply is IssueReply.Refused refused ? conversation.Refuse(refused.Team, refused.Refusal) : new SlackOutcome.Fine();
    }
}
