using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Buttons;

/// <summary>Decides at once. The card shows it to everybody, and a dialog with the card is drawn anew; only a refusal is told.</summary>
/// <param name="command">What is decided, for whoever looks at this version of the issue; null: not known.</param>
internal sealed class OneTapButton(IIssueDesk desk, SlackConversation conversation, EscalationDialog dialog, Func<int?, IssueCommand> command) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(action.Value) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(action.Who, cancellationToken);
        var reply = await desk.DoAsync(item, actor, OperationIds.Of(action), command(ButtonRow.SeenVersion(action.BlockId, item)), cancellationToken);
        if (reply is IssueReply.Refused { Refusal: Refusal.DecidedBefore why } && action.ViewId is { } shown
            && await dialog.RedrawAsItStandsAsync(shown, item, why, unsaid: null, actor, action.Who, cancellationToken)) return new SlackOutcome.Fine();
        return (reply, action.ViewId) switch
        {
            (IssueReply.Refused refused, { } over) => await conversation.OpenAsync(new LookReply.Refused(refused.Team, refused.Refusal), action.Who, action.TriggerId, cancellationToken, over),
            (IssueReply.Refused refused, null) => conversation.Refuse(refused.Team, refused.Refusal),
            (_, { } over) => await dialog.RedrawAsync(over, reply, action.Who, cancellationToken),
            _ => new SlackOutcome.Fine(),
        };
    }
}
