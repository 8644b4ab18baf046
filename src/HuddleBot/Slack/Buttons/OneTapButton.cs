using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Buttons;

/// <summary>Decides at once. The card shows it to everybody; only a refusal is told.</summary>
/// <param name="command">What is decided, for whoever looks at this version of the issue; null: not known.</param>
internal sealed class OneTapButton(IIssueDesk desk, SlackConversation conversation, Func<int?, IssueCommand> command) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(action.Who, cancellationToken);
        var reply = await desk.DoAsync(item, actor, OperationIds.Of(action), command(ButtonRow.SeenVersion(action.BlockId, item)), cancellationToken);
        return reply is IssueReply.Refused refused ? conversation.Refuse(refused.Team, refused.Refusal) : new SlackOutcome.Fine();
    }
}
